package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.TemplateNews;
import dev.mora.ledger.Note;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.TemplateKey;
import dev.mora.party.Channel;
import dev.mora.template.TemplateStatus;
import dev.mora.template.TemplateStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What notifications say of a template, and what only a comparison can take back. */
class TemplateWordsTest {

  private static final String NAME = "cuota_vencida";

  private final House house = new House();

  /** What a notification tells that differs from what we have checked. */
  enum Difference {
    CATEGORY,
    TEXT
  }

  @ParameterizedTest
  @EnumSource(Difference.class)
  void an_approval_that_is_heard_frees_no_other_category_and_no_other_text(Difference difference) {
    Outreach outreach = house.outreach();
    hear(outreach, differs(difference));
    hear(outreach, says(State.PAUSED));
    hear(outreach, says(State.APPROVED));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).isEmpty();
    hear(outreach, says(State.REINSTATED));
    hear(outreach, says(State.FLAGGED));
    house.outreach().work();
    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.plan(house.outreach(), House.late()).rows().get(0).reason().in("en"))
        .contains(difference == Difference.TEXT ? "DRIFTED content" : "RECATEGORIZED MARKETING");
  }

  @ParameterizedTest
  @EnumSource(Difference.class)
  void a_comparison_that_finds_nothing_frees_it(Difference difference) {
    Outreach outreach = house.outreach();
    hear(outreach, differs(difference));
    house.outreach().templateChanged(status(State.APPROVED, house.clock.instant()));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void a_pause_ends_by_the_word_that_is_heard_behind_it() {
    Outreach outreach = house.outreach();
    hear(outreach, says(State.PAUSED));
    hear(outreach, says(State.APPROVED));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void a_comparison_that_finds_nothing_leaves_a_later_pause() {
    Outreach outreach = house.outreach();
    hear(outreach, says(State.PAUSED));
    outreach.templateChanged(status(State.APPROVED, house.clock.instant().minusSeconds(90)));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).isEmpty();
  }

  @Test
  void what_a_comparison_found_stays_found_by_the_older_comparison_of_another_process() {
    Instant asked = house.clock.instant();
    house.outreach().templateChanged(status(State.DRIFTED, asked.plusSeconds(1)));
    house.outreach().templateChanged(status(State.APPROVED, asked));

    house.run(house.outreach(), House.late());

    assertThat(house.sender.bodies).isEmpty();
  }

  @ParameterizedTest(name = "a listing that was asked for {0} s after the edit was heard of")
  @CsvSource({"-1, 0", "1, 1"})
  void only_a_listing_that_can_have_seen_an_edit_frees_it(int seconds, int bodies) {
    Outreach outreach = house.outreach();
    TemplateNews edit = differs(Difference.TEXT);
    house.clock.advance(Duration.ofSeconds(30));
    hear(outreach, edit);
    Instant heard = house.clock.instant().minus(BEAT);
    outreach.templateChanged(status(State.APPROVED, heard.plusSeconds(seconds)));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).hasSize(bodies);
  }

  @Test
  void whoever_compares_hears_of_an_approval_before_a_gate_is_open() {
    List<Boolean> open = new ArrayList<>();
    Outreach[] outreach = new Outreach[1];
    outreach[0] =
        house
            .builder()
            .listener(
                event -> {
                  if (event instanceof TemplateStatus status && status.isSendable()) {
                    open.add(
                        new StoppedTemplates(house.ledger)
                            .why(new TemplateKey(SenderId.of(house.sender), NAME, "1", "es_MX"))
                            .isEmpty());
                    outreach[0].templateChanged(status(State.DRIFTED, status.at()));
                  }
                })
            .build();
    hear(outreach[0], says(State.PAUSED));
    hear(outreach[0], says(State.APPROVED));

    house.run(outreach[0], House.late());

    assertThat(open).containsExactly(false);
    assertThat(house.sender.bodies).isEmpty();
  }

  @Test
  void what_refusals_stopped_waits_while_the_text_is_another() {
    TemplateKey key = new TemplateKey(SenderId.of(house.sender), NAME, "1", "es_MX");
    house.ledger.stopTemplate(key, "132015", "provider");
    house.clock.advance(BEAT);
    Outreach outreach = house.outreach();
    hear(outreach, differs(Difference.TEXT));

    hear(outreach, says(State.APPROVED));
    assertThat(house.ledger.stoppedTemplates()).containsKey(key);
    outreach.templateChanged(status(State.APPROVED, house.clock.instant()));

    assertThat(house.ledger.stoppedTemplates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "132001, provider, true",
    "132015, provider, true",
    "132016, provider, true",
    "134101, provider, true",
    "132015, marta,    false",
    "132000, provider, false",
    "132012, provider, false",
    "100,    provider, false" // twenty in a row
  })
  void an_approval_frees_what_was_refused_for_the_state_of_the_template(
      String code, String by, boolean isFreed) {
    TemplateKey key = new TemplateKey(SenderId.of(house.sender), NAME, "1", "es_MX");
    house.ledger.stopTemplate(key, code, by);
    house.clock.advance(BEAT);

    house.outreach().templateChanged(status(State.APPROVED, house.clock.instant()));

    assertThat(house.ledger.stoppedTemplates().containsKey(key)).isEqualTo(!isFreed);
  }

  @Test
  void what_one_provider_says_of_a_name_binds_no_template_of_another() {
    TemplateKey sms = new TemplateKey(new SenderId(Channel.SMS, "200"), NAME, "1", "es_MX");
    TemplateKey whatsapp = new TemplateKey(SenderId.of(house.sender), NAME, "1", "es_MX");
    StoppedTemplates words = new StoppedTemplates(house.ledger);
    house.ledger.stopTemplate(sms, "132015", "provider");
    house.clock.advance(BEAT);
    Outreach outreach = house.outreach();

    hear(outreach, says(State.APPROVED));
    outreach.templateChanged(status(State.APPROVED, house.clock.instant()));
    assertThat(house.ledger.stoppedTemplates()).containsOnlyKeys(sms);

    outreach.templateChanged(Channel.SMS, status(State.PAUSED, house.clock.instant()));
    house.clock.advance(BEAT);
    outreach.templateChanged(status(State.APPROVED, house.clock.instant()));
    assertThat(words.why(sms)).contains("PAUSED");
    assertThat(words.why(whatsapp)).isEmpty();

    outreach.templateChanged(Channel.SMS, status(State.APPROVED, house.clock.instant()));
    assertThat(words.why(sms)).isEmpty();
    assertThat(house.ledger.stoppedTemplates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"APPROVED, true", "PAUSED, false", "'', false", "a word of somebody, false"})
  void a_note_without_a_reason_is_read_and_what_nobody_knows_stops(String text, boolean isFree) {
    TemplateKey key = new TemplateKey(SenderId.of(house.sender), NAME, "1", "es_MX");
    house
        .ledger
        .notes()
        .put(
            new Note(
                StoppedTemplates.shelf(key), "k", Optional.empty(), text, house.clock.instant()));

    house.run(house.outreach(), House.late());

    assertThat(house.sender.bodies).hasSize(isFree ? 1 : 0);
    assertThat(house.ledger.counts().get(dev.mora.ledger.State.PARKED)).isZero();
  }

  @Test
  void a_listener_that_throws_costs_no_notification_and_none_of_its_siblings() {
    List<TemplateStatus> told = new ArrayList<>();
    Outreach outreach =
        house
            .builder()
            .listener(
                event -> {
                  told.add((TemplateStatus) event);
                  throw new IllegalStateException("a meter of another type");
                })
            .build();

    house.hear(outreach, says(State.PAUSED), house.text("w1", House.ROSA, "hola"));
    house.clock.advance(Duration.ofDays(1));
    outreach.work();

    assertThat(told).hasSize(1);
    assertThat(outreach.tray().open())
        .extracting(item -> item.routing().rule())
        .contains("notice")
        .hasSize(2);
    assertThat(house.ledger.inbox().quarantined()).isEmpty();
  }

  private static final Duration BEAT = Duration.ofSeconds(10);

  private void hear(Outreach outreach, ChannelEvent event) {
    house.hear(outreach, event);
    house.clock.advance(BEAT);
  }

  private TemplateNews differs(Difference difference) {
    String key = "t-" + house.clock.instant();
    return difference == Difference.TEXT
        ? new TemplateNews.ContentChanged(house.header(), key, which(), "", "otra", "", List.of())
        : new TemplateNews.CategoryChanged(
            house.header(), key, which(), false, "UTILITY", "MARKETING", Optional.empty());
  }

  private TemplateNews says(State state) {
    return new TemplateNews.StatusChanged(
        house.header(),
        "t-" + house.clock.instant(),
        which(),
        state,
        state.name(),
        "",
        "",
        "",
        Optional.empty());
  }

  private static TemplateNews.Which which() {
    return new TemplateNews.Which("1", NAME, "es_MX", "UTILITY");
  }

  private static TemplateStatus status(State state, Instant at) {
    return new TemplateStatus(NAME, "es_MX", state, "", at);
  }
}
