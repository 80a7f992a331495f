package dev.mora.examples;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.FirstPaymentDefaults;
import dev.mora.delinquency.ParReport;
import dev.mora.delinquency.PortfolioPast;
import dev.mora.delinquency.PortfolioSnapshot;
import dev.mora.delinquency.RepaymentRates;
import dev.mora.delinquency.RollRates;
import dev.mora.delinquency.Vintages;
import dev.mora.money.Money;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.csv.PortfolioFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Portfolio at risk, roll rates, repayment and vintages, as tables and as CSV. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Measure a portfolio: at risk, moved, repaid, cohort by cohort.",
    footer = {
      "",
      "A status has no date: with --since alone, loans that are written off or sold now are left",
      "out of earlier days. With --since-portfolio, the folder as it was exported on that day is",
      "compared, and exits are told.",
      "",
      "Examples:",
      "  mora metrics --portfolio loans/ --desk desk/ --as-of 2026-11-24",
      "  mora metrics --portfolio loans/ --desk desk/ --as-of 2026-11-24 \\",
      "      --since 2026-09-30,2026-10-31 --csv figures/",
      "  mora metrics --portfolio loans/ --desk desk/ --as-of 2026-11-24 \\",
      "      --since 2026-10-31 --since-portfolio loans-october/ --lang en"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class MetricsCommand implements Callable<Integer> {

  private static final int[] FIRST_PAYMENT = {0, 7, 30};

  @Spec private CommandSpec command;
  @Mixin private Loans loans;
  @Mixin private DelinquencyDesk desk;
  @Mixin private Output output;
  @Mixin private Language language;

  @Option(
      names = "--since",
      split = ",",
      paramLabel = "DATE",
      description = "Earlier days to compare with, such as the last month ends.")
  private List<LocalDate> since = List.of();

  @Option(
      names = "--since-portfolio",
      paramLabel = "DIR",
      description = "The portfolio as it was exported on the one day of --since.")
  private @Nullable Path sincePortfolio;

  @Option(
      names = "--step",
      defaultValue = "month",
      paramLabel = "month|week",
      description = "Cohorts and ages of vintages; default ${DEFAULT-VALUE}.")
  private Vintages.Step step;

  @Option(
      names = "--late",
      defaultValue = "30",
      paramLabel = "DAYS",
      description = "A vintage counts loans that are so late or more; default ${DEFAULT-VALUE}.")
  private int late;

  @Option(
      names = "--minimum",
      defaultValue = "30",
      paramLabel = "LOANS",
      description = "Show no rate of fewer loans; default ${DEFAULT-VALUE}.")
  private int minimum;

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description = "Also write par.csv, roll-rates.csv and vintages.csv there.")
  private @Nullable Path csv;

  @Override
  public Integer call() {
    TreeSet<LocalDate> days = days();
    try (Work work = Work.of(command)) {
      DelinquencyPolicy policy = desk.delinquency();
      policy.warnings().forEach(work::say);
      PortfolioFolder folder = loans.folder();
      PortfolioPast past = PortfolioPast.of(folder.book(work::fault), policy, loans.asOf());
      PortfolioSnapshot now = assessed(folder, policy, loans.asOf(), fault -> {});
      List<PortfolioSnapshot> byDay = new ArrayList<>();
      if (sincePortfolio == null) {
        days.forEach(day -> byDay.add(past.on(day)));
        byDay.add(past.on(loans.asOf()));
      } else {
        PortfolioFolder before = PortfolioFolder.at(sincePortfolio);
        byDay.add(assessed(before, policy, days.first(), work::fault));
        byDay.add(now);
      }
      Figures figures = figures(past, now, byDay);
      output.write(command, out -> print(out, text(figures, past, days)));
      Path target = csv;
      if (target != null) {
        write(figures, target);
      }
      work.sum();
      return work.status();
    }
  }

  private TreeSet<LocalDate> days() {
    TreeSet<LocalDate> days = new TreeSet<>(since);
    if (!days.isEmpty() && !days.last().isBefore(loans.asOf())) {
      throw wrong("--since " + days.last() + " is not before --as-of " + loans.asOf());
    }
    if (sincePortfolio != null && days.size() != 1) {
      throw wrong("--since-portfolio is the folder of one day: give one --since");
    }
    if (late < 1 || minimum < 1) {
      throw wrong("--late and --minimum are 1 or more");
    }
    return days;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static PortfolioSnapshot assessed(
      PortfolioFolder folder, DelinquencyPolicy policy, LocalDate day, Consumer<DataFault> faults) {
    PortfolioSnapshot.Builder snapshot = PortfolioSnapshot.builder(day, policy);
    folder.assess(policy, day, snapshot::add, faults);
    return snapshot.build();
  }

  /** All that is printed and written. */
  private record Figures(List<ParReport> par, List<RollRates> rolls, List<Vintages> vintages) {}

  private Figures figures(
      PortfolioPast past, PortfolioSnapshot now, List<PortfolioSnapshot> byDay) {
    List<ParReport> par = new ArrayList<>();
    byDay.subList(0, byDay.size() - 1).forEach(day -> par.addAll(ParReport.of(day)));
    par.addAll(ParReport.of(now));
    List<RollRates> rolls = new ArrayList<>();
    for (List<RollRates> step : RollRates.steps(byDay)) {
      step.forEach(rates -> rolls.add(rates.withMinimum(minimum)));
    }
    List<Vintages> vintages =
        Vintages.of(past, step, late).stream().map(v -> v.withMinimum(minimum)).toList();
    return new Figures(par, rolls, vintages);
  }

  private String text(Figures figures, PortfolioPast past, TreeSet<LocalDate> days) {
    List<String> parts = new ArrayList<>();
    figures.par().forEach(report -> parts.add(report.in(language.tag())));
    figures.rolls().forEach(rates -> parts.add(rates.in(language.tag())));
    if (!days.isEmpty()) {
      parts.add(lines(repayment(RepaymentRates.of(past, days.first(), past.asOf()))));
    }
    parts.add(lines(firstPayments(past)));
    figures.vintages().forEach(vintages -> parts.add(vintages.in(language.tag())));
    return String.join("\n", parts);
  }

  private List<String> repayment(List<RepaymentRates> all) {
    List<String> lines = new ArrayList<>();
    for (RepaymentRates rates : all) {
      lines.add(
          language.pick("Recuperación", "Recuperação", "Repayment")
              + " · "
              + rates.from()
              + " -> "
              + rates.to()
              + " · "
              + rates.currency());
      Columns table = new Columns("  ");
      table.row(
          language.pick(
              "capital vencido en el período",
              "principal vencido no período",
              "principal due in the period"),
          amount(rates.due()),
          "");
      table.row(
          language.pick(
              "recibido, sin prepagos",
              "recebido, sem antecipações",
              "received, without prepayments"),
          amount(rates.received()),
          rates.current().toString());
      table.row(
          language.pick("recibido a tiempo", "recebido em dia", "received on time"),
          amount(rates.onTime()),
          rates.onTimeRate().toString());
      if (rates.leftOut() > 0) {
        table.row(leftOut(), Summary.count(rates.leftOut()), "");
      }
      lines.addAll(table.lines());
    }
    return lines;
  }

  private List<String> firstPayments(PortfolioPast past) {
    List<String> lines = new ArrayList<>();
    lines.add(
        language.pick(
                "Primera cuota impaga (FPD)",
                "Primeira parcela em aberto (FPD)",
                "First payment default")
            + " · "
            + past.asOf());
    Columns table = new Columns("  ");
    table.head(
        "",
        language.pick("observables", "observáveis", "observable"),
        language.pick("impagas", "em aberto", "unpaid"),
        language.pick("tasa", "taxa", "rate"),
        language.pick("aún no observables", "ainda não observáveis", "not yet observable"));
    int without = 0;
    for (int days : FIRST_PAYMENT) {
      FirstPaymentDefaults fpd = FirstPaymentDefaults.of(past, days);
      table.row(
          "FPD" + days,
          Summary.count(fpd.observed()),
          Summary.count(fpd.defaults()),
          fpd.observed() < minimum ? "-" : fpd.rate().toString(),
          Summary.count(fpd.notYet()));
      without = fpd.leftOut();
    }
    lines.addAll(table.lines());
    if (without > 0) {
      lines.add("  " + leftOut() + ": " + Summary.count(without));
    }
    return lines;
  }

  private String leftOut() {
    return language.pick(
        "créditos sin pasado conocido", "créditos sem passado conhecido", "loans of unknown past");
  }

  private static String amount(Money money) {
    return String.format(Locale.ROOT, "%,." + money.amount().scale() + "f", money.amount());
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static void write(Figures figures, Path folder) {
    try {
      Files.createDirectories(folder);
      StringBuilder par = new StringBuilder();
      ParReport.writeCsv(figures.par(), par);
      Files.writeString(folder.resolve("par.csv"), par);
      StringBuilder rolls = new StringBuilder();
      RollRates.writeCsv(figures.rolls(), rolls);
      Files.writeString(folder.resolve("roll-rates.csv"), rolls);
      StringBuilder vintages = new StringBuilder();
      Vintages.writeCsv(figures.vintages(), vintages);
      Files.writeString(folder.resolve("vintages.csv"), vintages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(Writer out, String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
