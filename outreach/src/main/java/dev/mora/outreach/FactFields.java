package dev.mora.outreach;

import dev.mora.json.Nearest;
import dev.mora.money.Money;
import dev.mora.promise.PromiseToPay;
import dev.mora.template.BlankPolicy;
import dev.mora.template.LastDigits;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateField;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template's fields from the facts of a loan, so that a strategy needs no code. A field is
 * filled by the fact that the step names for it; else by the fact of its own name; else, if its
 * name is a usual word for it ({@code nombre}, {@code monto}, {@code vencimiento}, {@code dias} and
 * their like in Spanish, Portuguese and English), by the fact that a reader would expect: the first
 * name, and for money, date and days those of the next due date before it and of the arrears after
 * it. Any other field must be named by the step. Fact and field are of one kind; a column of the
 * portfolio that is none of ours ({@code loan.branch}, {@code borrower.agent}) is read as the
 * field's kind. Where a fact is unknown of a borrower, the field's own policy decides.
 */
final class FactFields {

  private static final String LOAN = "loan.";
  private static final String BORROWER = "borrower.";
  private static final TreeMap<String, Fact> FACTS = facts();

  /** Field names, in lower case, that everybody reads the same way; by kind. */
  private static final Map<String, Set<String>> USUAL =
      Map.of(
          "text", Set.of("nombre", "nome", "primer_nombre", "primeiro_nome", "first_name"),
          "money", Set.of("monto", "importe", "valor", "amount"),
          "date", Set.of("vencimiento", "vencimento", "due_date", "duedate"),
          "days", Set.of("dias", "days", "dias_mora", "dias_de_mora", "dias_atraso"),
          "count", Set.of("cuotas", "parcelas", "installments"),
          "last-digits", Set.of("digitos", "terminacion", "final", "digits"),
          "pay-link", Set.of("pago", "pagamento", "enlace", "link", "payment"));

  /** Facts that are added up, or compared, where a message speaks of several loans. */
  private static final Set<String> SHARED =
      Set.of(
          "overdueAmount",
          "outstanding",
          "nextDueAmount",
          "dueToday",
          "pastDueSince",
          "nextDueOn",
          "daysPastDue",
          "daysToDue",
          "loans",
          "overdueInstallments");

  private final Map<TemplateField<?>, String> factByField;

  private FactFields(Map<TemplateField<?>, String> factByField) {
    this.factByField = factByField;
  }

  /** Names that a step may use, sorted. */
  static List<String> names() {
    return List.copyOf(FACTS.keySet());
  }

  private static List<String> names(String kind) {
    return Stream.concat(
            FACTS.entrySet().stream()
                .filter(each -> each.getValue().kind().equals(kind))
                .map(Map.Entry::getKey),
            Stream.of(LOAN + "COLUMN", BORROWER + "COLUMN"))
        .toList();
  }

  /** A fact of ours, or a further column of the portfolio. */
  static boolean isName(String name) {
    return FACTS.containsKey(name)
        || (name.startsWith(LOAN) && name.length() > LOAN.length())
        || (name.startsWith(BORROWER) && name.length() > BORROWER.length());
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
    Map<TemplateField<?>, String> result = new LinkedHashMap<>();
    for (TemplateField<?> field : template.fields()) {
      String fact = chosen(step, field);
      if (fact == null) {
        throw new IllegalArgumentException(
            where
                + ": say in \"fields\" which fact fills "
                + field.kind()
                + " field "
                + field.name()
                + "; "
                + field.kind()
                + " facts: "
                + String.join(", ", names(field.kind())));
      }
      String kind = fact(fact, field).kind();
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
      result.put(field, fact);
    }
    return new FactFields(result);
  }

  /**
   * Values by field, those left out for which the field's own policy decides.
   *
   * @param day on which the text will be read
   * @throws MissingFact if a fact is not known of this borrower and the field needs one
   */
  Map<String, Object> values(CaseFile file, LocalDate day) throws MissingFact {
    return values(List.of(file), day);
  }

