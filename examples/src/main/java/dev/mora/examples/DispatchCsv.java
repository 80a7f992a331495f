package dev.mora.examples;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.outreach.Plan;
import dev.mora.outreach.PlannedStep;
import java.io.Writer;
import java.time.Instant;
import java.util.Optional;

/** The rows of a plan with what became of them: the plan's columns, then the dispatch's. */
final class DispatchCsv {

  private DispatchCsv() {}

  static void write(Plan plan, DeliveryLedger ledger, String language, Writer out) {
    CsvLine.write(
        out,
        "borrower_id",
        "loan_id",
        "segment",
        "step",
        "channel",
        "template",
        "verdict",
        "at",
        "reason",
        "dispatch_id",
        "state",
        "detail");
    for (PlannedStep row : plan.rows()) {
      Optional<DispatchEntry> entry = row.dispatch().map(Dispatch::id).flatMap(ledger::find);
      CsvLine.write(
          out,
          row.borrower(),
          row.loan(),
          row.segment(),
          row.step(),
          row.channel().map(Object::toString).orElse(""),
          row.template(),
          row.verdict(),
          row.at().map(Instant::toString).orElse(""),
          row.reason().code() + ": " + row.reason().in(language),
          entry.map(each -> each.id().value()).orElse(""),
          entry.map(each -> each.state().name()).orElse(""),
          entry.map(DispatchCsv::detail).orElse(""));
    }
  }

  /** Why a message did not come as far as it should; empty if it did. */
  private static String detail(DispatchEntry entry) {
    return switch (entry.state()) {
      case FAILED -> entry.failCode().orElse(entry.reason());
      case PLANNED, SUPPRESSED, EXPIRED, CANCELLED, PARKED, UNKNOWN, UNKNOWN_HELD -> entry.reason();
      default -> "";
    };
  }
}
