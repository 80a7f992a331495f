package dev.mora.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.outreach.Outreach;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import dev.mora.testkit.CloudApi;
import dev.mora.whatsapp.TemplateAnswer;
import dev.mora.whatsapp.TemplateCopy;
import dev.mora.whatsapp.TemplateExamples;
import dev.mora.whatsapp.TemplatePlan;
import dev.mora.whatsapp.TemplateRegistry;
import dev.mora.whatsapp.TemplateRun;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppAccount;
import dev.mora.whatsapp.WhatsAppConfig;
import dev.mora.whatsapp.WhatsAppSender;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Quick start 4: templates from a folder to the provider's review, and what happens to sends when
 * the provider changes its mind. The page docs/whatsapp.md shows its code.
 */
class FollowTheTemplatesTest {

  private static final MessageTemplate TEMPLATE =
      MessageTemplate.parse(
          "aviso.txt",
          """
          template: aviso  category: UTILITY  version: 1
          fields: nombre text
          --- es_MX
          Hola {nombre}, su cuota ya venció. ¿Cuándo puede pagarla?
          """);

  @RegisterExtension static final CloudApi API = CloudApi.create();

  private WhatsAppConfig config;
  private InMemoryLedger ledger;
  private WhatsAppSender sender;
  private Outreach outreach;
  private WhatsAppAccount account;
  private TemplateRegistry registry;
  private int sends;

  /** Each way in which the provider, or somebody in its pages, stops a text. */
  enum Change {
    PAUSED(api -> api.pause("aviso", "es_MX"), "PAUSED"),
    REJECTED(api -> api.rejected("aviso", "es_MX", "TAG_CONTENT_MISMATCH"), "REJECTED TAG_CONTENT"),
    DISABLED(api -> api.disable("aviso", "es_MX"), "DISABLED"),
    RECATEGORIZED(api -> api.recategorise("aviso", "es_MX", "MARKETING"), "RECATEGORIZED drift-c"),
    DRIFTED(
        api -> api.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, pague hoy. Gracias."),
        "DRIFTED drift-");

    final Consumer<dev.mora.testkit.CloudBusiness> change;
    final String reason;

    Change(Consumer<dev.mora.testkit.CloudBusiness> change, String reason) {
      this.change = change;
      this.reason = reason;
    }
  }

  @BeforeEach
  void open() throws Exception {
    config =
        WhatsAppConfig.builder(CloudApi.PHONE_NUMBER_ID, TokenSupplier.of("token"))
            .baseUri(API.uri())
            .build();
    ledger = InMemoryLedger.of(API.clock());
    sender = WhatsAppSender.of(config);
    outreach =
        Outreach.builder()
            .sender(sender)
            .ledger(ledger)
            .contactPolicy(ContactPolicy.of("MX").consentForAll("loan contract, clause 12"))
            .creditor(Creditor.firstParty("CrediAmiga"))
            .clock(API.clock())
            .inbound(WhatsAppWebhook.parserOnly())
            .listener(
                event -> {
                  if (event instanceof TemplateStatus said) {
                    registry.on(said);
                  }
                })
            .build();
    account = WhatsAppAccount.of(CloudApi.BUSINESS_ID, config);
    var templates = List.of(TEMPLATE);
    var clock = API.clock();
    registry =
        TemplateRegistry.of(
            templates, clock, event -> outreach.templateChanged((TemplateStatus) event));
    get(registry.refresh(account));
  }

  @AfterEach
  void close() {
    account.close();
    outreach.close();
    sender.close();
    ledger.close();
  }

  @Test
  void a_folder_reaches_the_review_and_the_first_message_goes_out_after_it() throws Exception {
    var templates = List.of(TEMPLATE);
    var theirs = get(account.list()).value();
    var plan = TemplatePlan.between(templates, theirs, TemplateExamples.invented());
    String table = plan.table(); // read it, then
    TemplateRun run = get(account.apply(plan, plan.digest()));
    assertThat(table).contains("CREATE  aviso");
    assertThat(run.isComplete()).isTrue();
    assertThat(get(registry.refresh(account)).value())
        .singleElement()
        .extracting(TemplateStatus::state)
        .isEqualTo(TemplateStatus.State.PENDING);
    assertThat(send()).startsWith("waits");

    API.business().approved("aviso", "es_MX");

    get(registry.refresh(account));
    assertThat(send()).isEqualTo("sent");
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_text_that_is_stopped_there_is_stopped_here_with_the_reason(Change change)
      throws Exception {
    API.business().approve(TEMPLATE);
    get(registry.refresh(account));
    assertThat(send()).isEqualTo("sent");

    change.change.accept(API.business());
    TemplateAnswer<List<TemplateStatus>> stopped = get(registry.refresh(account));

    assertThat(stopped.value()).hasSize(1);
    assertThat(send()).startsWith("waits").contains(change.reason);
    assertThat(API.sent()).hasSize(1);
    TemplateCopy copy = get(account.list()).value().get(0);
    assertThat(copy.key()).isEqualTo("aviso/es_MX");
  }

  @Test
  void a_pause_that_is_over_does_not_free_a_text_that_a_listing_found_changed() throws Exception {
    API.business().approve(TEMPLATE);
    API.business().rewriteBody("aviso", "es_MX", "Hola {{nombre}}, pague hoy. Gracias.");
    get(registry.refresh(account));
    assertThat(send()).startsWith("waits").contains("DRIFTED");

    webhook("PAUSED");
    assertThat(registry.status("aviso", "es_MX").orElseThrow().state())
        .isEqualTo(TemplateStatus.State.PAUSED);
    assertThat(send()).startsWith("waits").contains("PAUSED");

    webhook("APPROVED");
    assertThat(registry.status("aviso", "es_MX").orElseThrow().state())
        .isEqualTo(TemplateStatus.State.DRIFTED);
    assertThat(send()).startsWith("waits").contains("DRIFTED");
    assertThat(API.sent()).isEmpty();
  }

  /** A minute later the provider says so. */
  private void webhook(String event) {
    API.clock().advance(Duration.ofMinutes(1));
    String body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"%s","time":%d,"changes":[
         {"field":"message_template_status_update","value":{"event":"%s",
          "message_template_id":594425479261596,"message_template_name":"aviso",
          "message_template_language":"es_MX","reason":"NONE"}}]}]}
        """
            .formatted(CloudApi.BUSINESS_ID, API.clock().instant().getEpochSecond(), event);
    outreach.receive(Channel.WHATSAPP, body.getBytes(StandardCharsets.UTF_8));
    outreach.work();
  }

  private String send() {
    Borrower rosa =
        Borrower.of("B-" + ++sends, "Rosa Peña")
            .phone("+52551234567" + sends)
            .language("es")
            .place(Place.of("MX", "Jalisco"))
            .zone(ZoneId.of("America/Mexico_City"))
            .build();
    return outreach
        .send(DispatchId.of("L-" + sends, "aviso"), rosa, TEMPLATE.fill(Map.of("nombre", "Rosa")))
        .join()
        .fold(
            sent -> "sent",
            deferred -> "waits: " + deferred.reason().in("en"),
            silent -> "silent: " + silent.reason(),
            refused -> "refused: " + refused.reason(),
            unknown -> "unknown");
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
