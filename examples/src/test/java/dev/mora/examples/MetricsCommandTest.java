package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCommandTest {

  @TempDir Path dir;

  /**
   * Thirty loans due on 30 September, of which twenty are paid on 20 October; five due in December;
   * one written off.
   */
  private Bench bench(String folder, String statusOfTheLast) {
    List<String> loans = new ArrayList<>();
    List<String> installments = new ArrayList<>();
    List<String> payments = new ArrayList<>();
    loans.add("loan_id,borrower_id,product,currency,principal,disbursed_on,status");
    installments.add("loan_id,number,due_on,principal,interest,fees,penalties");
    payments.add("payment_id,loan_id,paid_on,amount");
    for (int i = 0; i < 36; i++) {
      String status = i == 35 ? statusOfTheLast : "ACTIVE";
      loans.add("L%d,B1,mensual,MXN,100.00,2026-08-01,%s".formatted(i, status));
      String due = i < 30 || i == 35 ? "2026-09-30" : "2026-12-20";
      installments.add("L%d,1,%s,100.00,5.00,0.00,0.00".formatted(i, due));
      if (i < 20) {
        payments.add("P%d,L%d,2026-10-20,105.00".formatted(i, i));
      }
    }
    return Bench.in(dir)
        .loans("../" + folder + "/loans.csv", loans.toArray(String[]::new))
        .loans("../" + folder + "/installments.csv", installments.toArray(String[]::new))
        .loans("../" + folder + "/payments.csv", payments.toArray(String[]::new))
        .loans("../" + folder + "/borrowers.csv", "borrower_id,name,language", "B1,Rosa Peña,es");
  }

  @Test
  void it_prints_what_is_at_risk_what_moved_and_what_was_repaid() {
    Result result =
        bench("loans", "WRITTEN_OFF").onLoans("metrics", "--since", "2026-10-10", "--lang", "en");

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(
            """
            Portfolio at risk · 2026-10-10 · MXN
              open loans                         35
              gross portfolio (principal)  3,500.00
              restructured                     0.00
              overdue principal            3,000.00  85.71 %
              without data                        1
            """)
        .contains("  PAR30    > 30     10  66.67 %   1,000.00  66.67 %     66.67 %\n")
        .contains(
            """
            Roll rates · 2026-10-10 -> 2026-11-24 · MXN

              by number of loans
              from \\ to  current  8-15  31-60  paid off  opening
              current        (5)     .      .         .        5
              8-15             .     .  33.3%     66.7%       30
              31-60            -     -      -         -        0
              (new)            0     0      0
            """)
        .contains("Left out, their past is not known: 1 loans.\n")
        .contains(
            """
            Repayment · 2026-10-10 -> 2026-11-24 · MXN
              principal due in the period        0.00
              received, without prepayments  2,000.00  -
              received on time                   0.00  -
            """)
        .contains("  FPD0           31      31  100.00 %                   5\n")
        .contains(
            """
              30 days late or more at some age, by number of loans
              month    loans      lent    m1    m2     m3
              2026-08     36  3,600.00  0.0%  0.0%  30.6%
            """);
  }

  @Test
  void the_export_of_the_earlier_day_tells_what_was_written_off() {
    Bench bench = bench("before", "ACTIVE");
    bench("loans", "WRITTEN_OFF");

    Result result =
        bench.onLoans(
            "metrics",
            "--since",
            "2026-10-10",
            "--since-portfolio",
            bench.path("before").toString(),
            "--minimum",
            "1");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains(
            """
              de \\ a    al día  8-15  31-60  pagado  castigado  inicio
              al día    100.0%     .      .       .          .       5
              8-15           .     .  32.3%   64.5%       3.2%      31
            """)
        .doesNotContain("sin pasado conocido:");
  }

  @Test
  void csv_holds_the_same_figures() throws Exception {
    Path figures = dir.resolve("figures");

    Result result =
        bench("loans", "WRITTEN_OFF")
            .onLoans("metrics", "--since", "2026-10-10", "--csv", figures.toString());

    assertThat(result.status()).isZero();
    assertThat(Files.readAllLines(figures.resolve("par.csv")))
        .contains("2026-11-24,MXN,30,10,1000.00,1000.00,15,1500.00,66.6667,66.6667,66.6667");
    assertThat(Files.readAllLines(figures.resolve("roll-rates.csv")))
        .contains("2026-10-10,2026-11-24,MXN,8-15,PAID_OFF,20,2000.00,66.6667,66.6667");
    assertThat(Files.readAllLines(figures.resolve("vintages.csv")))
        .contains("2026-11-24,MXN,MONTH,30,2026-08-01,36,3600.00,3,11,11,1100.00,30.5556,30.5556");
  }

  @Test
  void loans_whose_figures_are_given_are_at_risk_but_have_no_past() {
    Bench bench =
        bench("loans", "ACTIVE")
            .loans(
                "given.csv",
                "loan_id,days_past_due,overdue_amount,outstanding",
                "L35,200,105.00,105.00");

    Result result = bench.onLoans("metrics", "--lang", "en");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("without data                        1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--since 2026-11-24|--since 2026-11-24 is not before --as-of 2026-11-24",
        "--since-portfolio x|--since-portfolio is the folder of one day: give one --since",
        "--late 0|--late and --minimum are 1 or more",
        "--minimum 0|--late and --minimum are 1 or more",
        "--step year|Invalid value for option '--step'"
      })
  void wrong_use_is_told(String options, String message) {
    Result result = bench("loans", "ACTIVE").onLoans("metrics", options.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message);
  }
}
