package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLimits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with a few characters changed: each loads, or says where it is broken; nothing else. */
class HostileFormsTest {

  private static final MessageTemplate WHOLE =
      MessageTemplate.parse(
          "t",
          """
          template: recibo  category: UTILITY  version: 1
          fields: nombre text = "cli, \\"e\\"", monto money, pago pay-link?, foto image, dias days = "3"
          fallback: es_MX
          variants: recibo 50, recibo_b 50
          changed: 2026-11-21 ana más corto
          approved: 2026-11-22 luis 0123456789ab
          --- es_MX
          header: [image {foto}]
          Hola {nombre}, debe \\{hoy\\} {monto}, hace {dias} días.
          |[no es un botón]
          footer: Responda BAJA
          [Ya pagué: PAID] [Pagar -> https://p.mx/{pago}] [Llamar -> tel:+525555550100]
          button: {"type": "FLOW", "n": 1.50}
          component: {"type": "CAROUSEL"}
          --- pt_BR
          header: Olá, {nombre}
          Olá {nombre}, {monto} hoje
          """);

  private static final String SIGNS =
      "{}[]\\\"|:->=?,#-\n\r\t \u00a0\u2028\ud83d\ude00\ud800\u0000aé0";

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void a_broken_file_tells_where(String form) {
    long seed = 41;
    Random random = new Random(seed);
    String whole = form.equals("text") ? WHOLE.toText() : WHOLE.toJson();
    AtomicInteger loaded = new AtomicInteger();
    int cases = Cases.of(10_000);
    for (int i = 0; i < cases; i++) {
      String broken = broken(whole, random);
      try {
        MessageTemplate read = MessageTemplate.parse("t", broken);
        loaded.incrementAndGet();

        assertThat(MessageTemplate.parse("t", read.toText())).isEqualTo(read);
        assertThat(MessageTemplate.parse("t", read.toJson()).provenance())
            .isEqualTo(read.provenance());
      } catch (InvalidDocument e) {
        int lines = broken.split("[\r\n]", -1).length;
        assertThat(e.faults())
            .as("seed %d, round %d: %s", seed, i, broken)
            .isNotEmpty()
            .allSatisfy(fault -> assertPlaced(fault, lines));
      }
    }

    assertThat(loaded.get())
        .as("some edits are harmless")
        .isBetween(cases / 20, cases - cases / 20);
  }

  private static void assertPlaced(Fault fault, int lines) {
    assertThat(fault.where().source()).isEqualTo("t");
    assertThat(fault.where().line()).isBetween(1, lines);
    assertThat(fault.where().column()).isPositive();
    assertThat(fault.found()).isNotEmpty();
    assertThat(fault.expected()).isNotEmpty().isNotEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[[1],"})
  void nesting_without_end_is_a_fault_and_no_exhausted_stack(String opening) {
    String deep = opening.repeat(100_000);

    assertRefused("{\"schema\":\"mora/template-1\",\"fields\":" + deep);
    assertRefused(
        "template: t  category: UTILITY  version: 1\n--- es\nHola\ncomponent: {\"a\":" + deep);
    assertRefused(
        "template: t  category: UTILITY  version: 1\n--- es\nHola\nbutton: {\"a\":" + deep);
  }

  @Test
  void a_file_of_any_size_ends_in_a_located_fault() {
    int most = JsonLimits.FILE.maxBytes();
    String json = "{\"schema\":\"mora/template-1\"," + " ".repeat(most);
    String text = "template: t  category: UTILITY  version: 1\n--- es\n" + "a".repeat(most);

    for (String huge : new String[] {json, text, "\n".repeat(most + 1)}) {
      byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);
      assertRefused(huge);
      assertThatThrownBy(() -> MessageTemplate.read("t", new ByteArrayInputStream(bytes)))
          .isInstanceOf(InvalidDocument.class)
          .hasMessageStartingWith("t:");
    }
  }

  @Test
  void a_wrong_line_many_times_over_is_told_in_time() {
    String head = "template: t  category: UTILITY  version: 1\nfields: a text\n";

    assertRefused(head + "wrong: line\n".repeat(20_000) + "--- es\nHola");
    assertRefused(head + "--- es\n" + "Hola {b} {c}\n".repeat(20_000));
    assertRefused(head + "--- es\nHola\n" + "[x -> ftp://y]\n".repeat(5_000));
    assertRefused(head + "--- es\nHola\n".repeat(5_000));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> MessageTemplate.parse("t", text))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageStartingWith("t:");
  }

  /** One to three characters taken out, put in, doubled or swapped. */
  private static String broken(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(out.length() - 1);
      char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
      switch (random.nextInt(4)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, sign);
        case 2 -> out.setCharAt(at, sign);
        default -> out.insert(at, out.charAt(at + 1));
      }
    }
    return out.toString();
  }
}
