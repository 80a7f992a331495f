package dev.mora.report;

import dev.mora.channel.OutboundMessage;
import dev.mora.conversation.Tray;
import dev.mora.conversation.TrayItem;
import dev.mora.language.Language;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.EntryFilter;
import dev.mora.outreach.Plan;
import dev.mora.outreach.PlannedStep;
import dev.mora.outreach.Reason;
import dev.mora.portfolio.DataFault;
import dev.mora.template.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and what became of it, for a head of collections: one self-contained HTML page with the
 * segments, the way from plan to answer, the reason for every silence and sample messages. It holds
 * personal data (names and amounts in the samples). Immutable.
 */
public final class Report {

  private static final int SAMPLES = 5;
  private static final int FAULTS = 200;

  private final Plan plan;
  private final @Nullable Funnel funnel;
  private final List<ArmLine> arms;
  private final List<TrayItem> tray;

  private Report(Plan plan, @Nullable Funnel funnel, List<ArmLine> arms, List<TrayItem> tray) {
    this.plan = plan;
    this.funnel = funnel;
    this.arms = List.copyOf(arms);
    this.tray = List.copyOf(tray);
  }

  public static Report of(Plan plan) {
    return new Report(plan, null, ArmLine.planned(plan.dispatches()), List.of());
  }

  /** Adds what the ledger knows by now of the plan's campaign. */
  public Report with(DeliveryLedger ledger) {
    List<DispatchEntry> entries = ledger.entries(EntryFilter.of(plan.campaign()));
    return new Report(
        plan,
        Funnel.of(entries, ledger),
        ArmLine.of(entries, Funnel::isAccepted, entry -> Funnel.isAnswered(entry, ledger)),
        tray);
  }

  /** Adds what waits on the desk. */
  public Report with(Tray desk) {
    return new Report(plan, funnel, arms, desk.open());
  }

