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
  void an_event_that_is_older_than_what_is_known_changes_nothing() throws Exception {
    refresh();

    registry.on(
        new TemplateStatus("aviso", "es_MX", State.PAUSED, "", clock.instant().minusSeconds(1)));
    assertThat(registry.isSendable("aviso", "es_MX")).isTrue();
    event(State.PAUSED, 0);

    assertThat(registry.isSendable("aviso", "es_MX")).isFalse();
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

  private List<TemplateStatus> refresh() throws Exception {
    return registry.refresh(account).toCompletableFuture().get(60, TimeUnit.SECONDS).value();
  }
}
