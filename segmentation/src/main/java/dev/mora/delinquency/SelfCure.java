package dev.mora.delinquency;

import dev.mora.history.ContactRecord;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What counts as a contact when a cure is to be called a self-cure: any outbound attempt that left
 * us and did not fail, on any channel, for the loan or for no particular one, from the first late
 * day to the day of the cure. Messages before that, such as reminders of a due date, do not count.
 *
 * @param zone of the borrower, in which a contact has its day
 * @param harmless names of templates that do not count although they went to a late borrower
 */
public record SelfCure(ZoneId zone, Set<String> harmless) {

  public SelfCure {
    Objects.requireNonNull(zone, "zone");
    harmless = Set.copyOf(harmless);
  }

  /** Every contact counts. */
  public static SelfCure in(ZoneId zone) {
    return new SelfCure(zone, Set.of());
  }

  /** The cured spells of a past in which nobody was contacted, oldest first. */
  public List<LateSpell> of(LoanPast past, Collection<ContactRecord> contacts) {
    return past.spells().stream()
        .filter(LateSpell::isCured)
        .filter(spell -> contacts.stream().noneMatch(one -> disturbs(one, past, spell)))
        .toList();
  }

  private boolean disturbs(ContactRecord contact, LoanPast past, LateSpell spell) {
    LocalDate day = LocalDate.ofInstant(contact.at(), zone);
    return contact.isAttempt()
        && contact.outcome() != ContactRecord.Outcome.FAILED
        && contact.loan().map(past.loan()::equals).orElse(true)
        && (contact.template().isEmpty() || !harmless.contains(contact.template()))
        && !day.isBefore(spell.lateFrom())
        && !day.isAfter(spell.curedOn().orElseThrow());
  }
}
