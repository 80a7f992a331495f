package dev.mora.examples;

import dev.mora.phone.ContactabilityReport;
import dev.mora.phone.LineType;
import dev.mora.phone.Mend;
import dev.mora.phone.PhoneFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who can be reached, as lines for a terminal. */
final class ContactabilityLines {

  private final ContactabilityReport report;
  private final Language language;

  ContactabilityLines(ContactabilityReport report, Language language) {
    this.report = report;
    this.language = language;
  }

  /**
   * @param by what the segments are; null if there are none
   */
  List<String> all(@Nullable String by) {
    List<String> lines = new ArrayList<>(borrowers());
    lines.addAll(
        counted(
            language.pick("Números que sirven", "Números que servem", "Usable numbers"),
            report.countries()));
    lines.addAll(types());
    lines.addAll(mends());
    lines.addAll(faults());
    lines.addAll(sharing());
    if (by != null) {
      lines.addAll(segments(by));
    }
    return lines;
  }

  private List<String> borrowers() {
    Columns table = new Columns("  ");
    ContactabilityReport.Share all = report.borrowers();
    row(table, language.pick("clientes", "clientes", "borrowers"), all.all(), all.all());
    row(
        table,
        language.pick("se les puede escribir", "pode-se escrever", "can be written to"),
        all.reachable(),
        all.all());
    row(table, language.pick("a nadie llega", "não chega", "cannot"), all.unreachable(), all.all());
    row(
        table,
        language.pick("con varias líneas", "com várias linhas", "with several lines"),
        report.severalNumbers(),
        all.all());
    return Summary.titled(
        language.pick("Quién es contactable", "Quem é contatável", "Who can be reached"), table);
  }

  private List<String> types() {
    Columns table = new Columns("  ");
    for (Map.Entry<LineType, Long> each : most(report.types())) {
      row(table, each.getKey().in(language.words()), each.getValue(), report.usable());
    }
    return report.types().isEmpty() ? List.of() : table.lines();
  }

  private List<String> mends() {
    Columns table = new Columns("  ");
    for (Map.Entry<Mend, Long> each : most(report.mends())) {
      row(table, words(each.getKey()), each.getValue(), report.usable());
    }
    return report.mends().isEmpty()
        ? List.of()
        : Summary.titled(
            language.pick("Qué se corrigió", "O que foi corrigido", "What was mended"), table);
  }

  private List<String> faults() {
    Columns table = new Columns("  ");
    long total = report.faults().values().stream().mapToLong(each -> each).sum();
    for (Map.Entry<PhoneFault, Long> each : most(report.faults())) {
      row(table, each.getKey().in(language.words()), each.getValue(), total);
    }
    return report.faults().isEmpty()
        ? List.of()
        : Summary.titled(
            language.pick("Por qué no sirven", "Por que não servem", "Why others are not"), table);
  }

  private List<String> sharing() {
    ContactabilityReport.Sharing sharing = report.sharing();
    Columns table = new Columns("  ");
    table.row(
        language.pick("líneas distintas", "linhas distintas", "different lines"),
        Summary.count(sharing.lines()));
    table.row(
        language.pick(
            "líneas de varios clientes", "linhas de vários clientes", "lines of several borrowers"),
        Summary.count(sharing.shared()));
    table.row(
        language.pick("  clientes en ellas", "  clientes nelas", "  borrowers on them"),
        Summary.count(sharing.borrowers()));
    table.row(
        language.pick("  los más en una", "  o máximo em uma", "  most on one"),
        Summary.count(sharing.most()));
    table.row(
        language.pick(
            "líneas escritas con y sin el dígito de móvil",
            "linhas escritas com e sem o dígito de celular",
            "lines written with and without the mobile digit"),
        Summary.count(sharing.writtenBothWays()));
    table.row(
        language.pick(
            "números repetidos en un cliente",
            "números repetidos em um cliente",
            "numbers repeated within a borrower"),
        Summary.count(report.repeated()));
    return Summary.titled(
        language.pick("Números compartidos", "Números compartilhados", "Shared numbers"), table);
  }

  private List<String> segments(String by) {
    Columns table = new Columns("  ");
    table.head(
        by,
        language.pick("clientes", "clientes", "borrowers"),
        language.pick("contactables", "contatáveis", "reachable"),
        "%");
    report
        .segments()
        .forEach(
            (name, share) ->
                table.row(
                    name,
                    Summary.count(share.all()),
                    Summary.count(share.reachable()),
                    percent(share.reachable(), share.all())));
    return Summary.titled(language.pick("Por ", "Por ", "By ") + by, table);
  }

  private List<String> counted(String title, Map<String, Long> counts) {
    Columns table = new Columns("  ");
    for (Map.Entry<String, Long> each : most(counts)) {
      row(table, each.getKey(), each.getValue(), report.usable());
    }
    return Summary.titled(title, table);
  }

  private void row(Columns table, String what, long count, long all) {
    table.row(what, Summary.count(count), percent(count, all));
  }

  private static String percent(long part, long all) {
    return all == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
  }

  private static <K> List<Map.Entry<K, Long>> most(Map<K, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  private String words(Mend mend) {
    return switch (mend) {
      case COUNTRY_ADDED ->
          language.pick("código de país añadido", "código do país incluído", "country code added");
      case PREFIX_REMOVED ->
          language.pick("prefijo quitado", "prefixo retirado", "prefix or label removed");
      case MOBILE_DIGIT_ADDED ->
          language.pick(
              "dígito de móvil añadido", "dígito de celular incluído", "mobile digit added");
      case MOBILE_DIGIT_REMOVED ->
          language.pick(
              "dígito de móvil quitado", "dígito de celular retirado", "mobile digit removed");
      case AREA_ADDED ->
          language.pick("área por la región", "área pela região", "area code by region");
    };
  }
}
