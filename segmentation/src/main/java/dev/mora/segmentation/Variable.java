package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing in which cases can differ, cut into pieces that no test of a policy tells apart. Piece
 * 0 stands for a missing value, but for {@link Role#CURRENCY}, of which every case has one.
 *
 * <p>What cannot be is left out: days and counts that Mora works out are never negative (but days
 * to the due date, which a host may give behind it), nor are what is due and owed; shares lie
 * between 0 and 100; an attribute with a vocabulary has no other text.
 */
final class Variable {

  /** What the pieces say. */
  enum Role {
    /** An ordered value, in the unit that limits have as longs. */
    ORDERED,
    /** A text: the named ones, then any other. */
    TEXT,
    /** No, then yes. */
    FLAG,
    /** Whether a set, or the currency as an attribute, is known. */
    KNOWN,
    /** Whether a set has a member; piece 0 says no. */
    MEMBER,
    /** The one currency of a case: the named ones, then any other. */
    CURRENCY,
    /** The part of an amount that is in one currency. */
    PURSE,
    /** Whether there is a part in any other currency; piece 0 says no. */
    PURSE_REST
  }

  private static final Set<String> DAYS_FROM_ZERO =
      Set.of(
          "countedDays",
          "daysPastDue",
          "worstDaysPastDue12m",
          "averageLateness",
          "daysSincePayment",
          "borrowerDaysPastDue",
          "daysSinceContact",
          "daysSinceReply");
  private static final Set<String> AMOUNTS_FROM_ZERO =
      Set.of(
          "overdueAmount",
          "dueToday",
          "outstanding",
          "outstandingPrincipal",
          "borrowerOverdueAmount");
  private static final Set<String> SHARES = Set.of("paidShare", "promisesKeptShare");
  private static final long WHOLE = 100_000_000L;

  private final Attribute<?> attribute;
  private final Role role;
  private final String name;
  private final List<String> texts;
  private final long[] from;
  private final int size;

  private Variable(
      Attribute<?> attribute, Role role, String name, List<String> texts, long[] from, int size) {
    this.attribute = attribute;
    this.role = role;
    this.name = name;
    this.texts = texts;
    this.from = from;
    this.size = size;
  }

  /**
   * @param starts where pieces begin, besides the least value
   * @param currency of the amounts, if only these are meant
   */
  static Variable ordered(Attribute<?> attribute, Role role, String currency, Set<Long> starts) {
    long least = least(attribute);
    long most = most(attribute);
    TreeSet<Long> from = new TreeSet<>(starts);
    from.removeIf(start -> start <= least || start > most);
    from.add(least);
    long[] lows = from.stream().mapToLong(Long::longValue).toArray();
    return new Variable(attribute, role, currency, List.of(), lows, lows.length + 1);
  }

  /** Any other text has a piece unless the attribute has a vocabulary. */
  static Variable text(Attribute<?> attribute, Set<String> named) {
    boolean closed = !attribute.vocabulary().isEmpty();
    List<String> texts = closed ? attribute.vocabulary() : List.copyOf(named);
    int size = 1 + texts.size() + (closed ? 0 : 1);
    return new Variable(attribute, Role.TEXT, "", texts, new long[0], size);
  }

  static Variable currency(Attribute<?> attribute, Set<String> codes) {
    List<String> texts = List.copyOf(codes);
    return new Variable(attribute, Role.CURRENCY, "", texts, new long[0], texts.size() + 1);
  }

  static Variable plain(Attribute<?> attribute, Role role, String name) {
    int size = role == Role.FLAG ? 3 : 2;
    return new Variable(attribute, role, name, List.of(), new long[0], size);
  }

  private static long least(Attribute<?> attribute) {
    String name = attribute.name();
    boolean builtIn = name.indexOf('.') < 0;
    return switch (attribute.type()) {
      case DAYS, COUNT ->
          DAYS_FROM_ZERO.contains(name) || (builtIn && attribute.type() == AttributeType.COUNT)
              ? 0
              : Integer.MIN_VALUE;
      case MONEY -> AMOUNTS_FROM_ZERO.contains(name) ? 0 : Long.MIN_VALUE;
      case PERCENT -> isShare(name) ? 0 : Long.MIN_VALUE;
      default -> Long.MIN_VALUE;
    };
  }

  private static long most(Attribute<?> attribute) {
    return switch (attribute.type()) {
      case DAYS, COUNT -> Integer.MAX_VALUE;
      case PERCENT -> isShare(attribute.name()) ? WHOLE : Long.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private static boolean isShare(String name) {
    return SHARES.contains(name) || name.startsWith("percentile.");
  }

  /** What every assessment and every host's figures tell, so that it is never missing in a run. */
  static boolean isAlwaysKnown(Attribute<?> attribute) {
    return Set.of(
            Attributes.COUNTED_DAYS,
            Attributes.DAYS_PAST_DUE,
            Attributes.OVERDUE_AMOUNT,
            Attributes.OUTSTANDING,
            Attributes.CURRENCY)
        .contains(attribute);
  }

  Attribute<?> attribute() {
    return attribute;
  }

  Role role() {
    return role;
  }

  /** The member, or the currency of a purse; empty for the other roles. */
  String name() {
    return name;
  }

  int size() {
    return size;
  }

  /** Whether piece 0 says that nothing is there. */
  boolean canMiss() {
    return role != Role.CURRENCY;
  }

  /** The text of a piece; empty for any other text. */
  Optional<String> text(int piece) {
    int place = role == Role.CURRENCY ? piece : piece - 1;
    return place >= 0 && place < texts.size() ? Optional.of(texts.get(place)) : Optional.empty();
  }

  List<String> texts() {
    return texts;
  }

  int pieceOf(String text) {
    int place = texts.indexOf(text);
    int other = place < 0 ? texts.size() : place;
    int piece = role == Role.CURRENCY ? other : other + 1;
    return piece < size ? piece : -1;
  }

  /** The piece of an ordered value; -1 if there is no such value. */
  int pieceOf(long value) {
    if (value < from[0] || value > most(attribute)) {
      return -1;
    }
    int place = Arrays.binarySearch(from, value);
    return place >= 0 ? place + 1 : -place - 1;
  }

  long low(int piece) {
    return from[piece - 1];
  }

  long high(int piece) {
    return piece < from.length ? from[piece] - 1 : most(attribute);
  }

  /** The value of a piece that is nearest to another one. */
  long nearest(int piece, long value) {
    return Math.max(low(piece), Math.min(high(piece), value));
  }
}
