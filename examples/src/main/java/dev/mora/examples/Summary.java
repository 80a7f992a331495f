package dev.mora.examples;

import dev.mora.outreach.Plan;
import dev.mora.outreach.PlannedStep;
import dev.mora.party.Borrower;
import dev.mora.report.Report;
import dev.mora.report.SegmentLine;
import dev.mora.segmentation.SegmentedLoan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A plan and what became of it, as lines for a terminal. The same facts give the same lines. */
final class Summary {

  private final Report report;
  private final Plan plan;
  private final Language language;

  Summary(Report report, Plan plan, Language language) {
    this.report = report;
    this.plan = plan;
    this.language = language;
  }

  /** Segments with counts and money. */
  List<String> segments() {
    Columns table = new Columns("  ");
    table.head(
        language.pick("segmento", "segmento", "segment"),
        language.pick("créditos", "créditos", "loans"),
        language.pick("en mora", "em atraso", "overdue"),
        language.pick("saldo", "saldo", "outstanding"));
    for (SegmentLine line : report.segments()) {
      table.row(line.segment(), count(line.loans()), line.overdueText(), line.outstandingText());
    }
    return titled(language.pick("Segmentos", "Segmentos", "Segments"), table);
  }

  /** What is planned, and what is left alone for which reason. */
  List<String> plan() {
    Map<PlannedStep.Verdict, Long> counts = plan.counts();
    Columns table = new Columns("  ");
    table.row(
        language.pick("se escribe ahora", "escreve-se agora", "written to now"),
        count(counts.getOrDefault(PlannedStep.Verdict.SEND, 0L)));
    table.row(
        language.pick("se escribe después", "escreve-se depois", "written to later"),
        count(counts.getOrDefault(PlannedStep.Verdict.DEFER, 0L)));
    table.row(
        language.pick("pasa a un agente", "vai para um atendente", "goes to an agent"),
        count(counts.getOrDefault(PlannedStep.Verdict.AGENT, 0L)));
    if (counts.getOrDefault(PlannedStep.Verdict.DONE, 0L) > 0) {
      table.row(
          language.pick("ya resuelto antes", "já resolvido antes", "settled before"),
          count(counts.getOrDefault(PlannedStep.Verdict.DONE, 0L)));
      reasons(PlannedStep.Verdict.DONE, table);
    }
    table.row(
        language.pick("en silencio", "em silêncio", "left alone"),
        count(counts.getOrDefault(PlannedStep.Verdict.SILENT, 0L)));
    reasons(PlannedStep.Verdict.SILENT, table);
    return titled(language.pick("Plan", "Plano", "Plan"), table);
  }

  private void reasons(PlannedStep.Verdict verdict, Columns table) {
    Map<String, Long> reasons =
        plan.rows().stream()
            .filter(row -> row.verdict() == verdict)
            .collect(
                Collectors.groupingBy(
                    row -> row.reason().code(), TreeMap::new, Collectors.counting()));
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(each -> table.row("  " + each.getKey(), count(each.getValue())));
  }

  /** Whose contact fields cannot be used, by reason; empty if all can. */
  List<String> unusable() {
    Map<String, Set<String>> reasons = new TreeMap<>();
    for (SegmentedLoan loan : plan.segmented().loans()) {
      for (Borrower.ContactFault fault : loan.borrower().contactFaults()) {
        String reason = fault.in(language.words()).split(": expected ", 2)[0];
        reasons
            .computeIfAbsent(fault.field() + ": " + reason, r -> new TreeSet<>())
            .add(loan.borrower().id().value());
      }
    }
    Columns table = new Columns("  ");
    reasons.forEach((reason, who) -> table.row(reason, count(who.size())));
    return reasons.isEmpty()
        ? List.of()
        : titled(
            language.pick(
                "Datos de contacto que no sirven", "Contatos inválidos", "Unusable contact data"),
            table);
  }

  /** How far the messages came. */
  List<String> funnel() {
    Columns table = new Columns("  ");
    report
        .funnel()
        .ifPresent(
            funnel -> funnel.lines().forEach((key, value) -> table.row(stage(key), count(value))));
    return titled(
        language.pick("Del plan a la respuesta", "Do plano à resposta", "From plan to answer"),
        table);
  }

  /** What waits for people, by queue and wish. */
  List<String> tray() {
    Columns table = new Columns("  ");
    table.head(
        language.pick("cola", "fila", "queue"),
        language.pick("casos", "casos", "cases"),
        language.pick("qué quiere", "o que quer", "wants"));
    report.tray(language.tag()).stream()
        .sorted(Comparator.comparing(Report.TrayLine::queue).thenComparing(Report.TrayLine::intent))
        .forEach(line -> table.row(line.queue(), count(line.count()), line.intent()));
    return titled(language.pick("Bandeja", "Bandeja", "Tray"), table);
  }

  /** What became of the receipts; empty if none came. */
  List<String> receipts() {
    Columns table = new Columns("  ");
    report.receipts(language.tag()).forEach((what, count) -> table.row(what, count(count)));
    return report.receipts(language.tag()).isEmpty()
        ? List.of()
        : titled(language.pick("Comprobantes", "Comprovantes", "Receipts"), table);
  }

  static List<String> titled(String title, Columns table) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(title);
    lines.addAll(table.lines());
    return lines;
  }

  private String stage(String key) {
    return switch (key) {
      case "planned" -> language.pick("planificados", "planejados", "planned");
      case "waiting" -> language.pick("en espera", "em espera", "waiting");
      case "suppressed" ->
          language.pick("detenidos en la puerta", "detidos na porta", "stopped at the gate");
      case "accepted" -> language.pick("aceptados", "aceitos", "accepted");
      case "sent" -> language.pick("enviados", "enviados", "sent");
      case "delivered" -> language.pick("entregados", "entregues", "delivered");
      case "read" -> language.pick("leídos", "lidos", "read");
      case "replied" -> language.pick("respondidos", "respondidos", "replied");
      case "failed" -> language.pick("fallidos", "falhados", "failed");
      case "unknown" -> language.pick("sin confirmar", "sem confirmação", "unknown");
      default -> key;
    };
  }

  static String count(long figure) {
    return String.format(Locale.ROOT, "%,d", figure);
  }
}
