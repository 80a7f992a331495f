package dev.mora.template.lint;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.language.Words;
import dev.mora.template.TemplateFinding.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code META-INF/mora/lint/rules.json}: what each rule says, in three languages. */
final class LintRules {

  private static final String FILE = "/META-INF/mora/lint/rules.json";

  private LintRules() {}

  /** By id, in the order of the file. */
  static Map<String, LintRule> standard() {
    return Standard.RULES;
  }

  private static Map<String, LintRule> read() {
    try (InputStream in = LintRules.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the library: " + FILE);
      }
      JsonObject file = Json.read(FILE, in).asObject().requireSchema("mora/lint-rules-1");
      Map<String, LintRule> out = new LinkedHashMap<>();
      for (JsonObject rule : file.array("rules").objects()) {
        rule.only("id", "concern", "level", "errorIn", "said", "mend", "source");
        out.put(rule.string("id"), rule(rule));
      }
      return Collections.unmodifiableMap(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LintRule rule(JsonObject rule) {
    Set<String> errorIn = new HashSet<>();
    rule.optionalArray("errorIn").ifPresent(codes -> errorIn.addAll(codes.strings()));
    return new LintRule(
        rule.string("id"),
        rule.oneOf("concern", Concern.class),
        rule.oneOf("level", Level.class),
        errorIn,
        words(rule.object("said")),
        words(rule.object("mend")),
        rule.string("source"));
  }

  private static Words words(JsonObject texts) {
    return new Words(texts.string("es"), texts.string("pt"), texts.string("en"));
  }

  private static final class Standard {
    static final Map<String, LintRule> RULES = read();
  }
}