  /**
   * The values of several loans in one text: money and counts of arrears and of what falls due are
   * added up, of days the most and of dates the earliest is said; all else is the first loan's.
   *
   * @param files one of each loan, the leading one first; all amounts of one currency
   * @param day on which the text will be read
   */
  Map<String, Object> values(List<CaseFile> files, LocalDate day) throws MissingFact {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<TemplateField<?>, String> entry : factByField.entrySet()) {
      TemplateField<?> field = entry.getKey();
      String fact = entry.getValue();
      Optional<Object> value = value(field, fact, files.get(0), day);
      if (SHARED.contains(fact)) {
        for (CaseFile other : files.subList(1, files.size())) {
          Optional<Object> more = value(field, fact, other, day);
          value = value.flatMap(one -> more.map(two -> both(field.kind(), one, two)));
        }
      }
      if (value.isPresent()) {
        values.put(field.name(), value.get());
      } else if (field.whenBlank() instanceof BlankPolicy.Fail<?>) {
        throw new MissingFact(fact);
      }
    }
    return values;
  }

  private static Optional<Object> value(
      TemplateField<?> field, String fact, CaseFile file, LocalDate day) {
    int later = (int) Math.max(0, ChronoUnit.DAYS.between(file.facts().asOf(), day));
    return fact(fact, field).of().apply(file).map(value -> on(fact, value, later));
  }

  private static Object both(String kind, Object one, Object other) {
    return switch (kind) {
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
      case "last-digits" -> "lastDigits";
      case "pay-link" -> "payLink";
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

  private static Fact fact(String name, TemplateField<?> field) {
    Fact fact = FACTS.get(name);
    if (fact != null) {
      return fact;
    }
    if (name.startsWith(LOAN) || name.startsWith(BORROWER)) {
      return new Fact(field.kind(), file -> column(name, file).flatMap(text -> read(field, text)));
    }
    throw new IllegalArgumentException(
        "no fact "
            + name
            + Nearest.hint(name, names())
            + "; facts: "
            + String.join(", ", names())
            + ", and columns such as loan.branch");
  }

  private static Optional<String> column(String name, CaseFile file) {
    String value =
        name.startsWith(LOAN)
            ? file.loan().custom().get(name.substring(LOAN.length()))
            : file.borrower().custom().get(name.substring(BORROWER.length()));
    return Optional.ofNullable(value).flatMap(FactFields::text);
  }

  /** A text that is no such value is as good as none. */
  private static Optional<Object> read(TemplateField<?> field, String text) {
    try {
      return Optional.of(field.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static TreeMap<String, Fact> facts() {
    TreeMap<String, Fact> facts = new TreeMap<>();
    facts.put("name", new Fact("text", c -> text(c.borrower().name())));
    facts.put(
        "firstName", new Fact("text", c -> text(c.borrower().name().strip().split("\\s+")[0])));
    facts.put("product", new Fact("text", c -> text(c.facts().product())));
    facts.put("creditorName", new Fact("text", c -> text(c.creditor().name())));
    facts.put("overdueAmount", new Fact("money", c -> Optional.of(c.facts().overdueAmount())));
    facts.put("outstanding", new Fact("money", c -> Optional.of(c.facts().outstanding())));
    facts.put("nextDueAmount", new Fact("money", c -> c.facts().nextDueAmount()));
    facts.put("dueToday", new Fact("money", c -> c.facts().dueToday()));
    facts.put("principal", new Fact("money", c -> c.loan().principal()));
    facts.put("lastPaymentAmount", new Fact("money", CaseFile::lastPaymentAmount));
    facts.put(
        "lastPromiseAmount", new Fact("money", c -> c.lastPromise().map(PromiseToPay::amount)));
    facts.put("pastDueSince", new Fact("date", c -> c.facts().pastDueSince()));
    facts.put("nextDueOn", new Fact("date", c -> c.facts().nextDueOn()));
    facts.put("disbursedOn", new Fact("date", c -> c.loan().disbursedOn()));
    facts.put("lastPaymentOn", new Fact("date", CaseFile::lastPaymentOn));
    facts.put("lastPromiseOn", new Fact("date", c -> c.lastPromise().map(PromiseToPay::dueOn)));
    facts.put("daysPastDue", new Fact("days", c -> Optional.of(c.facts().daysPastDue())));
    facts.put("daysToDue", new Fact("days", c -> boxed(c.facts().daysToDue())));
    facts.put("loans", new Fact("count", c -> Optional.of(1)));
    facts.put(
        "overdueInstallments", new Fact("count", c -> boxed(c.facts().overdueInstallments())));
    facts.put("installmentsTotal", new Fact("count", c -> boxed(c.facts().installmentsTotal())));
    facts.put(
        "lastDigits",
        new Fact("last-digits", c -> c.loan().accountNumber().flatMap(LastDigits::lastFourOf)));
    facts.put("payLink", new Fact("pay-link", c -> c.link().get()));
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
  private record Fact(String kind, Function<CaseFile, Optional<?>> of) {}

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
