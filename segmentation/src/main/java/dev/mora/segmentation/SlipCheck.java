package dev.mora.segmentation;

import dev.mora.attribute.Attribute;
import dev.mora.attribute.AttributeType;
import dev.mora.attribute.Attributes;
import dev.mora.attribute.Condition;
import dev.mora.attribute.Operand;
import dev.mora.delinquency.Bucket;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.json.Nearest;
import dev.mora.language.Language;
import dev.mora.segmentation.Finding.Kind;
import dev.mora.segmentation.Finding.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What looks like a slip of the pen, and what must be looked at with care. */
final class SlipCheck {

  private final SegmentationPolicy policy;
  private final Set<String> declared;
  private final List<Finding> findings = new ArrayList<>();

  /** Own columns are declared by the policy that is nested in none. */
  SlipCheck(Questions questions) {
    policy = questions.policy();
    declared = questions.whole().declared().keySet();
  }

  /** Attributes, percentages, texts and bucket codes of one rule. */
  List<Finding> of(Rule rule, Optional<DelinquencyPolicy> delinquency) {
    findings.clear();
    if (rule.when().isEmpty()) {
      return List.of();
    }
    Condition when = rule.when().get();
    when.reads().forEach(attribute -> attribute(rule, attribute));
    when.forEachTest(test -> fraction(rule, test));
    when.forEachTest(test -> capitals(rule, test));
    delinquency.ifPresent(by -> when.forEachTest(test -> bucket(rule, test, by)));
    return List.copyOf(findings);
  }

  private void attribute(Rule rule, Attribute<?> attribute) {
    if (attribute.isProtected()) {
      guarded(rule.id(), attribute, "", "", "");
    }
    if (isColumn(attribute) && !declared.contains(attribute.name())) {
      Nearest.to(attribute.name(), declared)
          .ifPresent(
              near ->
                  add(
                      Kind.UNDECLARED,
                      Level.WARNING,
                      rule.id(),
                      attribute + " no está declarado; ¿quiso decir " + near + "?",
                      attribute + " não está declarado; quis dizer " + near + "?",
                      attribute + " is not declared; did you mean " + near + "?"));
    }
  }

  /**
   * @param es where it is read, if not in a rule of the policy itself; likewise the others
   */
  private void guarded(String rule, Attribute<?> attribute, String es, String pt, String en) {
    add(
        Kind.PROTECTED,
        Level.WARNING,
        rule,
        es
            + attribute.description(Language.ES)
            + " es un dato protegido: cuide que no lleve a un trato más duro",
        pt
            + attribute.description(Language.PT)
            + " é um dado protegido: cuide que não leve a um trato mais duro",
        en + attribute + " is protected: see that it does not lead to harsher treatment");
  }

  private void guardedByHolds() {
    policy
        .holds()
        .forEach(
            (segment, hold) ->
                hold.unless().stream()
                    .flatMap(when -> when.reads().stream())
                    .filter(Attribute::isProtected)
                    .forEach(
                        one ->
                            guarded(
                                "",
                                one,
                                "retención de " + segment + ": ",
                                "retenção de " + segment + ": ",
                                "hold of " + segment + ": ")));
  }

  private static boolean isColumn(Attribute<?> attribute) {
    return attribute.name().startsWith("loan.") || attribute.name().startsWith("borrower.");
  }

  private void fraction(Rule rule, Condition.Test test) {
    if (test.attribute().type() != AttributeType.PERCENT) {
      return;
    }
    for (Operand operand : test.comparison().operands()) {
      if (operand instanceof Operand.Number number
          && number.value().signum() > 0
          && number.value().compareTo(BigDecimal.ONE) < 0) {
        String hundredfold = number.value().movePointRight(2).stripTrailingZeros().toPlainString();
        add(
            Kind.FRACTION,
            Level.WARNING,
            rule.id(),
            test.attribute()
                + ": "
                + operand
                + " es menos de 1 %; ¿quiso decir "
                + hundredfold
                + "?",
            test.attribute() + ": " + operand + " é menos de 1 %; quis dizer " + hundredfold + "?",
            test.attribute()
                + ": "
                + operand
                + " is less than 1%; did you mean "
                + hundredfold
                + "?");
      }
    }
  }

