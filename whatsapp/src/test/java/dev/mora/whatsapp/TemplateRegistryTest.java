package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import dev.mora.template.TemplateStatus.State;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.CloudBusiness;
import dev.mora.testkit.Fault;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of our templates, and who hears of it. */
class TemplateRegistryTest {

  private static final MessageTemplate TEMPLATE =
      WhatsAppAccountTest.template("aviso", "Hola {nombre}, su cuota ya venció. Gracias.");

  private final CloudApiServer server = CloudApiServer.start();
  private final CloudBusiness business = server.business("2001").approve(TEMPLATE);
  private final MutableClock clock = (MutableClock) server.clock();
  private final WhatsAppAccount account =
      WhatsAppAccount.of(
          "2001",
          WhatsAppConfig.builder("2001", TokenSupplier.of("token")).baseUri(server.uri()).build());
  private final List<TemplateStatus> heard = new ArrayList<>();
  private final TemplateRegistry registry =
      TemplateRegistry.of(List.of(TEMPLATE), clock, event -> heard.add((TemplateStatus) event));

  @AfterEach
  void close() {
    account.close();
    server.close();
  }

  @Test
  void nothing_is_known_before_the_first_listing_and_then_each_change_is_told_once()
      throws Exception {
    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();

    assertThat(refresh()).isEmpty();
    refresh();

    assertThat(registry.isSendable("aviso", "es_MX")).isTrue();
    assertThat(registry.isSendable("aviso", "es-MX")).isTrue();
    assertThat(heard).extracting(TemplateStatus::state).containsExactly(State.APPROVED);
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSED, PAUSED",
    "REJECTED, REJECTED",
    "DISABLED, DISABLED",
    "PENDING, PENDING",
    "WHATEVER, UNKNOWN"
  })
  void a_state_that_cannot_be_sent_is_told(String word, State state) throws Exception {
    refresh();
    business.status("aviso", "es_MX", word);

    assertThat(refresh()).extracting(TemplateStatus::state).containsExactly(state);
    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
    assertThat(heard).hasSize(2);
  }

  @Test
  void another_text_and_another_category_are_found_by_a_listing() throws Exception {
    business.recategorise("aviso", "es_MX", "MARKETING");
    refresh();
    business.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, otra cosa. Gracias.");
    refresh();

    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.RECATEGORIZED, State.DRIFTED);
    assertThat(heard.get(1).reason()).contains("drift-text");
  }

  @Test
  void an_approval_by_webhook_does_not_undo_a_drift() throws Exception {
    business.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, otra cosa. Gracias.");
    refresh();

    event(State.PAUSED, 1);
    event(State.APPROVED, 2);

    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.DRIFTED, State.PAUSED, State.DRIFTED);
    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
    event(State.APPROVED, 3);
    assertThat(heard.get(3).at()).isEqualTo(clock.instant().plusSeconds(3));
    assertThat(heard).hasSize(4); // whoever heard the event itself hears the drift again
  }

  @Test
  void each_listing_is_told_because_others_may_have_heard_something_else_meanwhile()
      throws Exception {
    refresh();
    clock.advance(Duration.ofMinutes(15));
    Instant asked = clock.instant();
    refresh();

    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.APPROVED, State.APPROVED);
    assertThat(heard.get(1).at()).isEqualTo(asked);
  }

  @Test
  void an_approval_that_no_listing_has_confirmed_is_not_told() throws Exception {
    event(State.PAUSED, 1);
    event(State.APPROVED, 2);

    assertThat(heard).extracting(TemplateStatus::state).containsExactly(State.PAUSED);
    clock.advance(Duration.ofMinutes(1));
    refresh();
    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.PAUSED, State.APPROVED);
  }

  @Test
  void what_differs_is_told_beside_a_pause_so_that_its_end_does_not_free_it() throws Exception {
    business.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, otra cosa. Gracias.");
    business.status("aviso", "es_MX", "PAUSED");

    refresh();

    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.DRIFTED, State.PAUSED);
    heard.clear();
    event(State.RECATEGORIZED, 1);
    event(State.DISABLED, 2);
    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.RECATEGORIZED, State.PAUSED, State.DISABLED);
  }

  @ParameterizedTest(name = "a listing says {0}, an event {1} at {2} s")
  @CsvSource({
    "APPROVED, PAUSED,       -61, true",
    "APPROVED, PAUSED,       -60, false",
    "APPROVED, PAUSED,         0, false",
    "APPROVED, RECATEGORIZED, -61, true",
    "APPROVED, RECATEGORIZED, -60, false",
    "PAUSED,   APPROVED,      -1, false",
    "PAUSED,   APPROVED,       0, true",
  })
  void an_event_that_is_older_than_a_listing_changes_nothing_but_clocks_may_differ(
      String listed, State said, int seconds, boolean sendable) throws Exception {
    clock.advance(Duration.ofMillis(700)); // events have whole seconds
    business.status("aviso", "es_MX", listed);
    refresh();
    heard.clear();

    registry.on(
        new TemplateStatus(
            "aviso",
            "es_MX",
            said,
            "",
            clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds)));

    assertThat(registry.isSendable("aviso", "es_MX")).isEqualTo(sendable);
    assertThat(heard).allSatisfy(one -> assertThat(one.at()).isAfterOrEqualTo(clock.instant()));
  }

  @Test
  void an_event_that_is_older_than_another_changes_nothing_even_after_a_listing() throws Exception {
    event(State.PAUSED, -20);
    event(State.APPROVED, -10);
    refresh();

    event(State.PAUSED, -20);
    assertThat(registry.isSendable("aviso", "es_MX")).isTrue();
    event(State.PAUSED, -10);

    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
  }

  @Test
  void an_event_that_comes_while_a_listing_is_under_way_stays_until_the_next() throws Exception {
    Instant asked = clock.instant();
    List<TemplateCopy> copies = list();
    clock.advance(Duration.ofSeconds(1));
    event(State.PAUSED, 0);

    assertThat(registry.listed(copies, asked))
        .extracting(TemplateStatus::state)
        .containsExactly(State.PAUSED);
    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.PAUSED, State.PAUSED); // the event, and what the listing leaves
    clock.advance(Duration.ofSeconds(1));

    assertThat(refresh()).isEmpty();
    assertThat(heard)
        .extracting(TemplateStatus::state)
        .containsExactly(State.PAUSED, State.PAUSED, State.APPROVED);
  }

  @Test
  void a_finding_that_comes_while_a_listing_is_under_way_stays_and_so_does_the_drift_it_sees()
      throws Exception {
    Instant asked = clock.instant();
    List<TemplateCopy> copies = list();
    clock.advance(Duration.ofSeconds(1));
    event(State.RECATEGORIZED, 0);
    registry.listed(copies, asked);
    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();

    business.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, otra cosa. Gracias.");
    Instant later = clock.instant();
    copies = list();
    clock.advance(Duration.ofSeconds(1));
    event(State.APPROVED, 0);
    registry.listed(copies, later);

    assertThat(registry.status("aviso", "es_MX").orElseThrow().state()).isEqualTo(State.DRIFTED);
  }

  @Test
  void an_old_release_that_comes_late_frees_nothing_that_a_listing_under_way_has_stopped()
      throws Exception {
    Instant asked = clock.instant();
    business.status("aviso", "es_MX", "PAUSED");
    List<TemplateCopy> copies = list();
    clock.advance(Duration.ofSeconds(5));
    event(State.APPROVED, -6);

    registry.listed(copies, asked);

    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
  }

  @Test
  void of_two_listings_the_one_that_was_asked_for_later_counts() throws Exception {
    Instant first = clock.instant();
    List<TemplateCopy> before = list();
    business.status("aviso", "es_MX", "PAUSED");
    clock.advance(Duration.ofSeconds(1));
    refresh();

    registry.listed(before, first);

    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
    assertThat(heard).extracting(TemplateStatus::state).containsExactly(State.PAUSED);
  }

  @Test
  void a_finding_that_comes_as_an_event_stays_until_the_next_listing() throws Exception {
    event(State.RECATEGORIZED, 0);
    event(State.APPROVED, 1);
    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();

    clock.advance(Duration.ofSeconds(2));
    refresh();

    assertThat(registry.isSendable("aviso", "es_MX")).isTrue();
  }

  @Test
  void a_template_that_is_gone_and_one_that_is_not_ours() throws Exception {
    account.delete("aviso").toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(refresh()).extracting(TemplateStatus::state).containsExactly(State.DELETED);
    registry.on(new TemplateStatus("ajena", "es_MX", State.APPROVED, "", clock.instant()));
    assertThat(registry.status("ajena", "es_MX")).isEmpty();
  }

  @Test
  void an_approval_by_webhook_does_not_undo_a_drift_that_was_listed_during_a_pause()
      throws Exception {
    business.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, otra cosa. Gracias.");
    business.status("aviso", "es_MX", "PAUSED");
    refresh();

    event(State.APPROVED, 1);

    assertThat(registry.status("aviso", "es_MX").orElseThrow().state()).isEqualTo(State.DRIFTED);
    assertThat(heard.get(heard.size() - 1).state()).isEqualTo(State.DRIFTED);
  }

  @Test
  void a_listing_that_fails_leaves_what_is_known_and_what_is_old_is_not_trusted() throws Exception {
    refresh();
    business.next(Fault.TOO_MANY_REQUESTS);

    assertThat(registry.refresh(account).toCompletableFuture().get(60, TimeUnit.SECONDS).failure())
        .isPresent();
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(registry.isSendable("aviso", "es_MX")).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
  }

  private void event(State state, int seconds) {
    registry.on(
        new TemplateStatus("aviso", "es_MX", state, "", clock.instant().plusSeconds(seconds)));
  }

  private List<TemplateCopy> list() throws Exception {
    return account.list().toCompletableFuture().get(60, TimeUnit.SECONDS).value();
  }

  private List<TemplateStatus> refresh() throws Exception {
    return registry.refresh(account).toCompletableFuture().get(60, TimeUnit.SECONDS).value();
  }
}
