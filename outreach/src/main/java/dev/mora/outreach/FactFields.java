package dev.mora.outreach;

import dev.mora.delinquency.Delinquency;
import dev.mora.json.Nearest;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateField;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template's fields from the facts of a loan, so that a strategy needs no code. A field is
 * filled by the fact that the step names for it; else by the fact of its own name; else, if its
 * name is a usual word for it ({@code nombre}, {@code monto}, {@code vencimiento}, {@code dias} and
 * their like in Spanish, Portuguese and English), by the fact that a reader would expect: the first
 * name, and for money, date and days those of the next due date before it and of the arrears after
 * it. Any other field must be named by the step. Fact and field are of one kind.
 */
final class FactFields {

  private static final TreeMap<String, Fact> FACTS = facts();

  /** Field names, in lower case, that everybody reads the same way; by kind. */
  private static final Map<String, Set<String>> USUAL =
      Map.of(
          "text", Set.of("nombre", "nome", "primer_nombre", "primeiro_nome", "first_name"),
          "money", Set.of("monto", "importe", "valor", "amount"),
          "date", Set.of("vencimiento", "vencimento", "due_date", "duedate"),
          "days", Set.of("dias", "days", "dias_mora", "dias_de_mora", "dias_atraso"),
          "count", Set.of("cuotas", "parcelas", "installments"));

  private final Map<String, String> factByField;

  private FactFields(Map<String, String> factByField) {
    this.factByField = factByField;
  }

  /** Names that a step may use, sorted. */
  static List<String> names() {
    return List.copyOf(FACTS.keySet());
  }

  /**
   * Decides once, before anything is planned, which fact fills which field.
   *
   * @throws IllegalArgumentException naming step, template and field, if one cannot be filled
   */
  static FactFields of(Step step, MessageTemplate template) {
    String where = "step " + step.name() + ": template " + template.name();
    List<String> fields = template.fields().stream().map(TemplateField::name).toList();
    for (String named : step.fields().keySet()) {
      if (!fields.contains(named)) {
        throw new IllegalArgumentException(
            where
                + " has no field "
                + named
                + Nearest.hint(named, fields)
                + "; fields: "
                + String.join(", ", fields));
      }
    }
    Map<String, String> result = new LinkedHashMap<>();
    for (TemplateField<?> field : template.fields()) {
      String fact = chosen(step, field);
      if (fact == null) {
        throw new IllegalArgumentException(
            where
                + ": say in \"fields\" which fact fills "
                + field.kind()
                + " field "
                + field.name()
                + "; facts: "
                + String.join(", ", names()));
      }
      String kind = fact(fact).kind();
      if (!kind.equals(field.kind())) {
        throw new IllegalArgumentException(
            where
                + ": field "
                + field.name()
                + " is "
                + field.kind()
                + ", but fact "
                + fact
                + " is "
                + kind);
      }
      result.put(field.name(), fact);
    }
    return new FactFields(result);
  }

