package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.testkit.EventText;
import dev.mora.testkit.WebhookCorpus;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookCorpusTest {

  /** What of a person stands in the bodies. */
  private static final List<String> PERSONAL =
      List.of(
          "5215500000", "5491100000017", "MX.1349", "wamid", "Prueba", "Ana", "recibo", "Ya pag");

  /** Those whose time is that of the receipt. */
  private static final Set<String> PROBLEMS =
      Set.of(
          "problem-throughput",
          "problem-unknown",
          "message-interactive-with-errors",
          "status-without-time");

  static List<WebhookCorpus.Case> cases() {
    return WebhookCorpus.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void a_body_says_what_stands_beside_it(WebhookCorpus.Case body) {
    Inbound inbound = read(body);

    assertThat(EventText.lines(inbound)).isEqualTo(body.events());
  }

  @Test
  void the_corpus_has_each_kind_of_event_twice_and_forty_hostile_bodies() {
    List<WebhookCorpus.Case> friendly = cases().stream().filter(body -> !body.isHostile()).toList();
    Map<Class<?>, Long> kinds =
        friendly.stream()
            .flatMap(body -> read(body).events().stream())
            .collect(Collectors.groupingBy(ChannelEvent::getClass, Collectors.counting()));

    assertThat(friendly).hasSizeGreaterThanOrEqualTo(150);
    assertThat(cases().size() - friendly.size()).isGreaterThanOrEqualTo(40);
    assertThat(kinds.keySet()).containsAll(Events.all());
    assertThat(kinds).allSatisfy((kind, count) -> assertThat(count).isGreaterThanOrEqualTo(2));
  }

  @Test
  void every_event_keeps_what_was_written_and_shows_nobody() {
    for (WebhookCorpus.Case body : cases()) {
      String written = new String(body.body(), StandardCharsets.UTF_8);
      Inbound inbound = read(body);
      for (ChannelEvent event : inbound.events()) {
        String raw = event.header().raw().text();

        assertThat(written).as(body.name()).contains(raw);
        assertThat(raw).as(body.name()).startsWith("{").endsWith("}");
        assertThat(event.key()).as(body.name()).isNotBlank();
        assertThat(shown(event)).as(body.name()).doesNotContain(PERSONAL);
      }
      assertThat(inbound.rejections().toString()).as(body.name()).doesNotContain(PERSONAL);
    }
  }

  /** The event and all that it is made of, as a log would show them. */
  private static String shown(ChannelEvent event) {
    StringBuilder out = new StringBuilder(event.toString());
    out.append(' ').append(event.header());
    for (Object part : Events.parts(event)) {
      out.append(' ').append(part);
    }
    return out.toString();
  }

  @Test
  void the_same_body_again_is_the_same_events_but_for_what_has_no_time_and_no_id() {
    for (WebhookCorpus.Case body : cases()) {
      List<String> first = keys(read(body));
      List<String> again =
          keys(
              WhatsAppWebhook.parserOnly()
                  .parse(body.body(), WebhookCorpus.RECEIVED.plusSeconds(60)));

      Set<String> unlike = new HashSet<>(first);
      unlike.removeAll(again);
      boolean problem = PROBLEMS.contains(body.name());
      assertThat(unlike).as(body.name()).hasSize(problem ? 1 : 0);
    }
  }

  @Test
  void two_events_of_the_corpus_have_two_keys() {
    Map<String, List<String>> byKey =
        cases().stream()
            .filter(body -> !body.isHostile())
            .flatMap(body -> read(body).events().stream())
            .collect(
                Collectors.groupingBy(
                    ChannelEvent::key,
                    Collectors.mapping(event -> event.header().raw().text(), Collectors.toList())));

    assertThat(byKey).allSatisfy((key, raws) -> assertThat(raws).as(key).containsOnly(raws.get(0)));
  }

  private static Inbound read(WebhookCorpus.Case body) {
    return WhatsAppWebhook.parserOnly().parse(body.body(), WebhookCorpus.RECEIVED);
  }

  private static List<String> keys(Inbound inbound) {
    return inbound.events().stream().map(ChannelEvent::key).toList();
  }
}
