package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import dev.mora.conversation.Intent;
import dev.mora.conversation.Tray;
import dev.mora.conversation.TrayItem;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.BorrowersByPhone;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.PhoneNumber;
import dev.mora.portfolio.Portfolio;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundTest {

  private static final BorrowerId ROSA = BorrowerId.of("B-1");
  private static final BorrowerId JUAN = BorrowerId.of("B-2");

  private final House house = new House();

  /** Rosa was written to this morning, and this lender answers at once. */
  private Outreach written() {
    Outreach outreach = house.builder().acknowledge().build();
    house.run(outreach, House.late());
    house.clock.advance(Duration.ofMinutes(1));
    return outreach;
  }

  private List<String> answers() {
    return house.sender.bodies.stream()
        .filter(body -> body.content() instanceof OutboundMessage.Text)
        .map(FakeSender::text)
        .toList();
  }

  private Consents.Standing standing(BorrowerId borrower, Channel channel) {
    return house.ledger.consents(borrower).standing(borrower, channel);
  }

  // --- a reply

  @Test
  void a_reply_lands_on_the_tray_with_its_case_and_is_answered_once() {
    Outreach outreach = written();

    house.hear(outreach, house.tap("w1", House.ROSA, "PROMISE_TODAY"));
    outreach.work();

    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.borrower()).contains(ROSA);
              assertThat(item.intent()).isEqualTo(Intent.PROMISE);
              assertThat(item.daysPastDue()).isEqualTo(4);
              assertThat(item.segment()).isEqualTo("EARLY");
              assertThat(item.routing().queue()).isEqualTo("promises");
            });
    assertThat(answers()).singleElement().asString().contains("Gracias");
  }

  @Test
  void the_same_notification_and_the_same_message_in_another_one_have_one_effect() {
    Outreach outreach = written();
    ChannelEvent.Message message = house.tap("w1", House.ROSA, "PAID");
    byte[] body = house.parser.body(message);

    outreach.receive(Channel.WHATSAPP, body);
    outreach.work();
    outreach.receive(Channel.WHATSAPP, body);
    outreach.work();
    house.hear(outreach, message, message);
    outreach.work();

    assertThat(outreach.tray().all()).hasSize(1);
    assertThat(answers()).hasSize(1);
    assertThat(
            house.ledger.history(ROSA).of(ROSA).stream().filter(contact -> contact.isFromPerson()))
        .hasSize(1);
  }

  @Test
  void without_acknowledgements_only_people_answer() {
    Outreach outreach = house.outreach();
    house.run(outreach, House.late());

    house.hear(outreach, house.text("w1", House.ROSA, "hola"));
    outreach.work();

    assertThat(answers()).isEmpty();
    assertThat(outreach.tray().open()).hasSize(1);
  }

  @Test
  void a_dispute_outlives_the_process_and_ends_when_the_host_says_so() {
    house.hear(written(), house.tap("w1", House.ROSA, "DISPUTE"));
    Outreach after = house.outreach();

    assertThat(house.plan(after, House.late()).rows().get(0).reason().code())
        .isEqualTo("BASE-suppression");

    after.disputed(LoanId.of("L-9"));
    after.disputeEnded(LoanId.of("L-1"));
    assertThat(house.plan(after, House.late()).rows().get(0).verdict())
        .isNotEqualTo(PlannedStep.Verdict.SILENT);
  }

  @Test
  void a_dispute_from_a_number_that_several_share_stops_the_loans_of_all_of_them() {
    Portfolio shared =
        Portfolio.builder()
            .borrower(House.rosa())
            .borrower(House.person("B-2", "+525512345678").build())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .loan(House.loan("L-2", "B-2", "2026-11-20"))
            .build();
    Outreach outreach = house.outreach();
    house.run(outreach, shared);

    house.hear(outreach, house.tap("w1", House.ROSA, "DISPUTE"));
    house.clock.advance(Duration.ofDays(1));
    Plan next = house.plan(outreach, shared, House.TUESDAY.plusDays(1));

    assertThat(next.rows())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(PlannedStep.Verdict.SILENT));
  }

  @ParameterizedTest(name = "a stop from <{0}> that answers our message")
  @CsvSource({"''", "5215500000000"})
  void whoever_answers_our_message_with_stop_is_left_alone_whatever_number_is_told(String number) {
    Outreach outreach = written();
    ChannelEvent.Message stop =
        new ChannelEvent.Message.Text(
            house.header(),
            new ChannelEvent.Message.Sender(number, "MX.1349120865530274", "R"),
            "w1",
            "wamid.1",
            "STOP");

    house.hear(outreach, stop);
    house.clock.advance(Duration.ofDays(1));
    Plan next = house.plan(outreach, House.late(), House.TUESDAY.plusDays(1));

    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
    assertThat(next.rows().get(0).verdict()).isEqualTo(PlannedStep.Verdict.SILENT);
    assertThat(outreach.tray().all().get(0).borrower().isPresent()).isEqualTo(number.isEmpty());
  }

  @Test
  void a_dispute_stops_what_is_planned_about_the_loan() {
    Outreach outreach = written();

    house.hear(outreach, house.tap("w1", House.ROSA, "DISPUTE"));
    Plan next = house.plan(outreach, House.late(), House.TUESDAY);

    assertThat(next.rows().get(0).verdict()).isEqualTo(PlannedStep.Verdict.SILENT);
  }

  @ParameterizedTest(name = "written {0} before it came in: acknowledged {1}, queue {2}")
  @CsvSource({
    "PT0S,      1, payments",
    "PT23H54M,  1, payments",
    "PT23H55M,  0, payments",
    "P7D,       0, payments",
    "P8D,       0, payments",
    "P8DT1S,    0, late",
    "P30D,      0, late"
  })
  void an_old_message_opens_no_window_and_a_very_old_one_does_nothing(
      Duration age, int acknowledged, String queue) {
    Outreach outreach = written();
    Instant at = house.clock.instant().minus(age);

    house.hear(
        outreach,
        new ChannelEvent.Message.Choice(
            House.header(at),
            new ChannelEvent.Message.Sender(House.ROSA, "", ""),
            "w1",
            "",
            "PAID",
            "Ya pagué"));
    outreach.work();

    assertThat(answers()).hasSize(acknowledged);
    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(item -> assertThat(item.routing().queue()).isEqualTo(queue));
  }

  @Test
  void a_late_dispute_holds_nothing_back_by_itself() {
    Outreach outreach = house.outreach();
    house.run(outreach, House.late());
    Instant old = house.clock.instant().minus(Duration.ofDays(9));

    house.hear(
        outreach,
        new ChannelEvent.Message.Choice(
            House.header(old),
            new ChannelEvent.Message.Sender(House.ROSA, "", ""),
            "w1",
            "",
            "DISPUTE",
            ""));

    assertThat(house.plan(outreach, House.late()).rows().get(0).verdict())
        .isNotEqualTo(PlannedStep.Verdict.SILENT);
  }

  @Test
  void a_clock_of_the_provider_that_is_ahead_does_not_cost_the_answer() {
    Outreach outreach = written();

    house.hear(
        outreach, House.text("w1", House.ROSA, "hola", house.clock.instant().plusSeconds(2)));
    outreach.work();

    assertThat(answers()).hasSize(1);
  }

  @Test
  void a_message_to_another_account_of_the_lender_is_not_answered_from_this_one() {
    Outreach outreach = written();

    house.hear(
        outreach,
        new ChannelEvent.Message.Text(
            new ChannelEvent.Header(Channel.WHATSAPP, "200", house.clock.instant()),
            new ChannelEvent.Message.Sender(House.ROSA, "", ""),
            "w1",
            "",
            "hola"));
    outreach.work();

    assertThat(answers()).isEmpty();
    assertThat(outreach.tray().open()).hasSize(1);
  }

  // --- who it is

  @Test
  void a_number_that_nobody_has_is_for_a_person_and_hears_nothing() {
    Outreach outreach = written();

    house.hear(outreach, house.text("w1", "525500009999", "hola"));
    outreach.work();

    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(item -> assertThat(item.routing().queue()).isEqualTo("unknown-number"));
    assertThat(answers()).isEmpty();
  }

  @Test
  void a_shared_number_is_for_a_person_and_nobody_is_named() {
    Outreach outreach = shared();

    house.hear(outreach, house.text("w1", House.ROSA, "hola"));
    outreach.work();

    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.routing().queue()).isEqualTo("identify");
              assertThat(item.borrower()).isEmpty();
              assertThat(item.loan()).isEmpty();
            });
    assertThat(answers()).isEmpty();
  }

  private Outreach shared() {
    Outreach outreach = house.builder().acknowledge().build();
    house.run(
        outreach,
        Portfolio.builder()
            .borrower(House.rosa())
            .loan(House.loan("L-1", "B-1", "2026-11-20"))
            .borrower(House.person("B-2", "+525512345678").build())
            .loan(House.loan("L-2", "B-2", "2026-12-20"))
            .build());
    house.clock.advance(Duration.ofMinutes(1));
    return outreach;
  }

  @Test
  void an_answer_goes_only_to_the_line_that_wrote() {
    Outreach outreach =
        house
            .builder()
            .acknowledge()
            .borrowers(number -> number.digits().equals("525599990000") ? List.of(ROSA) : List.of())
            .build();
    house.run(outreach, House.late());

    house.hear(outreach, house.text("w1", "525599990000", "BAJA"));
    outreach.work();

    assertThat(answers()).isEmpty();
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
  }

  // --- stop

  @Test
  void stop_holds_for_everybody_with_the_number_and_is_confirmed_once() {
    Outreach outreach = shared();
    outreach.stopAll("wait", "boss");
    Plan other =
        outreach.plan(
            CampaignId.of("x"),
            house.strategy,
            () ->
                Portfolio.builder()
                    .borrower(House.person("B-2", "+525512345678").build())
                    .loan(House.loan("L-2", "B-2", "2026-11-20"))
                    .build(),
            House.TUESDAY);
    outreach.run(other, Progress.none());
    outreach.resumeAll("boss");

    house.hear(outreach, house.text("w1", House.ROSA, "¡Baja!"));
    outreach.work();
    house.clock.advance(Duration.ofMinutes(1));
    house.hear(outreach, house.text("w2", House.ROSA, "BAJA"));
    outreach.work();

    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
    assertThat(standing(JUAN, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
    assertThat(house.ledger.find(other.dispatches().get(0).id()).orElseThrow().state())
        .isEqualTo(State.CANCELLED);
    assertThat(answers()).containsExactly("Listo, ya no le escribiremos por este medio.");
    assertThat(outreach.tray().open()).hasSize(2);
  }

  @Test
  void the_wrong_person_is_not_reached_over_that_number_by_any_channel() {
    Outreach outreach = written();

    house.hear(outreach, house.tap("w1", House.ROSA, "WRONG_PERSON"));
    outreach.work();

    for (Channel channel : List.of(Channel.WHATSAPP, Channel.SMS, Channel.CALL)) {
      assertThat(standing(ROSA, channel)).isEqualTo(Consents.Standing.OUT);
    }
    assertThat(standing(ROSA, Channel.EMAIL)).isEqualTo(Consents.Standing.UNKNOWN);
    assertThat(answers()).hasSize(1);
  }

  @Test
  void stop_from_a_number_that_is_not_known_yet_holds_for_whoever_has_it() {
    Outreach outreach = house.outreach();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    house.clock.advance(Duration.ofMinutes(1));

    house.run(outreach, House.late());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
  }

  @Test
  void stop_from_a_number_holds_for_a_cosigner_who_comes_in_with_it_later() {
    Outreach outreach = written();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    outreach.work();
    house.sender.bodies.clear();

    house.run(
        house.outreach(),
        Portfolio.builder()
            .borrower(House.person("B-2", "+525512345678").build())
            .loan(House.loan("L-2", "B-2", "2026-11-20"))
            .build());

    assertThat(house.sender.bodies).isEmpty();
    assertThat(standing(JUAN, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
  }

  @Test
  void stops_from_an_unknown_number_on_two_channels_hold_for_both() {
    Outreach outreach = house.outreach();
    house.hear(
        outreach,
        new ChannelEvent.Message.Text(
            new ChannelEvent.Header(Channel.SMS, "100", house.clock.instant()),
            new ChannelEvent.Message.Sender(House.ROSA, "", "R"),
            "s1",
            "",
            "BAJA"));
    house.clock.advance(Duration.ofMinutes(1));
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));

    house.run(outreach, House.late());

    assertThat(standing(ROSA, Channel.SMS)).isEqualTo(Consents.Standing.OUT);
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
  }

  @Test
  void the_wrong_person_on_an_unknown_number_is_reached_over_it_by_no_channel() {
    Outreach outreach = house.outreach();
    house.hear(outreach, house.tap("w1", House.ROSA, "WRONG_PERSON"));

    house.run(outreach, House.late());

    for (Channel channel : List.of(Channel.WHATSAPP, Channel.SMS, Channel.CALL)) {
      assertThat(standing(ROSA, channel)).isEqualTo(Consents.Standing.OUT);
    }
    assertThat(standing(ROSA, Channel.EMAIL)).isEqualTo(Consents.Standing.UNKNOWN);
  }

  @Test
  void a_stop_that_is_met_in_every_plan_is_written_once_and_undoes_no_later_consent() {
    Outreach outreach = house.outreach();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    house.run(outreach, House.late());
    int written = house.ledger.export(ROSA).consents().size();

    house.run(house.outreach(), House.late());
    assertThat(house.ledger.export(ROSA).consents()).hasSize(written);

    house.clock.advance(Duration.ofMinutes(1));
    outreach.consented(house.consent("B-1", Consent.State.IN));
    outreach.send(DispatchId.of("x"), House.rosa(), house.overdue("750.00", 4)).join();
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void a_stop_that_was_a_mistake_is_taken_back_with_a_name_and_a_reason() {
    Outreach outreach = written();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    outreach.work();
    house.clock.advance(Duration.ofMinutes(1));
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
    PhoneNumber number = PhoneNumber.ofDigits(House.ROSA);

    boolean taken =
        outreach.takeBackStop(number, Channel.WHATSAPP, "she meant another lender", "marta");

    assertThat(taken).isTrue();
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.IN);
    assertThat(house.ledger.export(ROSA).consents())
        .extracting(Consent::source)
        .contains("OPT_OUT", "stop taken back by marta: she meant another lender");
    assertThat(house.ledger.notes().all("stops-taken-back"))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.borrower()).contains(ROSA);
              assertThat(note.text()).contains("marta", "another lender", "whatsapp OPT_OUT");
            });
    assertThat(outreach.takeBackStop(number, Channel.WHATSAPP, "again", "marta")).isFalse();
  }

  @Test
  void a_stop_that_was_taken_back_is_met_by_nobody_and_a_later_one_holds() {
    Outreach outreach = house.outreach();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    house.clock.advance(Duration.ofMinutes(1));
    PhoneNumber number = PhoneNumber.ofDigits(House.ROSA);
    assertThat(outreach.takeBackStop(number, Channel.SMS, "why", "marta")).isFalse();
    assertThat(outreach.takeBackStop(number, Channel.WHATSAPP, "test message", "marta")).isTrue();

    house.run(house.outreach(), House.late());
    assertThat(house.sender.bodies).hasSize(1);

    house.clock.advance(Duration.ofMinutes(1));
    house.hear(outreach, house.text("w2", House.ROSA, "BAJA"));
    house.clock.advance(Duration.ofDays(1));
    house.run(house.outreach(), House.late());
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
  }

  @ParameterizedTest
  @CsvSource({"'', marta", "' ', marta", "mistake, ''", "mistake, ' '"})
  void nobody_takes_a_stop_back_without_a_name_and_a_reason(String reason, String actor) {
    Outreach outreach = house.outreach();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    PhoneNumber number = PhoneNumber.ofDigits(House.ROSA);

    assertThatThrownBy(() -> outreach.takeBackStop(number, Channel.WHATSAPP, reason, actor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("who and why");
  }

  @Test
  void a_late_stop_is_kept_with_its_own_time_and_undoes_no_later_consent() {
    Outreach outreach = house.outreach();
    Instant old = house.clock.instant().minus(Duration.ofDays(9));
    house.run(outreach, House.late());

    house.hear(outreach, House.text("w1", House.ROSA, "BAJA", old));
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);

    outreach.consented(house.consent("B-1", Consent.State.IN));
    house.hear(outreach, House.text("w2", House.ROSA, "BAJA", old.plusSeconds(1)));
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.IN);
  }

  // --- a crash, an outage

  /** A tray that fails some of the time, like a store. */
  private static final class FlakyTray implements Tray {
    private final Tray tray = Tray.inMemory();
    private final AtomicInteger failures;

    FlakyTray(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public boolean add(TrayItem item) {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("down");
      }
      return tray.add(item);
    }

    @Override
    public List<TrayItem> open() {
      return tray.open();
    }

    @Override
    public List<TrayItem> all() {
      return tray.all();
    }

    @Override
    public boolean done(String key) {
      return tray.done(key);
    }
  }

  @Test
  void while_the_tray_is_down_a_stop_holds_already_and_no_reply_is_lost() {
    Outreach outreach = house.builder().tray(new FlakyTray(3)).acknowledge().build();
    Plan plan = house.plan(outreach, House.late());
    outreach.stopAll("wait", "boss");
    outreach.run(plan, Progress.none());

    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    outreach.hear();
    outreach.hear();

    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);
    assertThat(house.state(plan)).isEqualTo(State.CANCELLED);
    assertThat(house.ledger.inbox().quarantined()).isEmpty();

    outreach.resumeAll("boss");
    for (int minutes : List.of(1, 5, 30)) {
      house.clock.advance(Duration.ofMinutes(minutes));
      outreach.work();
    }

    assertThat(outreach.tray().all()).hasSize(1);
    assertThat(answers()).hasSize(1);
    assertThat(house.ledger.inbox().pending()).isZero();
  }

  @Test
  void while_the_host_cannot_say_whose_number_it_is_a_stop_holds_already() {
    AtomicBoolean down = new AtomicBoolean(true);
    Outreach outreach =
        house
            .builder()
            .borrowers(
                number -> {
                  if (down.get()) {
                    throw new IllegalStateException("down");
                  }
                  return List.of(ROSA);
                })
            .build();
    house.hear(outreach, house.text("w1", House.ROSA, "BAJA"));
    for (int i = 0; i < 20; i++) {
      house.clock.advance(Duration.ofMinutes(1));
      outreach.hear();
    }
    assertThat(house.ledger.inbox().quarantined()).isEmpty();

    house.run(house.outreach(), House.late());
    assertThat(house.sender.bodies).isEmpty();
    assertThat(standing(ROSA, Channel.WHATSAPP)).isEqualTo(Consents.Standing.OUT);

    down.set(false);
    house.clock.advance(Duration.ofMinutes(30));
    outreach.hear();
    assertThat(house.ledger.inbox().pending()).isZero();
    assertThat(outreach.tray().open()).hasSize(1);
  }

  @Test
  void what_fails_six_times_in_fourteen_hours_is_set_aside_where_a_person_sees_it() {
    Outreach outreach = house.builder().tray(new FlakyTray(6)).build();
    house.hear(outreach, house.text("w1", House.ROSA, "hola"));

    for (int minutes : List.of(1, 5, 30, 120, 720)) {
      house.clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
      outreach.hear();
      assertThat(house.ledger.inbox().quarantined()).isEmpty();
      house.clock.advance(Duration.ofSeconds(1));
      outreach.hear();
    }

    assertThat(house.ledger.inbox().quarantined()).hasSize(1);
    assertThat(outreach.tray().all())
        .singleElement()
        .satisfies(item -> assertThat(item.routing().queue()).isEqualTo("unreadable"));
  }

  @Test
  void one_event_that_fails_holds_up_neither_its_siblings_nor_the_statuses() {
    Outreach outreach = house.builder().tray(new FlakyTray(1)).build();
    Plan plan = house.run(outreach, House.late());

    house.hear(
        outreach,
        house.text("w1", House.ROSA, "uno"),
        house.text("w2", House.ROSA, "dos"),
        house.status(plan.dispatches().get(0).id(), "wamid.1", ChannelEvent.Status.State.READ));

    assertThat(house.state(plan)).isEqualTo(State.READ);
    assertThat(outreach.tray().all()).hasSize(1);

    house.clock.advance(Duration.ofMinutes(1));
    outreach.hear();
    assertThat(outreach.tray().all()).hasSize(2);
  }

  // --- what cannot be read

  @Test
  void an_unreadable_item_is_shown_and_its_siblings_go_on() {
    Outreach outreach = written();

    outreach.receive(
        Channel.WHATSAPP,
        house.parser.body(
            new Inbound(
                List.of(house.text("w1", House.ROSA, "hola")),
                List.of(new Inbound.Rejection("/entry/0/messages/1", "no id")))));
    outreach.hear();

    assertThat(outreach.tray().open())
        .extracting(item -> item.routing().queue())
        .containsExactlyInAnyOrder("early-arrears", "unreadable");
    assertThat(house.ledger.inbox().pending()).isZero();
  }

  @Test
  void a_body_without_an_event_is_set_aside_and_listed() {
    Outreach outreach = house.outreach();

    outreach.receive(Channel.WHATSAPP, "rubbish".getBytes(StandardCharsets.UTF_8));
    outreach.receive(Channel.EMAIL, "rubbish".getBytes(StandardCharsets.UTF_8));
    outreach.hear();
    outreach.hear();

    assertThat(house.ledger.inbox().quarantined())
        .extracting(item -> item.reason())
        .containsExactly("no event", "no parser for email");
    assertThat(outreach.tray().open()).hasSize(2);
  }

  @Test
  void what_a_provider_says_in_new_words_is_shown_and_a_status_word_once_a_day() {
    Outreach outreach = house.outreach();

    house.hear(
        outreach,
        new ChannelEvent.Template.Unrecognised(house.header(), "t1", "quality", "{}"),
        new ChannelEvent.Account.Unrecognised(house.header(), "a1", "ban", "{}"),
        new ChannelEvent.Status.Unrecognised(house.header(), "s1", "pinned", "{}"),
        new ChannelEvent.Status.Unrecognised(house.header(), "s2", "pinned", "{}"));

    assertThat(outreach.tray().open())
        .hasSize(3)
        .allSatisfy(item -> assertThat(item.routing().queue()).isEqualTo("provider"));
  }

  @Test
  void a_status_before_its_answer_is_merged() {
    house.sender.next(new SendResult.Unknown("reset"));
    Outreach outreach = house.outreach();
    Plan plan = house.run(outreach, House.late());

    house.hear(
        outreach,
        house.status(
            plan.dispatches().get(0).id(), "wamid.x", ChannelEvent.Status.State.DELIVERED));

    assertThat(house.state(plan)).isEqualTo(State.DELIVERED);
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void borrowers_that_only_the_host_knows_are_found() {
    Borrower rosa = House.rosa();
    Outreach outreach = house.builder().borrowers(BorrowersByPhone.of(List.of(rosa))).build();

    house.hear(outreach, house.text("w1", House.ROSA, "hola"));

    assertThat(outreach.tray().open())
        .singleElement()
        .satisfies(item -> assertThat(item.borrower()).contains(ROSA));
  }
}
