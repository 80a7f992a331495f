package dev.mora.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.LoanId;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.csv.PortfolioFolder;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.segmentation.Segmented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quick start 1: a folder of CSV files goes in, each loan gets a segment and the reason for it. */
class SegmentAPortfolioTest {

  @TempDir Path folder;

  @Test
  void a_portfolio_in_segments() throws IOException {
    write(
        "borrowers.csv",
        """
        borrower_id,name,phone,country,time_zone
        B-9,Rosa Peña,+525512345678,MX,America/Mexico_City
        """);
    write(
        "loans.csv",
        """
        loan_id,borrower_id,product,currency,principal
        L-17,B-9,semanal,MXN,750.00
        """);
    write(
        "installments.csv",
        """
        loan_id,number,due_on,principal,interest,fees,penalties
        L-17,1,2026-11-05,700.00,50.00,0.00,0.00
        """);
    write(
        "tramos.json",
        """
        {"schema":"mora/segmentation-1","name":"tramos","version":"2026-11-21",
         "rules":[
           {"id":"temprana","segment":"EARLY","when":{"attribute":"countedDays","from":1,"to":30}},
           {"id":"tardía","segment":"LATE","when":{"attribute":"countedDays","atLeast":31}}],
         "otherwise":"CURRENT"}
        """);

    Portfolio portfolio = PortfolioFolder.at(folder).read();
    SegmentationPolicy policy = SegmentationPolicy.load(folder.resolve("tramos.json"));
    Segmented segmented =
        policy.segment(portfolio, DelinquencyPolicy.standard(), LocalDate.of(2026, 11, 21));

    assertThat(segmented.faults()).isEmpty();
    assertThat(segmented.loan(LoanId.of("L-17")).orElseThrow().placement().explanation().in("es"))
        .isEqualTo("EARLY: 16 días de mora (1-30), regla temprana");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
