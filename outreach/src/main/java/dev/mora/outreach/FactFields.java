package dev.mora.outreach;

import dev.mora.delinquency.Delinquency;
import dev.mora.party.Borrower;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Fills a template's fields from the facts of a loan, so that a strategy needs no code. A field is
 * filled by the fact that the step names for it; else by the fact of its own name; else, if it is
 * the only field of its type, by the fact that a reader would expect: the first name for a text,
 * and for money, date and days those of the next due date before it and of the arrears after it.
 */
final class FactFields {

  private static final Map<String, BiFunction<Borrower, Delinquency, Optional<?>>> FACTS = facts();

  private final Map<String, String> factByField;

  private FactFields(Map<String, String> factByField) {
    this.factByField = factByField;
  }

  /** Names that a step may use. */
  static List<String> names() {
    return List.copyOf(new TreeSet<>(FACTS.keySet()));
  }

  /**
   * Decides once, before anything is planned, which fact fills which field.
   *
   * @throws IllegalArgumentException naming step, template and field, if one cannot be filled
   */
  static FactFields of(Step step, MessageTemplate template) {
    Map<String, String> result = new LinkedHashMap<>();
    for (String named : step.fields().keySet()) {
      if (template.fields().stream().noneMatch(field -> field.name().equals(named))) {
        throw new IllegalArgumentException(
            "step " + step.name() + ": template " + template.name() + " has no field " + named);
      }
    }
    for (TemplateField<?> field : template.fields()) {
      String fact = step.fields().get(field.name());
      if (fact == null && FACTS.containsKey(field.name())) {
        fact = field.name();
      }
      if (fact == null && onlyOfItsType(field, template)) {
        fact = expected(field, step.on().count());
      }
      if (fact == null) {
        throw new IllegalArgumentException(
            "step "
                + step.name()
                + ": say in \"fields\" which fact fills field "
                + field.name()
                + " of template "
                + template.name()
                + "; facts: "
                + String.join(", ", names()));
      }
      result.put(field.name(), fact);
    }
    return new FactFields(result);
  }

  /** The names of the facts that are used. */
  java.util.Collection<String> used() {
    return factByField.values();
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
      Optional<?> value =
          Objects.requireNonNull(FACTS.get(entry.getValue())).apply(borrower, facts);
      if (value.isEmpty()) {
        throw new MissingFact(entry.getValue());
      }
      values.put(entry.getKey(), on(entry.getValue(), value.get(), later));
    }
    return values;
  }

  private static Object on(String fact, Object value, int later) {
    return switch (fact) {
      case "daysPastDue" -> (Integer) value + later;
      case "daysToDue" -> (Integer) value - later;
      default -> value;
    };
  }

  private static boolean onlyOfItsType(TemplateField<?> field, MessageTemplate template) {
    return template.fields().stream().filter(f -> f.getClass() == field.getClass()).count() == 1;
  }

  private static @org.jspecify.annotations.Nullable String expected(
      TemplateField<?> field, Trigger.Count count) {
    boolean before = count == Trigger.Count.DAYS_TO_DUE;
    return switch (field.kind()) {
      case "text" -> "firstName";
      case "money" -> before ? "nextDueAmount" : "overdueAmount";
      case "date" -> before ? "nextDueOn" : "pastDueSince";
      case "days" -> before ? "daysToDue" : "daysPastDue";
      case "count" -> "overdueInstallments";
      default -> null;
    };
  }

  private static Map<String, BiFunction<Borrower, Delinquency, Optional<?>>> facts() {
    Map<String, BiFunction<Borrower, Delinquency, Optional<?>>> facts = new LinkedHashMap<>();
    facts.put("name", (b, d) -> text(b.name()));
    facts.put(
        "firstName",
        (b, d) -> text(new ArrayList<>(List.of(b.name().trim().split("\\s+"))).get(0)));
    facts.put("product", (b, d) -> text(d.product()));
    facts.put("overdueAmount", (b, d) -> Optional.of(d.overdueAmount()));
    facts.put("outstanding", (b, d) -> Optional.of(d.outstanding()));
    facts.put("nextDueAmount", (b, d) -> d.nextDueAmount());
    facts.put("dueToday", (b, d) -> d.dueToday());
    facts.put("pastDueSince", (b, d) -> d.pastDueSince());
    facts.put("nextDueOn", (b, d) -> d.nextDueOn());
    facts.put("daysPastDue", (b, d) -> Optional.of(d.daysPastDue()));
    facts.put(
        "daysToDue",
        (b, d) ->
            d.daysToDue().isPresent() ? Optional.of(d.daysToDue().getAsInt()) : Optional.empty());
    facts.put(
        "overdueInstallments",
        (b, d) ->
            d.overdueInstallments().isPresent()
                ? Optional.of(d.overdueInstallments().getAsInt())
                : Optional.empty());
    return facts;
  }

  private static Optional<String> text(String value) {
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }

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
