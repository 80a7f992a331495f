package dev.mora.attribute;

import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.portfolio.DataFault;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The host's own columns as attributes, and one fault for each column that has unreadable ones. */
final class CustomColumns {

  private final List<Attribute<?>> own;
  private final List<Attribute<?>> ofLoans;
  private final List<Attribute<?>> ofPeople;
  private final Attributes attributes;
  private final Map<Attribute<?>, Unread> unread = new LinkedHashMap<>();

  private record Unread(String subject, int rows) {}

  CustomColumns(Attributes attributes) {
    this.attributes = attributes;
    own = attributes.all().stream().filter(CustomColumns::isColumn).toList();
    ofLoans = own.stream().filter(CustomColumns::isOfLoan).toList();
    ofPeople = own.stream().filter(one -> !isOfLoan(one)).toList();
  }

  void add(Loan loan, Borrower borrower, CaseFacts.Builder facts) {
    for (Attribute<?> attribute : own) {
      boolean ofLoan = isOfLoan(attribute);
      String subject = ofLoan ? loan.id().value() : borrower.id().value();
      String text = column(ofLoan ? loan.custom() : borrower.custom(), attribute);
      if (!put(attribute, text, loan.currency(), facts)) {
        unreadable(attribute, subject);
      }
    }
  }

  /** A flag that a built-in attribute is read from; empty, and noted, if it cannot be read. */
  Optional<Boolean> flag(Attribute<Boolean> attribute, Map<String, String> custom, String subject) {
    String text = column(custom, attribute);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Optional<CustomValue> value = CustomValue.parse(attribute, text, null);
    if (value.isEmpty() && !has(attribute)) {
      unreadable(attribute, subject);
    }
    return value.map(read -> read.lane() != 0);
  }

  /** False if there is a text that is no value of the attribute's type. */
  boolean put(
      Attribute<?> attribute, @Nullable String text, Currency unit, CaseFacts.Builder facts) {
    if (text == null || text.isBlank()) {
      return true;
    }
    Optional<CustomValue> value = CustomValue.parse(attribute, text, unit);
    value.ifPresent(read -> facts.put(attributes.placeOf(attribute), read));
    return value.isPresent();
  }

  /**
   * Notes what cannot be read of one loan.
   *
   * @param ofLoan gives the text of one of {@link #ofLoans}
   * @param ofPerson gives the text of one of {@link #ofPeople}
   */
  void check(
      IntFunction<@Nullable String> ofLoan,
      IntFunction<@Nullable String> ofPerson,
      String loan,
      String borrower,
      Currency unit) {
    int loans = 0;
    int people = 0;
    for (Attribute<?> attribute : own) {
      boolean is = isOfLoan(attribute);
      String text = is ? ofLoan.apply(loans++) : ofPerson.apply(people++);
      if (text != null && !text.isBlank() && CustomValue.parse(attribute, text, unit).isEmpty()) {
        unreadable(attribute, is ? loan : borrower);
      }
    }
  }

  private void unreadable(Attribute<?> attribute, String subject) {
    unread.merge(
        attribute,
        new Unread(subject, 1),
        (before, one) -> new Unread(before.subject(), before.rows() + 1));
  }

  /** Whether it is read from a further column of the host. */
  static boolean isColumn(Attribute<?> attribute) {
    return Attributes.isOwnColumn(attribute.name()) || attribute.name().startsWith("score.");
  }

  boolean has(Attribute<?> attribute) {
    return own.contains(attribute);
  }

  List<Attribute<?>> ofLoans() {
    return ofLoans;
  }

  List<Attribute<?>> ofPeople() {
    return ofPeople;
  }

  private static boolean isOfLoan(Attribute<?> attribute) {
    return attribute.name().startsWith("loan.");
  }

  /** What the column may be called in the file. */
  static List<String> namesOf(Attribute<?> attribute) {
    return List.of(columnOf(attribute), attribute.name());
  }

  /** The value itself stays out of the fault: whether it is personal, nobody knows. */
  List<DataFault> faults() {
    return unread.entrySet().stream()
        .map(
            entry ->
                new DataFault(
                    entry.getKey().name().startsWith("loan.") ? "loans.csv" : "borrowers.csv",
                    0,
                    columnOf(entry.getKey()),
                    entry.getValue().subject(),
                    entry.getValue().rows() == 1
                        ? "another value"
                        : entry.getValue().rows() + " other values, this the first",
                    "a value of type " + entry.getKey().type().code() + "; taken as unknown",
                    DataFault.Effect.NOTED))
        .toList();
  }

  static @Nullable String column(Map<String, String> custom, Attribute<?> attribute) {
    String text = custom.get(columnOf(attribute));
    return text != null ? text : custom.get(attribute.name());
  }

  private static String columnOf(Attribute<?> attribute) {
    return attribute.name().substring(attribute.name().indexOf('.') + 1);
  }
}
