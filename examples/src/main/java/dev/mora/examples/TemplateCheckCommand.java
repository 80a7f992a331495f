package dev.mora.examples;

import dev.mora.json.InvalidDocument;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateFinding;
import dev.mora.template.lint.TemplateLinter;
import dev.mora.whatsapp.WhatsAppTemplates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether templates may go out. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what in templates should not go out, each with its place and a mend.",
      "That is what the provider would refuse, what may not be said to a debtor, and what people",
      "would not understand. Arms of a test are compared where all of them are given."
    },
    footer = {
      "",
      "Exit status: 0 no error (warnings and advice are none); 1 an error; 2 an unreadable file.",
      "",
      "Examples:",
      "  mora template check desk/templates/cuota_vencida.txt",
      "  mora template check desk/templates/*.txt --lang en"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplateCheckCommand implements Callable<Integer> {

  private static final int WIDTH = 84;

  @Spec private CommandSpec command;
  @Mixin private Language language;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Templates, as text or JSON.")
  private List<Path> files;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Map<Path, MessageTemplate> templates = new LinkedHashMap<>();
    int status = Mora.DONE;
    for (Path file : files) {
      try {
        templates.put(file, MessageTemplate.load(file));
      } catch (InvalidDocument e) {
        err.println(e.getMessage());
        status = Mora.WRONG_USE;
      }
    }
    Map<String, MessageTemplate> byName = new LinkedHashMap<>();
    templates.values().forEach(template -> byName.put(template.name(), template));
    boolean first = true;
    for (Map.Entry<Path, MessageTemplate> entry : templates.entrySet()) {
      List<TemplateFinding> findings = findings(entry.getValue());
      List<String> arms = arms(entry.getValue(), byName);
      if (!first) {
        out.println();
      }
      first = false;
      report(entry.getKey(), entry.getValue(), findings, arms).forEach(out::println);
      if (!arms.isEmpty() || count(findings, TemplateFinding.Level.ERROR) > 0) {
        status = Math.max(status, Mora.SOMETHING_SKIPPED);
      }
    }
    out.flush();
    return status;
  }

  /** The model's, the provider's (who alone tells its lengths) and the linter's, worst first. */
  private static List<TemplateFinding> findings(MessageTemplate template) {
    List<TemplateFinding> all = new ArrayList<>(template.check());
    all.addAll(WhatsAppTemplates.check(template));
    all.addAll(TemplateLinter.standard().lint(template));
    return all.stream().sorted(Comparator.comparing(TemplateFinding::level)).toList();
  }

  /** What keeps the arms of a test from standing for one another, if all are here. */
  private List<String> arms(MessageTemplate template, Map<String, MessageTemplate> known) {
    return template
        .variants()
        .filter(
            test -> test.arms().stream().map(arm -> arm.template()).allMatch(known::containsKey))
        .map(test -> test.objections(template, known))
        .orElse(List.of())
        .stream()
        .map(objection -> objection.in(language.words()))
        .toList();
  }

  private List<String> report(
      Path file, MessageTemplate template, List<TemplateFinding> findings, List<String> arms) {
    List<String> lines = new ArrayList<>();
    lines.add(template.name() + " " + template.version() + " (" + file.getFileName() + ")");
    int errors = count(findings, TemplateFinding.Level.ERROR) + arms.size();
    int warnings = count(findings, TemplateFinding.Level.WARNING);
    int advice = count(findings, TemplateFinding.Level.ADVICE);
    lines.add(
        "  "
            + String.join(", ", template.languages().keySet())
            + ": "
            + counted(errors, "error", "errores", "erro", "erros", "error", "errors")
            + ", "
            + counted(warnings, "aviso", "avisos", "aviso", "avisos", "warning", "warnings")
            + ", "
            + counted(advice, "consejo", "consejos", "dica", "dicas", "advice", "advice"));
    for (String arm : arms) {
      lines.add("");
      lines.add(head(TemplateFinding.Level.ERROR, "variants", ""));
      Paragraph.lines(arm, WIDTH).forEach(line -> lines.add("    " + line));
    }
    for (TemplateFinding finding : findings) {
      lines.add("");
      lines.add(head(finding.level(), finding.rule(), place(finding)));
      Paragraph.lines(finding.message(language.words()), WIDTH)
          .forEach(line -> lines.add("    " + line));
      String mend = finding.mend(language.words());
      if (!mend.isBlank()) {
        Paragraph.lines("-> " + mend, WIDTH).forEach(line -> lines.add("    " + line));
      }
    }
    return lines;
  }

  private String head(TemplateFinding.Level level, String rule, String place) {
    return String.format(Locale.ROOT, "  %-7s %s  %s", word(level), rule, place).stripTrailing();
  }

  /** {@code es_MX, texto, 13-20}: characters from the first to the last, counted from 1. */
  private String place(TemplateFinding finding) {
    String span =
        finding.length() == 0
            ? ""
            : (finding.offset() + 1) + "-" + (finding.offset() + finding.length());
    return Stream.of(finding.language(), part(finding.part()), span)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** {@code botón 1} for {@code buttons/0/label}. */
  private String part(String part) {
    if (part.startsWith("buttons/")) {
      int button = Integer.parseInt(part.split("/", -1)[1]) + 1;
      return language.pick("botón ", "botão ", "button ") + button;
    }
    return switch (part) {
      case "header" -> language.pick("encabezado", "cabeçalho", "header");
      case "body" -> language.pick("texto", "texto", "text");
      case "footer" -> language.pick("pie", "rodapé", "footer");
      case "buttons" -> language.pick("botones", "botões", "buttons");
      default -> part;
    };
  }

  private static int count(List<TemplateFinding> findings, TemplateFinding.Level level) {
    return (int) findings.stream().filter(each -> each.level() == level).count();
  }

  private String word(TemplateFinding.Level level) {
    return switch (level) {
      case ERROR -> language.pick("error", "erro", "error");
      case WARNING -> language.pick("aviso", "aviso", "warning");
      case ADVICE -> language.pick("consejo", "dica", "advice");
    };
  }

  private String counted(
      int count, String es, String ess, String pt, String pts, String en, String ens) {
    return count + " " + (count == 1 ? language.pick(es, pt, en) : language.pick(ess, pts, ens));
  }
}