  private void capitals(Rule rule, Condition.Test test) {
    if (!test.attribute().equals(Attributes.CURRENCY)) {
      return;
    }
    for (Operand operand : test.comparison().operands()) {
      String code = operand.toString();
      if (!Space.isReal(code)) {
        String upper = code.toUpperCase(Locale.ROOT);
        boolean slip = Space.isReal(upper);
        add(
            Kind.CAPITALS,
            Level.ERROR,
            rule.id(),
            code + " no es una moneda ISO 4217" + (slip ? "; ¿quiso decir " + upper + "?" : ""),
            code + " não é uma moeda ISO 4217" + (slip ? "; quis dizer " + upper + "?" : ""),
            code + " is no ISO 4217 currency" + (slip ? "; did you mean " + upper + "?" : ""));
      }
    }
  }

  private void bucket(Rule rule, Condition.Test test, DelinquencyPolicy delinquency) {
    if (!test.attribute().equals(Attributes.BUCKET)) {
      return;
    }
    Set<String> codes = new LinkedHashSet<>();
    delinquency.buckets().list().stream().map(Bucket::code).forEach(codes::add);
    for (String product : delinquency.products()) {
      delinquency.forProduct(product).buckets().list().stream()
          .map(Bucket::code)
          .forEach(codes::add);
    }
    for (Operand operand : test.comparison().operands()) {
      String code = operand.toString();
      if (!code.isEmpty() && !codes.contains(code)) {
        String near = Nearest.to(code, codes).orElse("");
        String all = String.join(", ", codes);
        add(
            Kind.UNKNOWN_BUCKET,
            Level.ERROR,
            rule.id(),
            "no hay tramo " + code + (near.isEmpty() ? ": " + all : "; ¿quiso decir " + near + "?"),
            "não há faixa " + code + (near.isEmpty() ? ": " + all : "; quis dizer " + near + "?"),
            "there is no bucket "
                + code
                + (near.isEmpty() ? ": " + all : "; did you mean " + near + "?"));
      }
    }
  }

  /** Texts, currencies and segments over all rules. */
  List<Finding> ofPolicy() {
    findings.clear();
    Map<Attribute<?>, Set<String>> texts = new LinkedHashMap<>();
    Map<Attribute<?>, Set<String>> currencies = new LinkedHashMap<>();
    for (Rule rule : policy.rules()) {
      rule.when()
          .ifPresent(
              when ->
                  when.forEachTest(
                      test -> {
                        gather(test, texts);
                        String code = Limits.currency(test.comparison());
                        if (!code.isEmpty()) {
                          currencies
                              .computeIfAbsent(test.attribute(), name -> new TreeSet<>())
                              .add(code);
                        }
                      }));
    }
    texts.forEach(this::spellings);
    currencies.forEach(this::currencies);
    guardedByHolds();
    segments();
    return List.copyOf(findings);
  }

  private static void gather(Condition.Test test, Map<Attribute<?>, Set<String>> texts) {
    for (Operand operand : test.comparison().operands()) {
      if (operand instanceof Operand.Text text) {
        texts.computeIfAbsent(test.attribute(), name -> new LinkedHashSet<>()).add(text.value());
      }
    }
  }

  private void spellings(Attribute<?> attribute, Set<String> texts) {
    Map<String, String> first = new LinkedHashMap<>();
    for (String text : texts) {
      String other = first.putIfAbsent(text.strip().toLowerCase(Locale.ROOT), text);
      if (other != null) {
        add(
            Kind.CAPITALS,
            Level.WARNING,
            "",
            attribute + ": \"" + other + "\" y \"" + text + "\" son dos textos distintos",
            attribute + ": \"" + other + "\" e \"" + text + "\" são dois textos distintos",
            attribute + ": \"" + other + "\" and \"" + text + "\" are two different texts");
      }
    }
  }

  private void currencies(Attribute<?> attribute, Set<String> codes) {
    boolean asks = policy.reads().contains(Attributes.CURRENCY);
    if (codes.size() > 1) {
      String all = String.join(", ", codes);
      add(
          Kind.SEVERAL_CURRENCIES,
          asks ? Level.INFO : Level.WARNING,
          "",
          attribute + " se compara en " + all + ": cada prueba solo entiende su moneda",
          attribute + " é comparado em " + all + ": cada teste só entende a sua moeda",
          attribute + " is compared in " + all + ": each test understands its own currency only");
    }
  }

  private void segments() {
    for (String segment : policy.declaredSegments()) {
      if (!policy.segments().contains(segment)) {
        add(
            Kind.SEGMENT_WITHOUT_RULE,
            Level.WARNING,
            "",
            "ninguna regla lleva al segmento " + segment,
            "nenhuma regra leva ao segmento " + segment,
            "no rule leads to segment " + segment);
      }
    }
  }

  private void add(Kind kind, Level level, String rule, String es, String pt, String en) {
    findings.add(new Finding(kind, level, rule, List.of(), Optional.empty(), new Said(es, pt, en)));
  }
}
