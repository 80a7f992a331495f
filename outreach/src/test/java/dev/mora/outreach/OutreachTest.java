package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Handling;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.contact.ContactPolicy;
import dev.mora.contact.Suppression;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Notebook;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Creditor;
import dev.mora.promise.PromiseToPay;
import dev.mora.template.FilledTemplate;
import dev.mora.template.InvalidMessage;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutreachTest {

  private static final DispatchId ID = DispatchId.of("L-1", "vencida-4");
  private static final LoanId LOAN = LoanId.of("L-1");

  private final House house = new House();

  private Outcome send(Outreach outreach) {
    return begin(outreach).join();
  }

  private CompletableFuture<Outcome> begin(Outreach outreach) {
    return outreach.send(ID, House.rosa(), house.overdue("750.00", 4), about());
  }

  private static About about() {
    return About.overdue(LOAN, 4, House.mxn("750.00"));
  }

  // --- the five outcomes

  @Test
  void an_accepted_message_is_sent_as_it_was_filled() {
    Outcome outcome = send(house.outreach());

    assertThat(outcome).isEqualTo(new Outcome.Sent(ID));
    assertThat(house.sender.texts())
        .singleElement()
        .satisfies(text -> assertThat(text).contains("Rosa", "CrediAmiga", "$750.00", "20", "4"));
    assertThat(house.sender.bodies.get(0).to()).isEqualTo(House.rosa().phone().orElseThrow());
  }

  @Test
  void a_text_that_counts_days_is_not_sent_on_another_day() {
    House night = new House("2026-11-24T04:30:00Z"); // 22:30 on Monday in Mexico City
    Outreach outreach = night.outreach();

    Outcome outcome = outreach.send(ID, House.rosa(), night.overdue("750.00", 4), about()).join();

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.SILENT);
    assertThat(night.sender.bodies).isEmpty();
  }

  @Test
  void at_night_a_text_that_counts_no_days_waits_for_the_morning_of_the_debtor() {
    House night = new House("2026-11-24T04:30:00Z");
    Outreach outreach = night.outreach();

    Outcome outcome = outreach.send(ID, House.rosa(), timeless(), about()).join();

    Instant seven = Instant.parse("2026-11-24T13:00:00Z");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            deferred -> {
              assertThat(deferred.until()).isEqualTo(seven);
              assertThat(deferred.reason().code()).isEqualTo("MX-window");
              assertThat(deferred.reason().in("es")).contains("MX-window");
            });
    assertThat(night.sender.bodies).isEmpty();

    night.clock.advanceTo(seven);
    outreach.work();

    assertThat(night.sender.bodies).hasSize(1);
  }

  private static FilledTemplate timeless() {
    return MessageTemplate.parse(
            "t",
            """
            template: saludo   category: UTILITY   version: 1
            fields: nombre text
            --- es_MX
            Hola {nombre}, tenemos un mensaje para usted de {creditor}.
            """)
        .fill(Map.of("nombre", "Rosa"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "opt-out, OPT_OUT",
    "promise, PROMISE_PENDING",
    "dispute, DISPUTED",
    "live paid, paid",
    "live nothing overdue, nothing-overdue",
    "live dispute, disputed",
    "live promise, promise-open",
    "live amount, amount-changed"
  })
  void a_silence_has_its_reason_in_three_languages(String what, String code) {
    Outreach outreach = house.builder().accounts(loan -> Optional.of(account(what))).build();
    if (what.equals("opt-out")) {
      outreach.consented(house.consent("B-1", Consent.State.OUT));
    } else if (what.equals("promise")) {
      outreach.promised(
          PromiseToPay.of(LOAN, House.TUESDAY, House.TUESDAY.plusDays(3), House.mxn("750.00")));
    } else if (what.equals("dispute")) {
      outreach.disputed(LOAN);
    }

    Outcome outcome = send(outreach);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Silent.class,
            silent -> {
              assertThat(silent.reason().code()).isEqualTo(code);
              assertThat(silent.reason().in("es")).isNotBlank().isNotEqualTo(code);
              assertThat(silent.reason().in("pt")).isNotBlank().isNotEqualTo(code);
              assertThat(silent.reason().in("en")).isNotBlank().isNotEqualTo(code);
            });
    assertThat(house.sender.bodies).isEmpty();
  }

  private LiveAccount account(String what) {
    Instant now = house.clock.instant();
    return switch (what) {
      case "live paid" -> house.account("0", "0");
      case "live nothing overdue" -> house.account("0", "1500.00");
      case "live dispute" ->
          new LiveAccount(House.mxn("750.00"), House.mxn("750.00"), false, true, now);
      case "live promise" ->
          new LiveAccount(House.mxn("750.00"), House.mxn("750.00"), true, false, now);
      case "live amount" -> house.account("749.99", "1500.00");
      default -> house.account("750.00", "750.00");
    };
  }

  @Test
  void without_a_consent_nothing_is_sent() {
    house.policy = ContactPolicy.of("MX");

    Outcome outcome = send(house.outreach());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Silent.class,
            silent -> {
              assertThat(silent.reason().code()).isEqualTo("NEEDS_DATA");
              assertThat(silent.reason().in("es")).contains("BASE-consent");
            });
  }

  @Test
  void while_all_is_stopped_it_waits_and_goes_on_afterwards() {
    Outreach outreach = house.outreach();
    outreach.stopAll("audit", "boss");

    Outcome outcome = send(outreach);
    outreach.work();

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DEFERRED);
    assertThat(house.sender.bodies).isEmpty();

    outreach.resumeAll("boss");
    outreach.work();

    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void a_refusal_carries_the_providers_code_and_is_final() {
    house.sender.next(
        new SendResult.Refused("131026", "undeliverable", Handling.FAIL_MESSAGE, Duration.ZERO));
    Outreach outreach = house.outreach();

    Outcome outcome = send(outreach);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo("131026"));
    assertThat(send(outreach)).isEqualTo(outcome);
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void a_failure_told_later_is_a_refusal_with_its_code() {
    Outreach outreach = house.outreach();
    send(outreach);

    house.hear(
        outreach,
        new ChannelEvent.Status.Delivery(
            house.header(),
            "wamid.1",
            "",
            ChannelEvent.Status.State.FAILED,
            Optional.of(
                new ChannelEvent.Status.Failure("131049", "not now", Handling.FAIL_MESSAGE)),
            ""));

    assertThat(send(outreach))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo("131049"));
  }

  @Test
  void a_lost_answer_is_unknown_until_a_status_resolves_it_with_one_body() {
    house.sender.next(new SendResult.Unknown("reset"));
    Outreach outreach = house.outreach();

    assertThat(send(outreach)).isEqualTo(new Outcome.Unknown(ID));
    house.clock.advance(Duration.ofMinutes(16));
    outreach.work();
    assertThat(send(outreach)).isEqualTo(new Outcome.Unknown(ID));

    house.hear(outreach, house.status(ID, "wamid.x", ChannelEvent.Status.State.DELIVERED));

    assertThat(house.ledger.find(ID).orElseThrow().state()).isEqualTo(State.DELIVERED);
    assertThat(send(outreach)).isEqualTo(new Outcome.Sent(ID));
    assertThat(house.sender.bodies).hasSize(1);
  }

  // --- the idempotency key

  @Test
  void the_same_id_sends_once_and_gives_the_same_outcome() {
    Outreach outreach = house.outreach();

    Outcome first = send(outreach);
    Outcome second = send(outreach);

    assertThat(second).isEqualTo(first);
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void asked_again_while_it_is_under_way_both_callers_get_the_one_answer() {
    CompletableFuture<SendResult> provider = new CompletableFuture<>();
    house.sender.next(message -> provider);
    Outreach outreach = house.outreach();

    CompletableFuture<Outcome> first =
        outreach.send(ID, House.rosa(), house.overdue("750.00", 4), about());
    CompletableFuture<Outcome> second =
        outreach.send(ID, House.rosa(), house.overdue("750.00", 4), about());
    assertThat(second).isNotDone();
    provider.complete(new SendResult.Accepted("wamid.1"));

    assertThat(first.join()).isEqualTo(new Outcome.Sent(ID));
    assertThat(second.join()).isEqualTo(new Outcome.Sent(ID));
    assertThat(house.sender.bodies).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"check, DEFERRED", "sender, UNKNOWN"})
  void an_id_whose_check_or_sender_dies_can_be_asked_for_again(String who, Outcome.Kind then) {
    AtomicReference<Outreach> outreach = new AtomicReference<>();
    List<CompletableFuture<Outcome>> meanwhile = new ArrayList<>();
    Supplier<AssertionError> death =
        () -> {
          meanwhile.add(begin(outreach.get()));
          return new AssertionError("died");
        };
    house.sender.next(
        message -> {
          throw death.get();
        });
    outreach.set(
        house
            .builder()
            .accounts(
                loan -> {
                  if (who.equals("check") && meanwhile.isEmpty()) {
                    throw death.get();
                  }
                  return Optional.of(house.account("750.00", "750.00"));
                })
            .build());

    assertThatThrownBy(() -> begin(outreach.get()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("died");

    assertThat(meanwhile).hasSize(1);
    assertThat(meanwhile.get(0))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("died");
    assertThat(begin(outreach.get()))
        .isCompletedWithValueMatching(outcome -> outcome.kind() == then);
    assertThat(house.sender.bodies).hasSize(who.equals("check") ? 0 : 1);
  }

  @Test
  void an_id_whose_outcome_cannot_be_told_can_be_asked_for_again() {
    AtomicBoolean fails = new AtomicBoolean(true);
    house
        .outreach()
        .templateChanged(
            new TemplateStatus(
                "cuota_vencida",
                "es_MX",
                TemplateStatus.State.PAUSED,
                "quality",
                house.clock.instant()));
    Outreach outreach = house.builder().ledger(whoseShelvesFail(fails)).build();

    assertThat(begin(outreach))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("no shelf can be read");

    fails.set(false);
    assertThat(begin(outreach))
        .isCompletedWithValueMatching(outcome -> outcome.kind() == Outcome.Kind.DEFERRED);
  }

  private DeliveryLedger whoseShelvesFail(AtomicBoolean fails) {
    Notebook notes =
        proxy(
            Notebook.class,
            (method, args) -> {
              if (fails.get() && method.getName().equals("all") && args[0] instanceof String) {
                throw new IllegalStateException("no shelf can be read");
              }
              return method.invoke(house.ledger.notes(), args);
            });
    return proxy(
        DeliveryLedger.class,
        (method, args) ->
            method.getName().equals("notes") ? notes : method.invoke(house.ledger, args));
  }

  @Test
  void another_text_under_the_same_id_changes_neither_text_nor_check() {
    Outreach outreach =
        house.builder().accounts(loan -> Optional.of(house.account("750.00", "750.00"))).build();
    outreach.stopAll("wait", "boss");
    send(outreach);

    outreach
        .send(
            ID,
            House.person("B-2", "+525587654321").build(),
            house.overdue("10.00", 1),
            About.overdue(LOAN, 1, House.mxn("10.00")))
        .join();
    outreach.resumeAll("boss");
    outreach.work();

    assertThat(house.sender.texts()).singleElement().asString().contains("$750.00");
    assertThat(house.sender.bodies.get(0).to()).isEqualTo(House.rosa().phone().orElseThrow());
  }

  @Test
  void after_a_restart_another_text_under_the_same_id_changes_neither_text_nor_check() {
    Outreach before = house.outreach();
    before.stopAll("wait", "boss");
    send(before);
    Outreach after =
        house.builder().accounts(loan -> Optional.of(house.account("750.00", "750.00"))).build();

    after.resumeAll("boss");
    after
        .send(
            ID, House.rosa(), house.overdue("10.00", 1), About.overdue(LOAN, 1, House.mxn("10.00")))
        .join();

    assertThat(house.sender.texts()).singleElement().asString().contains("$750.00");
  }

  @Test
  void after_a_restart_what_waits_goes_out_with_nothing_to_do_by_hand() {
    Outreach before = house.outreach();
    before.stopAll("wait", "boss");
    send(before);
    Outreach after = house.outreach();
    after.resumeAll("boss");

    after.work();

    assertThat(house.sender.texts()).singleElement().asString().contains("$750.00");
    assertThat(send(after)).isEqualTo(new Outcome.Sent(ID));
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void what_nobody_here_planned_waits() {
    Outreach outreach = house.outreach();
    PlanKey key = new PlanKey(CampaignId.of("foreign"), BorrowerId.of("B-1"), "x", "1");
    house.ledger.plan(
        List.of(
            Dispatch.of(key, SenderId.of(house.sender))
                .notBefore(house.clock.instant())
                .brief("{}")
                .build(
                    House.rosa().phone().orElseThrow(),
                    new OutboundMessage.Template(
                        house
                            .overdue("1.00", 1)
                            .by(Creditor.firstParty("C"))
                            .render("es-MX", house.sender.textProfile())))));

    outreach.work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.find(key).orElseThrow().reason()).isEqualTo("not-planned-here");
  }

  // --- wrong use and the end

  @Test
  void who_cannot_be_reached_is_a_silence_that_says_which_datum_is_wrong() {
    Borrower nobody = Borrower.of("B-9", "Ana").contactFault("phone", "no country code").build();

    Outcome outcome = house.outreach().send(ID, nobody, house.overdue("750.00", 4)).join();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Silent.class,
            silent ->
                assertThat(silent.reason().in("en"))
                    .contains("whatsapp", "phone", "no country code"));
  }

  @Test
  void a_text_in_a_language_that_nobody_wrote_plans_nothing() {
    Borrower stranger = House.person("B-3", "+525512340000").language("fr").build();

    assertThatThrownBy(
            () -> house.outreach().send(ID, stranger, house.overdue("750.00", 4), about()))
        .isInstanceOf(InvalidMessage.class);
    assertThat(house.ledger.find(ID)).isEmpty();
  }

  @Test
  void after_close_nothing_is_sent_but_what_comes_in_is_kept() {
    Outreach outreach = house.outreach();

    outreach.close();
    outreach.close();

    assertThatThrownBy(() -> send(outreach)).isInstanceOf(IllegalStateException.class);
    assertThat(outreach.receive(Channel.WHATSAPP, house.parser.body())).isTrue();
    assertThat(house.ledger.inbox().pending()).isEqualTo(1);
    assertThat(house.ledger.find(ID)).isEmpty();
  }

  @Test
  void an_outreach_says_what_it_lacks() {
    assertThatThrownBy(() -> Outreach.builder().clock(house.clock).build())
        .hasMessageContaining("ledger");
    assertThatThrownBy(
            () ->
                Outreach.builder()
                    .ledger(house.ledger)
                    .contactPolicy(house.policy)
                    .clock(house.clock)
                    .acknowledge()
                    .build())
        .hasMessageContaining("creditor");
  }

  @ParameterizedTest
  @CsvSource({"paid", "promised", "disputed"})
  void what_is_told_of_a_loan_cancels_what_waits_about_it(String what) {
    Outreach outreach = house.outreach();
    outreach.stopAll("wait", "boss");
    send(outreach);
    BiConsumer<Outreach, String> tell =
        (o, word) -> {
          int cancelled =
              switch (word) {
                case "paid" -> o.paid(LOAN);
                case "promised" ->
                    o.promised(
                        PromiseToPay.of(
                            LOAN, House.TUESDAY, LocalDate.of(2026, 11, 27), House.mxn("750.00")));
                default -> o.disputed(LOAN);
              };
          assertThat(cancelled).isEqualTo(1);
        };

    tell.accept(outreach, what);
    outreach.resumeAll("boss");
    outreach.work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.ledger.find(ID).orElseThrow().state()).isEqualTo(State.CANCELLED);
    assertThat(send(outreach).kind()).isEqualTo(Outcome.Kind.SILENT);
  }

  @Test
  void an_ended_dispute_lets_the_next_message_go() {
    Outreach outreach = house.outreach();
    outreach.disputed(LOAN);
    send(outreach);

    outreach.disputeEnded(LOAN);

    assertThat(
            outreach
                .send(DispatchId.of("next"), House.rosa(), house.overdue("750.00", 4), about())
                .join()
                .kind())
        .isEqualTo(Outcome.Kind.SENT);
  }

  @Test
  void the_dispute_of_another_loan_outlives_a_crash_while_one_ends() {
    Suppression other = Suppression.of(Suppression.Reason.DISPUTED, LoanId.of("L-2"));
    Outreach outreach = house.outreach();
    send(outreach);
    outreach.disputed(LOAN);
    house.ledger.suppress(House.rosa().id(), other);

    house.builder().ledger(thatForbids("suppress")).build().disputeEnded(LOAN);

    assertThat(house.ledger.suppressions(House.rosa().id())).containsExactly(other);
  }

  private DeliveryLedger thatForbids(String command) {
    return proxy(
        DeliveryLedger.class,
        (method, args) -> {
          if (method.getName().equals(command)) {
            throw new IllegalStateException("died");
          }
          return method.invoke(house.ledger, args);
        });
  }

  private interface Answering {
    Object call(Method method, Object[] args) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Answering answering) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answering.call(method, args)));
  }
}
