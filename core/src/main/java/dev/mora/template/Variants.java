package dev.mora.template;

import dev.mora.json.Nearest;
import dev.mora.language.Words;
import dev.mora.party.BorrowerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The arms of a test of wordings. A provider approves each template by itself, so an arm is a
 * template of its own with the same fields; the one that a strategy names carries this list and may
 * be an arm itself. In a file: {@code variants: cuota_vencida 50, cuota_vencida_b 50}.
 *
 * <p>A borrower's number is the first 8 bytes, as an unsigned big-endian number, of the SHA-256 of
 * the UTF-8 text of the test's name (that of the template with the list), a line feed and the
 * borrower's id, modulo the sum of the weights; the arms take the numbers in their order. So a
 * borrower always gets the same wording, and two tests split independently. Who changes weights or
 * order moves borrowers.
 *
 * @param arms 2 to 20, in order
 */
public record Variants(List<Arm> arms) {

  static final int MOST_ARMS = 20;
  static final int MOST_WEIGHT = 10_000;

  public Variants {
    arms = List.copyOf(arms);
    if (arms.size() < 2 || arms.size() > MOST_ARMS) {
      throw Misfit.described(
          arms.size() + (arms.size() == 1 ? " variant" : " variants"), "2 to " + MOST_ARMS);
    }
    Set<String> names = new HashSet<>();
    for (Arm arm : arms) {
      if (!names.add(arm.template())) {
        throw new Misfit(arm.template(), "each variant once", List.of());
      }
    }
  }

  /**
   * @param template name
   * @param weight 1 to 10,000; the share is the weight by the sum of all weights
   */
  public record Arm(String template, int weight) {

    public Arm {
      TemplateBuilder.checkedName(template);
      if (weight < 1 || weight > MOST_WEIGHT) {
        throw new Misfit(Integer.toString(weight), "a weight from 1 to " + MOST_WEIGHT, List.of());
      }
    }
  }

  public static Variants of(Arm... arms) {
    return new Variants(List.of(arms));
  }

  /**
   * The template whose wording a borrower gets.
   *
   * @param test name of the template that carries this list
   */
  public String choose(String test, BorrowerId borrower) {
    int sum = arms.stream().mapToInt(Arm::weight).sum();
    int number = (int) Long.remainderUnsigned(first8(test + "\n" + borrower.value()), sum);
    int end = 0;
    for (Arm arm : arms) {
      end += arm.weight();
      if (number < end) {
        return arm.template();
      }
    }
    throw new IllegalStateException("a number beyond the sum of the weights");
  }

  private static long first8(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long first = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        first = first << Byte.SIZE | hash[i] & 0xff;
      }
      return first;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Why the arms cannot stand for {@code test}; empty if they can. An arm must be there, carry no
   * list of its own, and have the same fields (names, types, policies; the order is free), the same
   * category and the same languages.
   *
   * @param known templates by name
   */
  public List<Words> objections(MessageTemplate test, Map<String, MessageTemplate> known) {
    List<Words> out = new ArrayList<>();
    for (Arm arm : arms) {
      if (!arm.template().equals(test.name())) {
        MessageTemplate there = known.get(arm.template());
        if (there == null) {
          out.add(missing(arm.template(), test.name(), known.keySet()));
        } else {
          differences(there, test).forEach(out::add);
        }
      }
    }
    return List.copyOf(out);
  }

  private static Words missing(String arm, String test, Set<String> known) {
    Words words =
        new Words(
                "falta la variante %s de la plantilla %s",
                "falta a variante %s do modelo %s", "variant %s of template %s is not there")
            .with(arm, test);
    return Nearest.to(arm, known)
        .map(
            near ->
                new Words(
                    words.es() + "; ¿quiso decir " + near + "?",
                    words.pt() + "; quis dizer " + near + "?",
                    words.en() + "; did you mean " + near + "?"))
        .orElse(words);
  }

  private static List<Words> differences(MessageTemplate arm, MessageTemplate test) {
    List<Words> out = new ArrayList<>();
    if (arm.variants().isPresent()) {
      out.add(
          of(
              arm,
              test,
              "tiene variantes propias",
              "tem variantes próprias",
              "has its own variants"));
    }
    Set<String> fields = new TreeSet<>();
    Stream.of(List.of(arm, test), List.of(test, arm))
        .forEach(
            pair ->
                pair.get(0).fields().stream()
                    .filter(field -> !pair.get(1).fields().contains(field))
                    .forEach(field -> fields.add(field.name())));
    if (!fields.isEmpty()) {
      String names = String.join(", ", fields);
      out.add(
          of(
              arm,
              test,
              "no declara igual los campos: " + names,
              "não declara igual os campos: " + names,
              "declares otherwise the fields: " + names));
    }
    if (arm.category() != test.category()) {
      String both = arm.category() + " / " + test.category();
      out.add(
          of(
              arm,
              test,
              "es de otra categoría: " + both,
              "é de outra categoria: " + both,
              "is of another category: " + both));
    }
    if (!arm.languages().keySet().equals(test.languages().keySet())) {
      String both =
          String.join(", ", arm.languages().keySet())
              + " / "
              + String.join(", ", test.languages().keySet());
      out.add(
          of(
              arm,
              test,
              "está en otros idiomas: " + both,
              "está em outros idiomas: " + both,
              "is in other languages: " + both));
    }
    return out;
  }

  private static Words of(
      MessageTemplate arm, MessageTemplate test, String es, String pt, String en) {
    return new Words(
        "la variante " + arm.name() + " de la plantilla " + test.name() + " " + es,
        "a variante " + arm.name() + " do modelo " + test.name() + " " + pt,
        "variant " + arm.name() + " of template " + test.name() + " " + en);
  }
}
