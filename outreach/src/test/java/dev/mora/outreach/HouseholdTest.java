package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.history.ContactRecord;
import dev.mora.history.ContactRecord.Direction;
import dev.mora.history.ContactRecord.Outcome;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.PlanKey;
import dev.mora.ledger.SenderId;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consents;
import dev.mora.party.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever has the number counts for the caps of the number, by whichever way it is known. */
class HouseholdTest {

  private static final BorrowerId ROSA = BorrowerId.of("B-1");

  private final House house = new House();
  private final Plan plan = house.plan(house.outreach(), House.late());
  private final Dispatch planned = plan.dispatches().get(0);
  private final Errand errand = Objects.requireNonNull(plan.errands().get(planned.id()));
  private final Instant before = house.clock.instant().minusSeconds(3600);

  private Household household(String... byHost) {
    List<BorrowerId> found = List.of(byHost).stream().map(BorrowerId::of).toList();
    return new Household(house.ledger, new People(number -> found, house.ledger));
  }

  private void contacted(String borrower, Direction direction) {
    house.ledger.record(
        new ContactRecord(
            BorrowerId.of(borrower),
            Optional.empty(),
            before,
            Channel.CALL,
            direction,
            Outcome.RIGHT_PARTY,
            ""));
  }

  private Errand sharing(String... others) {
    return new Errand(
        errand.approach(),
        errand.content(),
        errand.madeAt(),
        errand.knownUntil(),
        errand.endsAt(),
        false,
        List.of(others).stream().map(BorrowerId::of).toList());
  }

  @Test
  void what_others_at_the_number_got_counts_for_the_borrower_and_what_they_wrote_does_not() {
    contacted("B-1", Direction.OUT);
    contacted("B-2", Direction.OUT);
    contacted("B-2", Direction.IN);
    contacted("B-3", Direction.OUT);
    contacted("B-4", Direction.OUT);

    List<ContactRecord> found = household("B-1", "B-2", "B-3").of(planned, sharing("B-2", "B-1"));

    assertThat(found)
        .hasSize(2)
        .allSatisfy(
            contact -> {
              assertThat(contact.borrower()).isEqualTo(ROSA);
              assertThat(contact.direction()).isEqualTo(Direction.OUT);
              assertThat(contact.at()).isEqualTo(before);
            });
  }

  @Test
  void what_goes_to_no_number_is_shared_with_nobody() {
    contacted("B-2", Direction.OUT);
    Dispatch mail =
        Dispatch.of(
                new PlanKey(planned.campaign(), ROSA, "soft", "mail"),
                new SenderId(Channel.EMAIL, "x"))
            .notBefore(before)
            .build(EmailAddress.of("rosa@example.com"), planned.content());

    assertThat(household("B-2").of(mail, sharing("B-2"))).isEmpty();
  }

  @Test
  void a_number_that_said_stop_is_heeded_for_whom_it_is_met() {
    var others = new People(number -> List.of(), house.ledger);
    others.stopped(House.ROSA, Channel.WHATSAPP, before, "w-1");

    household().meet(Map.of(planned, errand));

    assertThat(house.ledger.consents(ROSA).standing(ROSA, Channel.WHATSAPP))
        .isEqualTo(Consents.Standing.OUT);
  }
}
