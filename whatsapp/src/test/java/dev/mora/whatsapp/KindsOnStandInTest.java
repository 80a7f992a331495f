package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.party.ScopedUserId;
import dev.mora.testkit.Behaviour;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.Fault;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write against what the stand-in takes: the two know the limits from each other's not. */
class KindsOnStandInTest {

  private static final String NUMBER = "106540352242922";

  private static CloudApiServer server;
  private static CloudAccount account;
  private static WhatsAppSender sender;
  private static GraphClient graph;

  @BeforeAll
  static void start() {
    server = CloudApiServer.start();
    account = server.account(NUMBER);
    WhatsAppConfig config =
        WhatsAppConfig.builder(NUMBER, TokenSupplier.of(Reminders.TOKEN))
            .baseUri(server.uri())
            .clock(() -> Reminders.NOON)
            .build();
    sender = WhatsAppSender.of(config);
    graph = GraphClient.of(config);
  }

  @AfterAll
  static void stop() {
    sender.close();
    graph.close();
    server.close();
  }

  @BeforeEach
  void reset() {
    server.reset();
    account.behaves(Behaviour.quiet());
  }

  @ParameterizedTest
  @MethodSource("dev.mora.whatsapp.FreeFormBodyTest#kinds")
  void each_kind_is_taken(FreeForm said, String ignored) {
    SendResult result = Reminders.result(sender, Reminders.message(said));

    assertThat(result.kind()).as(result.toString()).isEqualTo(SendResult.Kind.ACCEPTED);
    assertThat(account.sentTo("+525512345678"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.correlation()).isEqualTo(Reminders.CORRELATION));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("dev.mora.whatsapp.FreeFormLimitsTest#limits")
  void what_we_let_pass_is_taken(String name, int most, IntFunction<FreeForm> said) {
    SendResult result = Reminders.result(sender, Reminders.message(said.apply(most)));

    assertThat(result.kind()).as(result.toString()).isEqualTo(SendResult.Kind.ACCEPTED);
  }

  @Test
  void a_person_behind_a_user_id_is_reached() {
    var ana = ScopedUserId.of("AR.13491208655302741918");
    var text = new OutboundMessage.Text("Gracias", Reminders.window(ana));

    SendResult result =
        Reminders.result(sender, new OutboundMessage(Reminders.CORRELATION, ana, text));

    assertThat(result)
        .isInstanceOfSatisfying(
            SendResult.Accepted.class,
            accepted -> assertThat(accepted.recipientId()).isEqualTo(ana.value()));
  }

  @Test
  void what_was_read_is_marked() throws Exception {
    assertThat(sender.markRead("wamid.IN", true).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEmpty();
    assertThat(account.markedRead()).containsExactly("wamid.IN");
    assertThat(account.typing()).containsExactly("wamid.IN");
  }

  @Test
  void a_fault_of_the_provider_meets_a_read_mark_as_well() throws Exception {
    account.next(Fault.GARBAGE);

    assertThat(sender.markRead("wamid.IN", true).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .map(GraphFailure::kind)
        .contains(GraphFailure.Kind.UNKNOWN);
    assertThat(account.markedRead()).containsExactly("wamid.IN");
    assertThat(sender.markRead("wamid.IN", true).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEmpty();
  }

  @Test
  void a_number_is_registered_read_and_deregistered() throws Exception {
    account.unregistered();
    try (WhatsAppNumber number =
        WhatsAppNumber.of(
            WhatsAppConfig.builder(NUMBER, TokenSupplier.of(Reminders.TOKEN))
                .baseUri(server.uri())
                .build())) {
      assertThat(number.register(TwoStepPin.of("123456")).toCompletableFuture().get()).isEmpty();
      assertThat(account.isRegistered()).isTrue();
      assertThat(number.changePin(TwoStepPin.of("654321")).toCompletableFuture().get()).isEmpty();
      assertThat(
              number
                  .register(TwoStepPin.of("123456"))
                  .toCompletableFuture()
                  .get()
                  .orElseThrow()
                  .says(133005))
          .isTrue();
      assertThat(number.standing().toCompletableFuture().get().tier()).isEqualTo("TIER_2K");
      assertThat(number.deregister().toCompletableFuture().get()).isEmpty();
      assertThat(account.isRegistered()).isFalse();
    }
  }
}
