package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelinquencyCommandTest {

  @TempDir Path dir;

  @Test
  void it_writes_a_row_for_each_loan_in_the_order_of_the_file() {
    Result result = Bench.in(dir).onLoans("delinquency");

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
            loan_id,borrower_id,status,currency,as_of,days_past_due,counted_days,past_due_since,\
            delinquent_on,overdue_amount,overdue_installments,due_today,days_to_due,next_due_on,\
            next_due_amount,outstanding,outstanding_principal,credit_balance,tolerated_amount,\
            bucket,installment_buckets
            L1,B1,ACTIVE,MXN,2026-11-24,12,12,2026-11-12,2026-11-12,750.00,1,0.00,,,,750.00,750.00,\
            0.00,0.00,8-15,8-15:750.00
            L2,B2,ACTIVE,MXN,2026-11-24,0,0,,,0.00,0,0.00,,,,0.00,0.00,0.00,0.00,,
            L3,B3,ACTIVE,MXN,2026-11-24,0,0,,,0.00,0,0.00,3,2026-11-27,400.00,400.00,400.00,0.00,\
            0.00,,
            L4,B4,ACTIVE,MXN,2026-11-24,70,70,2026-09-15,2026-09-15,900.00,1,0.00,,,,900.00,900.00,\
            0.00,0.00,61-90,61-90:900.00
            """);
  }

  @Test
  void a_policy_can_be_named_without_a_desk() {
    Bench bench =
        Bench.in(dir)
            .desk(
                "other.json",
                "{\"schema\":\"mora/delinquency-1\",\"grace\":{\"days\":5},"
                    + "\"buckets\":[{\"code\":\"late\",\"from\":1}]}");

    Result result =
        bench.run(
            "delinquency",
            "--portfolio",
            bench.path("loans").toString(),
            "--delinquency",
            bench.path("desk/other.json").toString(),
            "--as-of",
            Bench.AS_OF);

    assertThat(result.row("L1,")).contains(",12,7,").endsWith(",late,late:750.00");
  }

  @Test
  void without_a_policy_it_says_what_to_give() {
    Bench bench = Bench.in(dir);

    Result result =
        bench.run(
            "delinquency", "--portfolio", bench.path("loans").toString(), "--as-of", Bench.AS_OF);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("give --delinquency, or --desk with a folder that holds delinquency.json");
  }

  @Test
  void out_names_a_file_and_leaves_standard_output_empty() throws Exception {
    Bench bench = Bench.in(dir);
    Path file = dir.resolve("assessed.csv");

    Result result = bench.onLoans("delinquency", "--out", file.toString());

    assertThat(result.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(bench.onLoans("delinquency").out());
    assertThat(dir.resolve("assessed.csv.part")).doesNotExist();
  }

  @Test
  void a_result_that_breaks_off_leaves_the_file_before_it_in_place() throws Exception {
    Bench bench =
        Bench.in(dir)
            .loans(
                "installments.csv",
                "loan_id,number,due_on,principal,interest,fees,penalties",
                "L1,1,yesterday,750.00,0.00,0.00,0.00");
    Path file = Files.writeString(dir.resolve("assessed.csv"), "before");

    Result result = bench.onLoans("delinquency", "--strict", "--out", file.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("installments.csv:2 due_on (L1)");
    assertThat(Files.readString(file)).isEqualTo("before");
  }

  @Test
  void a_missing_folder_or_file_is_named() {
    Bench bench = Bench.in(dir);

    Result noFolder =
        bench.run(
            "delinquency",
            "--portfolio",
            dir.resolve("nowhere").toString(),
            "--desk",
            bench.path("desk").toString(),
            "--as-of",
            Bench.AS_OF);
    Result noPolicy =
        bench.onLoans("delinquency", "--delinquency", dir.resolve("none.json").toString());

    assertThat(noFolder.status()).isEqualTo(2);
    assertThat(noFolder.err()).contains("nowhere");
    assertThat(noPolicy.status()).isEqualTo(2);
    assertThat(noPolicy.err()).contains("none.json");
  }

  @Test
  void rows_in_any_order_give_the_same_result() {
    List<String> installments = new ArrayList<>();
    List<String> loans = new ArrayList<>();
    for (int loan = 0; loan < 300; loan++) {
      loans.add("L%d,B1,semanal,MXN,400.00".formatted(loan));
      for (int n = 1; n <= 4; n++) {
        installments.add(
            "L%d,%d,2026-%02d-%02d,100.00,0.00,0.00,0.00".formatted(loan, n, 7 + n, 1 + loan % 28));
      }
    }
    loans.add(0, "loan_id,borrower_id,product,currency,principal");
    String head = "loan_id,number,due_on,principal,interest,fees,penalties";
    Bench bench = Bench.in(dir).loans("loans.csv", loans.toArray(String[]::new));
    bench.loans("payments.csv", "payment_id,loan_id,paid_on,amount", "P1,L7,2026-09-01,120.00");

    bench.loans("installments.csv", head + "\n" + String.join("\n", installments));
    String grouped = bench.onLoans("delinquency").out();
    Collections.shuffle(installments, new Random(7));
    bench.loans("installments.csv", head + "\n" + String.join("\n", installments));
    String shuffled = bench.onLoans("delinquency").out();

    assertThat(grouped.lines()).hasSize(301);
    assertThat(shuffled).isEqualTo(grouped);
  }

  private static final String OWN =
      "{\"schema\":\"mora/holidays-1\",\"country\":\"GT\",\"year\":2026,\"version\":\"1\",\"days\":["
          + "{\"date\":\"2026-11-16\",\"name\":\"A\",\"source\":\"s\",\"status\":\"VERIFIED_SECONDARY\"},"
          + "{\"date\":\"2026-11-17\",\"name\":\"B\",\"source\":\"s\",\"status\":\"VERIFIED_SECONDARY\"}]}";

  /** L1 is due on Saturday 14 November 2026; Monday 16 November is a holiday in Mexico. */
  private Bench dueOnSaturday(String businessDays) {
    return Bench.in(dir)
        .loans(
            "installments.csv",
            "loan_id,number,due_on,principal,interest,fees,penalties",
            "L1,1,2026-11-14,750.00,0.00,0.00,0.00")
        .desk("own.json", OWN)
        .desk(
            "delinquency.json",
            "{\"schema\":\"mora/delinquency-1\","
                + businessDays
                + "\"buckets\":[{\"code\":\"late\",\"from\":1}]}");
  }

  @ParameterizedTest(name = "businessDays {0}, --holidays {1}: {2} days")
  @CsvSource({
    "-,         -,   10",
    "-,         MX,  10",
    "FOLLOWING, -,   8",
    "FOLLOWING, PE,  8",
    "FOLLOWING, MX,  7",
    "FOLLOWING, OWN, 6",
    "PRECEDING, MX,  11",
  })
  void due_dates_move_off_the_holidays_that_are_given(
      String convention, String holidays, int days) {
    Bench bench =
        dueOnSaturday(convention.equals("-") ? "" : "\"businessDays\":\"" + convention + "\",");
    String given = holidays.equals("OWN") ? bench.path("desk/own.json").toString() : holidays;

    Result result =
        holidays.equals("-")
            ? bench.onLoans("delinquency")
            : bench.onLoans("delinquency", "--holidays", given);

    assertThat(result.row("L1,"))
        .startsWith("L1,B1,ACTIVE,MXN,2026-11-24,%d,%d,".formatted(days, days));
    assertThat(result.err().contains("no calendar is given; due dates move off weekends only"))
        .isEqualTo(!convention.equals("-") && holidays.equals("-"));
  }

  @Test
  void holidays_are_of_one_country_that_is_known() {
    Bench bench = dueOnSaturday("\"businessDays\":\"FOLLOWING\",");

    Result unknown = bench.onLoans("delinquency", "--holidays", "QQ");
    Result two = bench.onLoans("delinquency", "--holidays", "MX", "--holidays", "PE");
    Result none = bench.onLoans("delinquency", "--holidays", bench.path("none.json").toString());

    assertThat(List.of(unknown.status(), two.status(), none.status())).containsOnly(2);
    assertThat(unknown.err())
        .contains("--holidays QQ: of this country there are none, only of MX, PE");
    assertThat(two.err()).contains("--holidays of one country, found MX, PE");
    assertThat(none.err()).contains("none.json");
  }
}