  /** What waits on the desk, by queue and wish, the most urgent first. */
  public List<TrayLine> tray(String language) {
    Map<List<String>, List<TrayItem>> groups =
        tray.stream()
            .collect(
                Collectors.groupingBy(
                    item -> List.of(item.routing().queue(), item.intent().in(language)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                new TrayLine(
                    group.getKey().get(0),
                    group.getKey().get(1),
                    group.getValue().size(),
                    group.getValue().get(0).routing().why(language)))
        .toList();
  }

  /** What became of the receipts that wait on the desk, the most frequent first. */
  public Map<String, Long> receipts(String language) {
    Language known = Language.of(language, Language.EN);
    Map<String, Long> counts =
        tray.stream()
            .flatMap(item -> item.receipt().stream())
            .collect(Collectors.groupingBy(r -> r.in(known), TreeMap::new, Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return sorted;
  }

  /** From plan to answer; empty unless a ledger was given. */
  public Optional<Funnel> funnel() {
    return Optional.ofNullable(funnel);
  }

  /**
   * The arms of the tests of wordings, by test and name: of the ledger if one was given, else as
   * planned. Empty where the plan tests nothing.
   */
  public List<ArmLine> arms() {
    return arms;
  }

  /** The segments of the plan with counts and money, in the order of the policy. */
  public List<SegmentLine> segments() {
    return SegmentLine.of(plan.segmented());
  }

  /**
   * Writes the page, in UTF-8.
   *
   * @param language {@code es}, {@code pt}, or English for any other
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeHtml(Path file, String language) {
    try {
      Files.writeString(file, html(language), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page as text. */
  public String html(String language) {
    Words words = Words.in(language);
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n").open("html", "lang", words.language()).open("head");
    html.raw("<meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .element("title", words.of("title", plan.asOf()))
        .raw("<style>" + Style.CSS + "</style>")
        .close("head")
        .open("body")
        .open("main");
    head(html, words);
    segments(html, words);
    funnel(html, words);
    arms(html, words);
    why(html, words);
    tray(html, words);
    receipts(html, words);
    samples(html, words);
    faults(html, words);
    html.element("footer", words.of("footer"));
    return html.close("main").close("body").close("html").raw("\n").toString();
  }

  private void head(Html html, Words words) {
    html.open("header").element("h1", words.of("title", plan.asOf()));
    html.element(
        "p",
        words.of("strategy")
            + ": "
            + plan.strategy().name()
            + " "
            + plan.strategy().version()
            + " · "
            + words.of("planned")
            + ": "
            + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                .format(plan.plannedAt().atOffset(ZoneOffset.UTC))
            + " · "
            + words.of("digest")
            + ": "
            + plan.digest().substring(0, 12));
    Map<PlannedStep.Verdict, Long> counts = plan.counts();
    long borrowers = plan.rows().stream().map(PlannedStep::borrower).distinct().count();
    html.open("ul", "class", "cards");
    card(html, words, borrowers, words.of("borrowers"));
    card(html, words, plan.segmented().loans().size(), words.of("loans"));
    card(html, words, plan.dispatches().size(), words.of("messages"));
    card(html, words, counts.getOrDefault(PlannedStep.Verdict.AGENT, 0L), words.of("agents"));
    card(html, words, counts.getOrDefault(PlannedStep.Verdict.SILENT, 0L), words.of("silences"));
    html.close("ul").close("header");
  }

  private static void card(Html html, Words words, long figure, String label) {
    html.open("li").element("b", words.figure(figure)).element("span", label).close("li");
  }

  private void segments(Html html, Words words) {
    List<SegmentLine> lines = segments();
    html.open("section").element("h2", words.of("segments"));
    List<Bars.Bar> bars = new ArrayList<>();
    long all = Math.max(1, lines.stream().mapToLong(SegmentLine::loans).sum());
    for (SegmentLine line : lines) {
      bars.add(
          new Bars.Bar(
              line.segment(),
              line.loans(),
              words.figure(line.loans()) + "  (" + words.percent(line.loans(), all) + ")",
              Style.COLOUR));
    }
    html.raw(Bars.draw(words.of("segments"), bars));
    html.open("table").open("thead").open("tr");
    html.element("th", words.of("segment"));
    for (String key : List.of("loans", "share", "overdue", "outstanding")) {
      html.element("th", words.of(key), "class", "n");
    }
    html.close("tr").close("thead").open("tbody");
    for (SegmentLine line : lines) {
      html.open("tr")
          .element("td", line.segment())
          .element("td", words.figure(line.loans()), "class", "n")
          .element("td", words.percent(line.loans(), all), "class", "n")
          .element("td", words.figures(line.overdueText()), "class", "n")
          .element("td", words.figures(line.outstandingText()), "class", "n")
          .close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  private void funnel(Html html, Words words) {
    if (funnel == null) {
      return;
    }
    html.open("section").element("h2", words.of("funnel"));
    List<Bars.Bar> bars = new ArrayList<>();
    long planned = Math.max(1, funnel.planned());
    funnel
        .lines()
        .forEach(
            (key, count) ->
                bars.add(
                    new Bars.Bar(
                        words.of("funnel." + key),
                        count,
                        words.figure(count) + "  (" + words.percent(count, planned) + ")",
                        Funnel.isTrouble(key) ? Style.WARNING : Style.COLOUR)));
    html.raw(Bars.draw(words.of("funnel"), bars)).close("section");
  }

  private void arms(Html html, Words words) {
    if (arms.isEmpty()) {
      return;
    }
    html.open("section").element("h2", words.of("arms"));
    html.open("table").open("thead").open("tr");
    html.element("th", words.of("test")).element("th", words.of("template"));
    for (String key : List.of("funnel.planned", "funnel.sent", "funnel.replied", "answers")) {
      html.element("th", words.of(key), "class", "n");
    }
    html.close("tr").close("thead").open("tbody");
    for (ArmLine arm : arms) {
      html.open("tr").element("td", arm.test()).element("td", arm.template());
      for (long count : List.of(arm.planned(), arm.sent(), arm.answered())) {
        html.element("td", words.figure(count), "class", "n");
      }
      String share = arm.sent() == 0 ? "" : words.percent(arm.answered(), arm.sent());
      html.element("td", share, "class", "n").close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  private void why(Html html, Words words) {
    Map<String, List<PlannedStep>> byCode =
        plan.rows().stream()
            .filter(
                row ->
                    row.verdict() != PlannedStep.Verdict.SEND
                        && row.verdict() != PlannedStep.Verdict.AGENT)
            .collect(
                Collectors.groupingBy(
                    row -> row.reason().code(), LinkedHashMap::new, Collectors.toList()));
    List<Map.Entry<String, List<PlannedStep>>> sorted = new ArrayList<>(byCode.entrySet());
    sorted.sort(Comparator.comparingInt(entry -> -entry.getValue().size()));
    html.open("section").element("h2", words.of("why"));
    if (sorted.isEmpty()) {
      html.element("p", words.of("nothing")).close("section");
      return;
    }
    List<Bars.Bar> bars = new ArrayList<>();
    for (Map.Entry<String, List<PlannedStep>> entry : sorted) {
      bars.add(
          new Bars.Bar(
              entry.getKey(),
              entry.getValue().size(),
              words.figure(entry.getValue().size()),
              Style.QUIET));
    }
    html.raw(Bars.draw(words.of("why"), bars));
    html.open("table").open("thead").open("tr");
    html.element("th", words.of("reason"))
        .element("th", words.of("count"), "class", "n")
        .element("th", words.of("example"));
    html.close("tr").close("thead").open("tbody");
    for (Map.Entry<String, List<PlannedStep>> entry : sorted) {
      Reason example = entry.getValue().get(0).reason();
      html.open("tr")
          .element("td", entry.getKey())
          .element("td", words.figure(entry.getValue().size()), "class", "n")
          .element("td", example.in(words.language()))
          .close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  private void tray(Html html, Words words) {
    if (tray.isEmpty()) {
      return;
    }
    html.open("section").element("h2", words.of("tray"));
    html.open("table").open("thead").open("tr");
    html.element("th", words.of("queue"))
        .element("th", words.of("intent"))
        .element("th", words.of("items"), "class", "n")
        .element("th", words.of("reason"));
    html.close("tr").close("thead").open("tbody");
    for (TrayLine line : tray(words.language())) {
      html.open("tr")
          .element("td", line.queue())
          .element("td", line.intent())
          .element("td", words.figure(line.count()), "class", "n")
          .element("td", line.example())
          .close("tr");
    }
    html.close("tbody").close("table").close("section");
  }

  private void receipts(Html html, Words words) {
    Map<String, Long> receipts = receipts(words.language());
    if (receipts.isEmpty()) {
      return;
    }
    html.open("section").element("h2", words.of("receipts"));
    html.open("table").open("thead").open("tr");
    html.element("th", words.of("receipt")).element("th", words.of("count"), "class", "n");
    html.close("tr").close("thead").open("tbody");
    receipts.forEach(
        (what, count) ->
            html.open("tr")
                .element("td", what)
                .element("td", words.figure(count), "class", "n")
                .close("tr"));
    html.close("tbody").close("table").close("section");
  }

  private void samples(Html html, Words words) {
    Set<String> seen = new LinkedHashSet<>();
    List<Rendering> samples = new ArrayList<>();
    List<Rendering> more = new ArrayList<>();
    for (PlannedStep row : plan.rows()) {
      if (row.dispatch().isPresent()
          && row.dispatch().get().content() instanceof OutboundMessage.Template template) {
        (seen.add(template.rendering().template()) ? samples : more).add(template.rendering());
      }
    }
    samples.addAll(more.subList(0, Math.min(SAMPLES, more.size())));
    if (samples.isEmpty()) {
      return;
    }
    html.open("section").element("h2", words.of("samples")).open("div", "class", "phone");
    for (Rendering sample : samples.subList(0, Math.min(SAMPLES, samples.size()))) {
      bubble(html, sample);
    }
    html.close("div").close("section");
  }

  private static void bubble(Html html, Rendering sample) {
    html.open("figure").open("div", "class", "bubble");
    sample.header().ifPresent(header -> html.element("strong", header.text()));
    html.element("p", sample.body().text());
    if (!sample.footer().isEmpty()) {
      html.element("small", sample.footer());
    }
    html.close("div");
    for (Rendering.Button button : sample.buttons()) {
      html.element("span", button.label(), "class", "button");
    }
    html.element("figcaption", sample.template() + " · " + sample.language()).close("figure");
  }

  private void faults(Html html, Words words) {
    if (plan.faults().isEmpty()) {
      return;
    }
    html.open("section")
        .element("h2", words.of("faults") + " (" + words.figure(plan.faults().size()) + ")");
    html.open("ul", "class", "faults");
    for (DataFault fault : plan.faults().subList(0, Math.min(FAULTS, plan.faults().size()))) {
      html.element("li", fault.message());
    }
    html.close("ul").close("section");
  }

  /**
   * What waits on a queue with the same wish.
   *
   * @param example why one of them is there
   */
  public record TrayLine(String queue, String intent, long count, String example) {}
}
