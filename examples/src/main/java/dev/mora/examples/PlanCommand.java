package dev.mora.examples;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.InMemoryLedger;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.outreach.PlanCsv;
import dev.mora.outreach.Strategy;
import dev.mora.report.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What would be done today, and why the others are left alone. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Plan a day of a strategy: a CSV row for each loan, with a reason. Sends nothing.",
    footer = {
      "",
      "Columns: borrower_id, loan_id, segment, step, channel, template, verdict, at, reason. The",
      "verdict is SEND, DEFER, AGENT or SILENT.",
      "",
      "Example:",
      "  mora plan --portfolio loans/ --desk desk/ --as-of 2026-11-24 \\",
      "      --now 2026-11-24T16:00:00Z --html plan.html > plan.csv"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private OutreachDesk desk;
  @Mixin private Output output;
  @Mixin private Language language;

  @Option(
      names = "--now",
      required = true,
      paramLabel = "INSTANT",
      description = "The moment for hours and days off, such as 2026-11-21T16:00:00Z.")
  private Instant now;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page for people.")
  private @Nullable Path html;

  @Override
  public Integer call() {
    output.requireFolder();
    Output.requireFolder(html);
    InstantSource clock = InstantSource.fixed(now);
    Strategy strategy = desk.strategy();
    try (Work work = Work.of(command);
        InMemoryLedger ledger = InMemoryLedger.of(clock);
        Outreach outreach =
            desk.outreach(strategy).ledger(ledger).sender(new DrySender()).clock(clock).build()) {
      Plan plan =
          outreach.plan(
              CampaignId.of(strategy.name(), loans.asOf()), strategy, loans.folder(), loans.asOf());
      output.write(command, out -> PlanCsv.write(plan, language.tag(), out));
      desk.remember(plan.segmented());
      if (html != null) {
        Report.of(plan).writeHtml(html, language.tag());
      }
      work.faults(plan.faults());
      work.sum();
      Summary summary = new Summary(Report.of(plan), plan, language);
      summary.unusable().forEach(work::say);
      summary.plan().forEach(work::say);
      return work.status();
    }
  }
}
