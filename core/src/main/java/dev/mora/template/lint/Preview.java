package dev.mora.template.lint;

import dev.mora.template.TemplateField;
import dev.mora.template.lint.PhraseList.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a lock screen shows of a message: the first 40 characters of the header, or of the body if
 * there is none. A wide one shows 60 of both. Fields count as short values do, so that nobody with
 * a short name is exposed.
 */
final class Preview {

  private static final int SURE = 40;
  private static final int WIDE = 60;

  private static final int CREDITOR = 12;
  private static final int TEXT = 6;

  private static final Map<String, Integer> WIDTHS =
      Map.of("money", 6, "date", 12, "days", 1, "count", 1, "percent", 2);

  private Preview() {}

  static void check(LintedText text, Findings findings) {
    Lexicon lexicon = text.lexicon().orElse(null);
    if (lexicon == null) {
      return;
    }
    ReadText first = text.message().get(0);
    if (tell("preview-reveals", lexicon, begin(first, SURE), findings)) {
      return;
    }
    int left = WIDE;
    for (ReadText part : text.message()) {
      if (left > 0 && tell("preview-close", lexicon, begin(part, left), findings)) {
        return;
      }
      left -= width(part);
    }
  }

  private static boolean tell(String rule, Lexicon lexicon, ReadText shown, Findings findings) {
    Optional<Hit> hit =
        lexicon.hits("reveals-strong", shown).stream()
            .findFirst()
            .or(() -> lexicon.hits("reveals-money", shown).stream().findFirst());
    hit.ifPresent(h -> findings.add(rule, shown, h.from(), h.to()));
    return hit.isPresent();
  }

  /** The tokens that end within that many shown characters. */
  private static ReadText begin(ReadText text, int characters) {
    List<Token> tokens = new ArrayList<>();
    int shown = 0;
    int read = 0;
    for (Token token : text.tokens()) {
      shown += token.start() - Math.min(read, token.start());
      shown += token.start() < read ? 0 : width(token);
      if (shown > characters) {
        break;
      }
      tokens.add(token);
      read = token.end();
    }
    return new ReadText(text.part(), text.source(), tokens, text.whole());
  }

  private static int width(ReadText text) {
    return text.source().length()
        + text.tokens().stream().mapToInt(t -> width(t) - (t.end() - t.start())).sum();
  }

  private static int width(Token token) {
    if (token.kind() != Token.Kind.FIELD) {
      return token.end() - token.start();
    }
    return token.word().equals(TemplateField.CREDITOR)
        ? CREDITOR
        : WIDTHS.getOrDefault(token.field(), TEXT);
  }
}
