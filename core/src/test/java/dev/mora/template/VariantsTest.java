package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mora.language.Words;
import dev.mora.party.BorrowerId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {

  private static final Variants HALVES =
      Variants.of(new Variants.Arm("a", 50), new Variants.Arm("b", 50));

  @ParameterizedTest
  @CsvSource({"B-1,a", "B-2,b", "B-3,a", "ñ,b"})
  void a_borrower_gets_the_same_wording_for_ever(String borrower, String template) {
    assertThat(HALVES.choose("prueba", BorrowerId.of(borrower))).isEqualTo(template);
  }

  @Test
  void the_choice_is_what_its_description_says() throws Exception {
    Variants three =
        Variants.of(
            new Variants.Arm("a", 7), new Variants.Arm("b", 10_000), new Variants.Arm("c", 1));
    for (int i = 0; i < Cases.of(2_000); i++) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("t\nB-" + i).getBytes(StandardCharsets.UTF_8));
      int number =
          new BigInteger(1, Arrays.copyOf(hash, 8)).mod(BigInteger.valueOf(10_008)).intValue();
      String expected = number < 7 ? "a" : number < 10_007 ? "b" : "c";

      assertThat(three.choose("t", BorrowerId.of("B-" + i))).as("B-%d", i).isEqualTo(expected);
    }
  }

  @Test
  void arms_are_as_large_as_their_weights_and_tests_split_independently() {
    Variants thirds = Variants.of(new Variants.Arm("a", 1), new Variants.Arm("b", 2));
    List<BorrowerId> people =
        IntStream.range(0, 20_000).mapToObj(i -> BorrowerId.of("B" + i)).toList();

    long first = people.stream().filter(p -> thirds.choose("x", p).equals("a")).count();
    long both =
        people.stream()
            .filter(p -> thirds.choose("x", p).equals("a") && thirds.choose("y", p).equals("a"))
            .count();

    assertThat(first / 20_000.0).isCloseTo(1 / 3.0, within(0.02));
    assertThat(both / 20_000.0).isCloseTo(1 / 9.0, within(0.02));
  }

  @Test
  void a_test_has_2_to_20_arms() {
    Variants.Arm[] arms =
        IntStream.range(0, 21)
            .mapToObj(i -> new Variants.Arm("t" + i, 1))
            .toArray(Variants.Arm[]::new);

    assertThat(Variants.of(Arrays.copyOf(arms, 20)).arms()).hasSize(20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Variants.of(arms))
        .withMessage("found 21 variants, expected 2 to 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Variants.of(arms[0]))
        .withMessage("found 1 variant, expected 2 to 20");
  }

  private static MessageTemplate template(String name, String more) {
    return MessageTemplate.parse(
        name,
        "template: "
            + name
            + "  category: UTILITY  version: 1\n"
            + more.replace(" ¶", "\n")
            + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fields: dias days, nombre text ¶--- es_MX ¶Don {nombre}, {dias} días.        | none
          fields: nombre text, dias count ¶--- es_MX ¶Don {nombre}, {dias} días.       | declares otherwise the fields: dias
          fields: nombre text?, dias days ¶--- es_MX ¶Don {nombre}, {dias} días.       | declares otherwise the fields: nombre
          fields: nombre text ¶--- es_MX ¶Don {nombre}.                                | declares otherwise the fields: dias
          fields: a text, nombre text, dias days ¶--- es_MX ¶{a} {nombre} {dias}.      | declares otherwise the fields: a
          fields: nombre text, dias days ¶--- es_PE ¶Don {nombre}, {dias} días.        | is in other languages: es_PE / es_MX
          fields: nombre text, dias days ¶variants: c 1, d 1 ¶--- es_MX ¶{nombre} {dias} | has its own variants
          """)
  void arms_are_templates_for_the_same_values(String arm, String objection) {
    MessageTemplate test =
        template("a", "fields: nombre text, dias days ¶--- es_MX ¶Hola {nombre}, {dias} días.");
    Map<String, MessageTemplate> known = Map.of("b", template("b", arm));

    assertThat(HALVES.objections(test, known))
        .extracting(Words::en)
        .isEqualTo(
            objection.equals("none") ? List.of() : List.of("variant b of template a " + objection));
  }

  @Test
  void a_missing_arm_is_told_with_the_nearest_name_and_another_category_is_refused() {
    MessageTemplate test = template("cuota", "--- es_MX ¶Hola.");
    MessageTemplate offer =
        MessageTemplate.parse(
            "o", test.toText().replace("UTILITY", "MARKETING").replace("cuota", "oferta"));
    Variants arms =
        Variants.of(
            new Variants.Arm("cuota", 1),
            new Variants.Arm("cuota_c", 1),
            new Variants.Arm("oferta", 1));
    Map<String, MessageTemplate> known = new HashMap<>();
    known.put("cuota_b", test);
    known.put("oferta", offer);

    assertThat(arms.objections(test, known))
        .extracting(Words::en)
        .containsExactly(
            "variant cuota_c of template cuota is not there; did you mean cuota_b?",
            "variant oferta of template cuota is of another category: MARKETING / UTILITY");
    assertThat(arms.objections(test, Map.of("oferta", test)))
        .containsExactly(
            new Words(
                "falta la variante cuota_c de la plantilla cuota",
                "falta a variante cuota_c do modelo cuota",
                "variant cuota_c of template cuota is not there"));
  }

  @Test
  void the_template_that_carries_the_list_may_be_an_arm_itself() {
    MessageTemplate test = template("a", "variants: a 1, b 1 ¶--- es_MX ¶Hola.");

    assertThat(
            test.variants()
                .orElseThrow()
                .objections(test, Map.of("a", test, "b", template("b", "--- es_MX ¶Buenas."))))
        .isEmpty();
  }
}
