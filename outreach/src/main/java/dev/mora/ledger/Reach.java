package dev.mora.ledger;

import dev.mora.channel.DailyReach;
import dev.mora.channel.OutboundMessage;
import dev.mora.party.ContactPoint;
import dev.mora.party.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One business in the hands of a {@link Clerk}: whom it has written to first, and how many more it
 * may. A gate takes of it in the transaction that opens it, so workers of many processes count
 * together; a claim only looks, to spare gates that could not open.
 *
 * <pre>
 *  free text, or the person wrote within 24 h ──> costs nothing, counts nothing
 *  counted within 24 h ─────────────────────────> costs nothing, counts for 24 h more
 *  else ── room ────────────────────────────────> counts for 24 h
 *       └─ none ────────────────────────────────> asks again within a day, when the n-th oldest of
 *                                                 those counted is 24 h old, the n-th that waits
 * </pre>
 */
final class Reach {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration ONE_TRANSACTION = Duration.ofSeconds(1);
  private static final int PAGE = 1000;

  private final Clerk clerk;
  private final ReachBook book;
  private final BusinessDesk read;
  private BusinessDesk desk;
  private final Map<String, Reached> people = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();

  /** As the books had it; below 0 until somebody asks. */
  private int counted = -1;

  /** How many of this work's own count beside. */
  private int more;

  private long waiting;
  private int pageFrom;
  private List<Instant> page = List.of();

  Reach(Clerk clerk, BusinessId business) {
    this.clerk = clerk;
    book = clerk.books.reach();
    read = book.business(business);
    desk = read;
  }

  // --- reading

  /** Reads ahead whom these would go to. */
  void expect(Collection<Dispatch> dispatches) {
    expectPeople(dispatches.stream().map(dispatch -> person(dispatch.to())).toList());
  }

  private void expectPeople(Collection<String> hashes) {
    var unread = new LinkedHashSet<>(hashes);
    unread.removeAll(people.keySet());
    if (!unread.isEmpty()) {
      Map<String, Reached> found = book.people(desk.business(), unread);
      unread.forEach(one -> people.put(one, found.getOrDefault(one, nobody(one))));
    }
  }

  private Reached reached(ContactPoint to) {
    String person = person(to);
    expectPeople(List.of(person));
    return people.getOrDefault(person, nobody(person));
  }

  private static Reached nobody(String person) {
    return new Reached(person, Instant.EPOCH, Instant.EPOCH);
  }

  /** One line counts once, however its number is written. */
  static String person(ContactPoint to) {
    String address =
        to instanceof PhoneNumber number
            ? number.spellings().stream().map(PhoneNumber::e164).sorted().findFirst().orElseThrow()
            : to.address();
    return Hashes.hex(address);
  }

  int people(DailyReach declared, Instant now) {
    return desk.people(declared, now);
  }

  int counted(Instant now) {
    if (counted < 0) {
      counted = book.count(desk.business(), now.minus(DAY));
    }
    return counted + more;
  }

  /** How many more people may be written to first. */
  int room(DailyReach declared, Instant now) {
    int most = people(declared, now);
    return most == DailyReach.NO_LIMIT ? most : Math.max(0, most - counted(now));
  }

  /** Whether this would be one more. */
  boolean costs(Dispatch dispatch, Instant now) {
    return isFirst(dispatch, now) && !counts(reached(dispatch.to()), now);
  }

  /** Whether we begin: a template, to somebody who has not written within 24 hours. */
  private boolean isFirst(Dispatch dispatch, Instant now) {
    return dispatch.content() instanceof OutboundMessage.Template
        && clerk.card(dispatch.borrower()).contacts().stream()
            .noneMatch(
                contact ->
                    contact.isFromPerson()
                        && contact.channel().equals(dispatch.channel())
                        && contact.at().isAfter(now.minus(DAY)));
  }

  private static boolean counts(Reached person, Instant now) {
    return person.at().isAfter(now.minus(DAY));
  }

  // --- waiting

  /** How many were told to wait before, for this room: the next one is told another place. */
  void behind(long others) {
    waiting = others;
  }

  /**
   * When the next one that has to wait may ask again: each is told the moment of another place, and
   * none a moment beyond a day, for others may give up theirs. What was claimed and has not passed
   * its gate yet is taken to pass it now.
   */
  Instant nextRoom(DailyReach declared, Instant now) {
    int most = people(declared, now);
    int places = Math.max(counted(now), most);
    long place = Math.max(0, counted(now) - most) + waiting;
    waiting++;
    Instant slot = time((int) (place % places), now).plus(DAY);
    return desk.nextStep(declared, now).filter(slot::isAfter).orElse(slot);
  }

  /** The last time of the nth of those who count, the longest ago first. */
  private Instant time(int nth, Instant now) {
    if (nth >= counted(now)) {
      return now;
    }
    if (nth < pageFrom || nth >= pageFrom + page.size()) {
      pageFrom = nth;
      page = book.times(desk.business(), now.minus(DAY), nth, PAGE);
    }
    // those behind the end were taken by this very work
    return page.isEmpty() ? now : page.get(nth - pageFrom);
  }

  // --- changing

  /** Counts whom a message that now leaves goes to. */
  void take(Dispatch dispatch, Instant now) {
    if (isFirst(dispatch, now)) {
      Reached before = reached(dispatch.to());
      put(new Reached(before.person(), now, before.at()), now);
      desk = desk.beganBy(now);
    }
  }

  /**
   * The message was proven not to have been sent.
   *
   * @param taken when its gate opened: it was counted just before that, if it was
   */
  void giveBack(ContactPoint to, Instant taken, Instant now) {
    Reached person = reached(to);
    boolean isThat =
        !person.at().isAfter(taken) && person.at().isAfter(taken.minus(ONE_TRANSACTION));
    if (isThat) {
      put(new Reached(person.person(), person.before(), Instant.EPOCH), now);
    }
  }

  /** Counts nobody else for it: a business without a limit is never counted. */
  private void put(Reached person, Instant now) {
    Reached before = people.getOrDefault(person.person(), nobody(person.person()));
    people.put(person.person(), person);
    changed.add(person.person());
    more += (counts(person, now) ? 1 : 0) - (counts(before, now) ? 1 : 0);
  }

  /**
   * @return whether what waits may have room: also of a word that was heard before, since whoever
   *     heard it may have died before it had woken all
   */
  boolean told(int tier, Instant at) {
    BusinessDesk before = desk;
    desk = desk.told(tier, at);
    return desk.tier() > 0 && desk.tier() >= before.tier() && !at.isBefore(before.toldAt());
  }

  ReachStanding standing(DailyReach declared, Instant now) {
    Optional<Instant> room =
        room(declared, now) > 0 ? Optional.empty() : Optional.of(nextRoom(declared, now));
    return new ReachStanding(people(declared, now), counted(now), room);
  }

  /** What still counts stays, and nothing else: no use is left for it. */
  static void forgetStale(Books books) {
    books.reach().forget(books.now().minus(DAY));
  }

  /** Writes what has changed. */
  void save() {
    if (!desk.equals(read)) {
      book.put(desk);
    }
    if (!changed.isEmpty()) {
      var written = new ArrayList<Reached>();
      changed.forEach(one -> Optional.ofNullable(people.get(one)).ifPresent(written::add));
      book.put(desk.business(), written);
      more = counted < 0 ? 0 : more;
    }
  }
}
