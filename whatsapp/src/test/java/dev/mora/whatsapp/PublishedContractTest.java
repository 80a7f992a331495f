package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
import dev.mora.template.MediaRef;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateHeader;
import dev.mora.whatsapp.Published.Departure;
import dev.mora.whatsapp.Published.Judge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every body that this module sends is as Meta has published it, but for the departures that the
 * schemas list, and each of those is needed.
 */
class PublishedContractTest {

  private static List<SentRequest> all;

  @BeforeAll
  static void build() throws Exception {
    all = SentRequests.all().toList();
  }

  @Test
  void every_body_is_as_published() {
    for (SentRequest sent : all) {
      assertThat(sent.faults()).as("%s: %s", sent, sent.json()).isEmpty();
    }

    Map<Published, Long> counts =
        all.stream().collect(Collectors.groupingBy(SentRequest::as, Collectors.counting()));
    assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(Published.all().toList());
    assertThat(counts.get(Published.MESSAGE)).isGreaterThan(700);
    assertThat(counts.get(Published.CREATE)).isGreaterThanOrEqualTo(16 * 3);
  }

  static Stream<Arguments> departures() {
    return Stream.of(Published.MESSAGE, Published.REGISTER, Published.CREATE)
        .flatMap(
            file ->
                file.departures().stream()
                    .flatMap(
                        departure ->
                            departure.at().stream()
                                .map(at -> Arguments.of(file.file(), departure, at))));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("departures")
  void a_departure_is_needed_or_costs_no_body(String file, Departure departure, String at) {
    boolean refused = false;
    for (Published request : Published.all().filter(each -> each.file().equals(file)).toList()) {
      Judge published = request.without(departure, at);
      refused |=
          all.stream()
              .filter(sent -> sent.as().equals(request))
              .anyMatch(sent -> !published.faults(sent.json()).isEmpty());
    }

    assertThat(refused).as(departure.why()).isEqualTo(departure.isNeeded());
    assertThat(departure.kind()).isIn("missing", "broken", "stricter", "same");
    if (departure.kind().equals("same")) {
      assertThat(departure.published()).contains(Trees.at(new Published(file, "").schema(), at));
    }
  }

  @Test
  void each_schema_names_its_source() {
    for (Published request : Published.all().toList()) {
      assertThat(request.source().string("repository")).isEqualTo("facebook/openapi");
      assertThat(request.source().string("version")).isEqualTo("v23.0");
      assertThat(request.source().string("commit")).hasSize(40);
      assertThat(request.source().date("changed")).isEqualTo("2025-11-21");
    }
  }

  static Stream<Arguments> limits() {
    return FreeFormLimitsTest.limits();
  }

  /** Limits that Meta tells on its pages only, or that no schema can say. */
  private static final List<String> UNPUBLISHED =
      List.of("rows in all", "link address", "reaction", "id of the message reacted to");

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("limits")
  void what_is_refused_here_for_its_length_is_refused_there(
      String name, int most, IntFunction<FreeForm> said) {
    assertThat(message(said.apply(most)).faults()).isEmpty();
    assertThat(message(said.apply(most + 1)).faults().isEmpty())
        .isEqualTo(UNPUBLISHED.contains(name));
  }

  @ParameterizedTest(name = "{0}: refused {2}")
  @MethodSource("dev.mora.whatsapp.FreeFormLimitsTest#forms")
  void what_passes_here_is_as_published(String name, FreeForm said, boolean refused) {
    OutboundMessage message = Reminders.message(said);

    if (LocalCheck.of(message, Optional.of(() -> Reminders.NOON)).isEmpty()) {
      assertThat(message(said).faults()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE, a.png, true",
    "IMAGE, '', false",
    "VIDEO, a.mp4, true",
    "VIDEO, '', false",
    "DOCUMENT, a.pdf, false",
    "DOCUMENT, '', false"
  })
  void a_name_on_a_picture_above_a_template_is_refused_here_and_not_published(
      TemplateHeader.Kind kind, String name, boolean refused) {
    Rendering rendering =
        SentRequests.under(
            new Rendering.Media.File(kind, MediaRef.id("9").named(name)),
            Rendering.Variables.NAMED,
            Reminders.plain().body(),
            List.of());
    OutboundMessage message = Reminders.message(new OutboundMessage.Template(rendering));

    assertThat(LocalCheck.of(message, Optional.empty()).isPresent()).isEqualTo(refused);
    assertThat(Published.MESSAGE.faults(text(message)).isEmpty()).isEqualTo(!refused);
  }

  private static String text(OutboundMessage message) {
    return new String(MessageBody.of(message), StandardCharsets.UTF_8);
  }

  private static SentRequest message(FreeForm said) {
    return SentRequest.of(
        said.toString(), Published.MESSAGE, MessageBody.of(Reminders.message(said)));
  }
}
