package dev.mora.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ContentScanner.Verdict;
import dev.mora.channel.MediaType;
import dev.mora.conversation.Receipt.Problem;
import dev.mora.conversation.Receipt.Repeat;
import dev.mora.language.Language;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ReceiptTest {

  private static final Receipt KEPT =
      Receipt.kept(MediaType.PDF, 10, "a".repeat(64), Verdict.NOT_SCANNED);

  static final List<Arguments> SAID =
      List.of(
          Arguments.of(Receipt.awaited(), "por llegar", "a caminho", "on its way"),
          Arguments.of(KEPT, "guardado", "guardado", "kept"),
          Arguments.of(
              KEPT.repeating("k", Repeat.BY_THE_SAME),
              "guardado, ya lo había enviado",
              "guardado, já o tinha enviado",
              "kept, sent before already"),
          Arguments.of(
              KEPT.repeating("k", Repeat.BY_ANOTHER),
              "guardado, otra persona lo envió antes",
              "guardado, outra pessoa o enviou antes",
              "kept, somebody else sent it before"),
          Arguments.of(
              Receipt.missing(Problem.GONE),
              "falta: el proveedor ya no lo tiene",
              "falta: o provedor já não o tem",
              "missing: the provider has it no more"));

  @ParameterizedTest
  @FieldSource("SAID")
  void a_person_reads_what_became_of_it(Receipt receipt, String es, String pt, String en) {
    assertThat(receipt.in(Language.ES)).isEqualTo(es);
    assertThat(receipt.in(Language.PT)).isEqualTo(pt);
    assertThat(receipt.in(Language.EN)).isEqualTo(en);
  }
}
