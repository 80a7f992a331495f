package dev.mora.template.lint;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Texts with the concerns that a reader sees in them, and how well the linter sees the same. */
final class LabelledTexts {

  private static final Set<Concern> NOT_LABELLED =
      EnumSet.of(Concern.ASKS_IDENTIFIER, Concern.DISCLOSURE, Concern.NOT_READ);

  /** A text and its labels. */
  record Labelled(
      String id, String language, String stage, MessageTemplate template, Set<Concern> labels) {

    /** The concerns of all findings above advice. */
    Set<Concern> found() {
      Set<Concern> out = EnumSet.noneOf(Concern.class);
      for (TemplateFinding finding : findings()) {
        if (finding.level() != Level.ADVICE) {
          out.add(LabelledTexts.concern(finding.rule()));
        }
      }
      out.removeAll(NOT_LABELLED);
      return out;
    }

    /** As a host gets them that does not say what the text is for. */
    List<TemplateFinding> findings() {
      return TemplateLinter.standard().lint(template);
    }
  }

  /** How often a concern was found rightly, found wrongly, and overlooked. */
  record Score(int right, int wrong, int missed) {

    static final Score NONE = new Score(0, 0, 0);

    Score plus(boolean labelled, boolean found) {
      return new Score(
          right + (labelled && found ? 1 : 0),
          wrong + (!labelled && found ? 1 : 0),
          missed + (labelled && !found ? 1 : 0));
    }

    Score plus(Score other) {
      return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    double precision() {
      return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    double recall() {
      return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "%-20s precision %.3f recall %.3f (right %d, wrong %d, missed %d)",
          name,
          precision(),
          recall(),
          right,
          wrong,
          missed);
    }
  }

  private final List<Labelled> texts;

  private LabelledTexts(List<Labelled> texts) {
    this.texts = texts;
  }

  static boolean exists(String name) {
    return LabelledTexts.class.getResource("/lint/" + name) != null;
  }

  static LabelledTexts read(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(LabelledTexts.class.getResourceAsStream("/lint/" + name))) {
      List<Labelled> out = new ArrayList<>();
      for (JsonObject text : Json.read(name, in).asObject().array("texts").objects()) {
        out.add(text(text));
      }
      return new LabelledTexts(out);
    }
  }

  List<Labelled> texts() {
    return texts;
  }

  Map<Concern, Score> scores() {
    Map<Concern, Score> out = new EnumMap<>(Concern.class);
    for (Labelled text : texts) {
      Set<Concern> found = text.found();
      for (Concern concern : EnumSet.complementOf(EnumSet.copyOf(NOT_LABELLED))) {
        Score before = out.getOrDefault(concern, Score.NONE);
        out.put(concern, before.plus(text.labels().contains(concern), found.contains(concern)));
      }
    }
    return out;
  }

  Score all() {
    return scores().values().stream().reduce(Score.NONE, Score::plus);
  }

  /** A text with anything wrong against a decent one. */
  Score anything() {
    Score out = Score.NONE;
    for (Labelled text : texts) {
      out = out.plus(!text.labels().isEmpty(), !text.found().isEmpty());
    }
    return out;
  }

  private static Concern concern(String rule) {
    return TemplateLinter.standard().rules().stream()
        .filter(r -> r.id().equals(rule))
        .findFirst()
        .orElseThrow()
        .concern();
  }

  private static Labelled text(JsonObject text) {
    StringBuilder form = new StringBuilder("template: t  category: ");
    form.append(text.stringOr("category", "UTILITY")).append("  version: 1\n");
    if (!text.stringOr("fields", "").isBlank()) {
      form.append("fields: ").append(text.string("fields")).append('\n');
    }
    form.append("--- ").append(text.string("language")).append('\n');
    text.optionalString("header").ifPresent(h -> form.append("header: ").append(h).append('\n'));
    text.string("body").lines().forEach(line -> form.append('|').append(line).append('\n'));
    text.optionalString("footer").ifPresent(f -> form.append("footer: ").append(f).append('\n'));
    text.optionalArray("buttons")
        .ifPresent(all -> all.strings().forEach(b -> form.append('[').append(b).append("]\n")));
    Set<Concern> labels = EnumSet.noneOf(Concern.class);
    text.array("labels").strings().forEach(label -> labels.add(Concern.valueOf(label)));
    return new Labelled(
        text.string("id"),
        text.string("language"),
        text.stringOr("stage", ""),
        MessageTemplate.parse(text.string("id"), form.toString()),
        labels);
  }
}
