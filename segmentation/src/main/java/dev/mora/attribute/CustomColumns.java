package dev.mora.attribute;

import dev.mora.loan.Loan;
import dev.mora.party.Borrower;
import dev.mora.portfolio.DataFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host's own columns as attributes, and one fault for each column that has unreadable ones. */
final class CustomColumns {

  private final List<Attribute<?>> own;
  private final Attributes attributes;
  private final Map<Attribute<?>, Unread> unread = new LinkedHashMap<>();

  private record Unread(String subject, int rows) {}

  CustomColumns(Attributes attributes) {
    this.attributes = attributes;
    own =
        attributes.all().stream()
            .filter(one -> Attributes.isOwnColumn(one.name()) || one.name().startsWith("score."))
            .toList();
  }

  void add(Loan loan, Borrower borrower, CaseFacts.Builder facts) {
    for (Attribute<?> attribute : own) {
      boolean ofLoan = attribute.name().startsWith("loan.");
      String subject = ofLoan ? loan.id().value() : borrower.id().value();
      String text =
          ofLoan ? column(loan.custom(), attribute) : column(borrower.custom(), attribute);
      if (text == null || text.isBlank()) {
        continue;
      }
      Optional<CustomValue> value = CustomValue.parse(attribute, text, loan.currency());
      value.ifPresent(read -> facts.put(attributes.placeOf(attribute), read));
      if (value.isEmpty()) {
        unread.merge(
            attribute,
            new Unread(subject, 1),
            (before, one) -> new Unread(before.subject(), before.rows() + 1));
      }
    }
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

  private static @Nullable String column(Map<String, String> custom, Attribute<?> attribute) {
    String text = custom.get(columnOf(attribute));
    return text != null ? text : custom.get(attribute.name());
  }

  private static String columnOf(Attribute<?> attribute) {
    return attribute.name().substring(attribute.name().indexOf('.') + 1);
  }
}