  /**
   * Values by field.
   *
   * @param later days from the facts to the day on which the text will be read
   * @throws MissingFact if a fact is not known of this borrower
   */
  Map<String, Object> values(Borrower borrower, Delinquency facts, int later) throws MissingFact {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : factByField.entrySet()) {
      Optional<?> value = fact(entry.getValue()).of().apply(borrower, facts);
      if (value.isEmpty()) {
        throw new MissingFact(entry.getValue());
      }
      values.put(entry.getKey(), on(entry.getValue(), value.get(), later));
    }
    return values;
  }

  /**
   * The values of several loans in one text: money and counts are added up, of days the most and of
   * dates the earliest is said, words are the first loan's.
   *
   * @param facts one of each loan, the leading one first; all amounts of one currency
   * @param day on which the text will be read
   */
  Map<String, Object> values(Borrower borrower, List<Delinquency> facts, LocalDate day)
      throws MissingFact {
    Map<String, Object> sums = new LinkedHashMap<>();
    for (Delinquency each : facts) {
      int later = (int) ChronoUnit.DAYS.between(each.asOf(), day);
      values(borrower, each, Math.max(0, later))
          .forEach((field, value) -> sums.merge(field, value, (a, b) -> both(field, a, b)));
    }
    return sums;
  }

  private Object both(String field, Object one, Object other) {
    return switch (fact(Objects.requireNonNull(factByField.get(field))).kind()) {
      case "money" -> ((Money) one).plus((Money) other);
      case "count" -> Math.addExact((Integer) one, (Integer) other);
      case "days" -> Math.max((Integer) one, (Integer) other);
      case "date" -> ((LocalDate) one).isBefore((LocalDate) other) ? one : other;
      default -> one;
    };
  }

  private static @Nullable String chosen(Step step, TemplateField<?> field) {
    String named = step.fields().get(field.name());
    if (named != null) {
      return named;
    }
    if (FACTS.containsKey(field.name())) {
      return field.name();
    }
    boolean usual =
        USUAL.getOrDefault(field.kind(), Set.of()).contains(field.name().toLowerCase(Locale.ROOT));
    return usual ? expected(field.kind(), step.on().count()) : null;
  }

  private static @Nullable String expected(String kind, Trigger.Count count) {
    boolean before = count == Trigger.Count.DAYS_TO_DUE;
    return switch (kind) {
      case "text" -> "firstName";
      case "money" -> before ? "nextDueAmount" : "overdueAmount";
      case "date" -> before ? "nextDueOn" : "pastDueSince";
      case "days" -> before ? "daysToDue" : "daysPastDue";
      case "count" -> "overdueInstallments";
      default -> null;
    };
  }

  private static Object on(String fact, Object value, int later) {
    return switch (fact) {
      case "daysPastDue" -> (Integer) value + later;
      case "daysToDue" -> (Integer) value - later;
      default -> value;
    };
  }

  private static Fact fact(String name) {
    Fact fact = FACTS.get(name);
    if (fact == null) {
      throw new IllegalArgumentException(
          "no fact " + name + "; facts: " + String.join(", ", names()));
    }
    return fact;
  }

  private static TreeMap<String, Fact> facts() {
    TreeMap<String, Fact> facts = new TreeMap<>();
    facts.put("name", new Fact("text", (b, d) -> text(b.name())));
    facts.put("firstName", new Fact("text", (b, d) -> text(b.name().strip().split("\\s+")[0])));
    facts.put("product", new Fact("text", (b, d) -> text(d.product())));
    facts.put("overdueAmount", new Fact("money", (b, d) -> Optional.of(d.overdueAmount())));
    facts.put("outstanding", new Fact("money", (b, d) -> Optional.of(d.outstanding())));
    facts.put("nextDueAmount", new Fact("money", (b, d) -> d.nextDueAmount()));
    facts.put("dueToday", new Fact("money", (b, d) -> d.dueToday()));
    facts.put("pastDueSince", new Fact("date", (b, d) -> d.pastDueSince()));
    facts.put("nextDueOn", new Fact("date", (b, d) -> d.nextDueOn()));
    facts.put("daysPastDue", new Fact("days", (b, d) -> Optional.of(d.daysPastDue())));
    facts.put("daysToDue", new Fact("days", (b, d) -> boxed(d.daysToDue())));
    facts.put("loans", new Fact("count", (b, d) -> Optional.of(1)));
    facts.put("overdueInstallments", new Fact("count", (b, d) -> boxed(d.overdueInstallments())));
    return facts;
  }

  private static Optional<Integer> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  private static Optional<String> text(String value) {
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  /**
   * @param kind as a template declares it
   */
  private record Fact(String kind, BiFunction<Borrower, Delinquency, Optional<?>> of) {}

  /** A fact that a template needs is not known of a borrower. */
  static final class MissingFact extends Exception {

    private static final long serialVersionUID = 1L;

    private final String fact;

    MissingFact(String fact) {
      super("unknown: " + fact);
      this.fact = fact;
    }

    String fact() {
      return fact;
    }
  }
}
