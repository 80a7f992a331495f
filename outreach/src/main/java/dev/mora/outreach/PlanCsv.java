package dev.mora.outreach;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;

/**
 * A plan as machine CSV: {@code borrower_id, loan_id, segment, step, channel, template, verdict,
 * at, reason}; lines end with {@code \n}, instants are ISO in UTC, cells are written as they are.
 */
public final class PlanCsv {

  private PlanCsv() {}

  /**
   * @param language of the reasons: {@code es}, {@code pt} or {@code en}
   * @throws UncheckedIOException if the writer fails; it is flushed, not closed
   */
  public static void write(Plan plan, String language, Writer out) {
    try {
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
      csv.writeRecord(
          "borrower_id",
          "loan_id",
          "segment",
          "step",
          "channel",
          "template",
          "verdict",
          "at",
          "reason");
      for (PlannedStep row : plan.rows()) {
        csv.writeRecord(
            row.borrower().value(),
            row.loan().value(),
            row.segment(),
            row.step(),
            row.channel().map(c -> c.name()).orElse(""),
            row.template(),
            row.verdict().name(),
            row.at().map(Instant::toString).orElse(""),
            row.reason().code() + ": " + row.reason().in(language));
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
