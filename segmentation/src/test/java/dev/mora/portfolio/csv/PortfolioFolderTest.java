package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.history.ContactRecord;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.LoanParty;
import dev.mora.loan.Pause;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.Portfolio;
import dev.mora.promise.PromiseToPay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioFolderTest {

  @TempDir Path dir;

  @Test
  void a_folder_with_all_ten_files_comes_back_whole() {
    Folder folder =
        Folder.in(dir)
            .file(
                "pauses.csv", "loan_id,start_on,end_on,kind", "L1,2024-03-05,2024-03-09,LEGAL_HOLD")
            .file("parties.csv", "role,borrower_id,loan_id", "GUARANTOR,B2,L1")
            .file(
                "consents.csv",
                "borrower_id,channel,state,at,source",
                "B1,WhatsApp,IN,2024-01-01T10:00:00-06:00,contract")
            .file(
                "contacts.csv",
                "borrower_id,loan_id,at,channel,direction,outcome,template",
                "B1,L1,2024-02-02T10:00:00Z,whatsapp,OUT,READ,vencida")
            .file(
                "promises.csv",
                "loan_id,promised_on,due_on,amount,state",
                "L1,2024-03-02,2024-03-06,50.00,")
            .file(
                "given.csv",
                "loan_id,days_past_due,overdue_amount,outstanding,next_due_on,next_due_amount",
                "L2,7,40.00,60.00,2024-04-01,20.00");

    Portfolio p = folder.open().read();

    assertThat(p.faults()).isEmpty();
    assertThat(p.loans().keySet()).containsExactly(LoanId.of("L1"), LoanId.of("L2"));
    Loan loan = p.loans().get(LoanId.of("L1"));
    assertThat(loan.installments()).hasSize(2);
    assertThat(loan.principal()).contains(Money.of("200.00", "MXN"));
    assertThat(loan.disbursedOn()).contains(LocalDate.of(2024, 1, 1));
    assertThat(loan.pauses())
        .containsExactly(
            new Pause(LocalDate.of(2024, 3, 5), LocalDate.of(2024, 3, 9), Pause.Kind.LEGAL_HOLD));
    assertThat(loan.parties())
        .containsExactly(new LoanParty(BorrowerId.of("B2"), LoanParty.Role.GUARANTOR));
    assertThat(p.consents())
        .containsExactly(
            new Consent(
                BorrowerId.of("B1"),
                Channel.WHATSAPP,
                Consent.State.IN,
                Instant.parse("2024-01-01T16:00:00Z"),
                "contract"));
    assertThat(p.contacts())
        .singleElement()
        .extracting(ContactRecord::template)
        .isEqualTo("vencida");
    assertThat(p.promises())
        .singleElement()
        .extracting(PromiseToPay::amount)
        .isEqualTo(Money.of("50.00", "MXN"));
    assertThat(p.given(LoanId.of("L2")).orElseThrow().daysPastDue()).isEqualTo(7);
    Borrower rosa = p.borrowers().get(BorrowerId.of("B1"));
    assertThat(rosa.zone()).contains(ZoneId.of("America/Hermosillo"));
    assertThat(rosa.place().orElseThrow().region()).isEqualTo("Sonora");
  }

  @Test
  void columns_may_come_in_any_order_and_further_ones_are_kept_as_text() {
    Folder folder =
        Folder.in(dir)
            .text(
                "loans.csv",
                "\uFEFFbranch,principal,currency,product,borrower_id,loan_id\r\n"
                    + "\"Norte, \"\"1\"\"\nala B\",200.00,MXN,single,B1,L1\r\n"
                    + "\r\n"
                    + ",100.00,MXN,group,B2,L2\r\n");

    Portfolio p = folder.open().read();

    assertThat(p.faults()).isEmpty();
    assertThat(p.loans().get(LoanId.of("L1")).custom())
        .containsExactly(Map.entry("branch", "Norte, \"1\"\nala B"));
    assertThat(p.loans().get(LoanId.of("L2")).custom()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          loans.csv        | L1,B1,single,MXN,200.00,2024-13-01,      | disbursed_on | LOAN_SKIPPED | a date such as
          loans.csv        | L1,B1,single,MXN,200.00,0204-01-01,      | disbursed_on | LOAN_SKIPPED | a date from 1900
          loans.csv        | L1,B1,single,MXM,200.00,,                | currency     | LOAN_SKIPPED | did you mean MXN
          loans.csv        | L1,B1,single,MXN,200.001,,               | principal    | LOAN_SKIPPED | at most 2 decimals
          loans.csv        | L1,B1,single,MXN,-200.00,,               | principal    | LOAN_SKIPPED | 0 or more
          loans.csv        | L1,B1,single,MXN,"1,200",,               | principal    | LOAN_SKIPPED | digits only
          loans.csv        | L1,B1,single,MXN,200.00,,ACTVE           | status       | LOAN_SKIPPED | did you mean ACTIVE
          loans.csv        | L1,,single,MXN,200.00,,                  | borrower_id  | LOAN_SKIPPED | a value
          loans.csv        | L1,B1,single,MXN,200.00                  |              | LOAN_SKIPPED | a row as the header says
          loans.csv        | L1,B1,"single"x,MXN,200.00,,             |              | LOAN_SKIPPED | a row as the header says
          installments.csv | L1,1,01/02/2024,100.00,0,0,0             | due_on       | LOAN_SKIPPED | 2026-11-21
          installments.csv | L1,1,2024-02-30,100.00,0,0,0             | due_on       | LOAN_SKIPPED | 2026-11-21
          installments.csv | L1,1,2024-02-01,100.00,,0,0              | interest     | LOAN_SKIPPED | an amount of 0 or more
          installments.csv | L1,1,2024-02-01,1e3,0,0,0                | principal    | LOAN_SKIPPED | digits only
          installments.csv | L1,2,2024-02-01,100.00,0,0,0             | number       | LOAN_SKIPPED | each installment once
          installments.csv | L1,x,2024-02-01,100.00,0,0,0             | number       | LOAN_SKIPPED | whole number
          loans.csv        | L1,B1,single,KWD,9223372036854776,,      | principal    | LOAN_SKIPPED | an amount
          installments.csv | L1,1,2024-02-01,9999999999999999,0,0,0   | principal    | LOAN_SKIPPED | an amount
          installments.csv | L1,1,2024-02-01,100.00,0,0               |              | LOAN_SKIPPED | a row as the header says
          installments.csv | L9,1,2024-02-01,100.00,0,0,0             | loan_id      | ROW_IGNORED  | a loan of loans.csv
          payments.csv     | P1,L9,2024-02-01,10.00,                  | loan_id      | ROW_IGNORED  | a loan of loans.csv
          payments.csv     | P1,L1,2024-02-01,0.00,                   | amount       | LOAN_SKIPPED | above 0
          payments.csv     | P1,L1,yesterday,10.00,                   | paid_on      | LOAN_SKIPPED | 2026-11-21
          payments.csv     | ,L1,2024-02-01,10.00,                    | payment_id   | LOAN_SKIPPED | a value
          payments.csv     | P1,L1,2024-02-01,10.00,P8                | reverses     | LOAN_SKIPPED | a payment of the same loan
          payments.csv     | P1,L1,2024-02-01,10.00,P1                | reverses     | LOAN_SKIPPED | not in a circle
          """)
  void a_fault_in_money_or_dates_skips_its_loan_and_no_other(
      String file, String row, String column, DataFault.Effect effect, String expected) {
    Folder folder = Folder.in(dir);
    switch (file) {
      case "loans.csv" ->
          folder.file(
              file,
              "loan_id,borrower_id,product,currency,principal,disbursed_on,status",
              row,
              "L2,B2,group,MXN,100.00,,");
      case "installments.csv" ->
          folder.file(
              file,
              "loan_id,number,due_on,principal,interest,fees,penalties",
              row,
              "L1,2,2024-03-01,100.00,0,0,0",
              "L2,1,2024-02-15,100.00,0,0,0");
      default -> folder.file(file, "payment_id,loan_id,paid_on,amount,reverses", row);
    }

    Portfolio p = folder.open().read();

    assertThat(p.faults()).filteredOn(f -> f.effect() != DataFault.Effect.NOTED).singleElement();
    DataFault fault =
        p.faults().stream().filter(f -> f.effect() == effect).findFirst().orElseThrow();
    assertThat(fault.file()).isEqualTo(file);
    assertThat(fault.line()).isBetween(2L, 3L);
    assertThat(fault.column()).isEqualTo(column == null ? "" : column);
    assertThat(fault.expected()).contains(expected);
    assertThat(p.loans()).containsKey(LoanId.of("L2"));
    assertThat(p.loans().containsKey(LoanId.of("L1")))
        .isEqualTo(effect != DataFault.Effect.LOAN_SKIPPED);
    assertThatThrownBy(() -> folder.open().strict().read())
        .isInstanceOf(UnreadablePortfolio.class)
        .hasMessageContaining(file);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phone     | 5512345678        | phone number has no country code
          phone     | +525512345        | too short for +52
          phone     | +5255123456789    | too long for +52
          phone     | +5295512345678    | too long for +52
          phone     | +52551            | phone number has 5 digits
          phone     | +52 5512345678    | other characters
          phone     | +0525512345678    | starts with 0
          phone     |                   | phone number is missing
          email     | rosa.example.com  | not an e-mail address
          time_zone | America/Hermosilo | time zone is unknown
          time_zone |                   | time zone is missing
          """)
  void a_fault_in_a_contact_field_drops_nothing_and_shows_nothing_personal(
      String field, String value, String reason) {
    String text = value == null ? "" : value;
    Folder folder =
        Folder.in(dir)
            .file(
                "borrowers.csv",
                "borrower_id,name,phone,email,time_zone",
                "B1,Rosa,"
                    + (field.equals("phone") ? text : "+525512345678")
                    + ","
                    + (field.equals("email") ? text : "")
                    + ","
                    + (field.equals("time_zone") ? text : "America/Lima"),
                "B2,Luis,+525512345679,,America/Lima");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).hasSize(2);
    assertThat(p.borrowers()).hasSize(2);
    DataFault fault = p.faults().get(0);
    assertThat(p.faults()).hasSize(1);
    assertThat(fault.effect()).isEqualTo(DataFault.Effect.UNREACHABLE);
    assertThat(fault.column()).isEqualTo(field);
    assertThat(fault.line()).isEqualTo(2);
    assertThat(p.borrowers().get(BorrowerId.of("B1")).contactFaults())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.field()).isEqualTo(field);
              assertThat(f.reason()).contains(reason);
            });
    if (!field.equals("time_zone")) {
      assertThat(fault.message()).doesNotContain(text.isEmpty() ? "Rosa" : text);
    }
  }

  @Test
  void an_unknown_zone_is_told_with_its_nearest_name() {
    Folder folder =
        Folder.in(dir)
            .file(
                "borrowers.csv",
                "borrower_id,name,phone,time_zone",
                "B1,Rosa,+525512345678,America/Hermosilo",
                "B2,Luis,+525512345679,America/Lima");

    assertThat(folder.open().read().faults().get(0).expected())
        .contains("did you mean America/Hermosillo?");
  }

  @Test
  void two_currencies_in_one_loan_skip_it_and_are_listed() {
    Folder folder =
        Folder.in(dir)
            .file(
                "loans.csv",
                "loan_id,borrower_id,product,currency,principal",
                "L1,B1,single,MXN,200.00",
                "L2,B2,group,MXN,100.00",
                "L1,B1,single,USD,200.00");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).containsOnlyKeys(LoanId.of("L2"));
    assertThat(p.faults()).anyMatch(f -> f.found().contains("two currencies in one loan"));
  }

  @Test
  void a_row_of_another_currency_than_its_loan_skips_the_loan() {
    Folder folder =
        Folder.in(dir)
            .file(
                "payments.csv",
                "payment_id,loan_id,paid_on,amount,currency",
                "P1,L1,2024-02-01,10.00,USD",
                "P2,L2,2024-02-01,10.00,MXN");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).containsOnlyKeys(LoanId.of("L2"));
    assertThat(p.faults()).singleElement().extracting(DataFault::column).isEqualTo("currency");
  }

  @Test
  void a_repeated_payment_is_ignored_and_listed_even_far_away() {
    Folder folder =
        Folder.in(dir)
            .file(
                "payments.csv",
                "payment_id,loan_id,paid_on,amount",
                "P1,L1,2024-02-01,10.00",
                "P2,L2,2024-02-01,10.00",
                "P1,L1,2024-02-01,10.00",
                "P2,L1,2024-02-01,10.00");

    Portfolio p = folder.open().read();

    assertThat(p.loans().get(LoanId.of("L1")).payments()).hasSize(1);
    assertThat(p.faults()).extracting(DataFault::line).containsExactly(4L, 5L);
    assertThat(p.faults()).allMatch(f -> f.effect() == DataFault.Effect.ROW_IGNORED);
  }

  @Test
  void a_row_with_a_stray_quote_is_listed_and_the_rows_behind_it_go_on() {
    Folder folder =
        Folder.in(dir)
            .file(
                "installments.csv",
                "loan_id,number,due_on,principal,interest,fees,penalties",
                "L1,1,\"2024-02-01,100.00,0,0,0",
                "L2,1,2024-02-15,100.00,0,0,0",
                "L1,2,2024-03-01,\"100.00\",10.00,0,0",
                "L1,3,2024-04-01,\"100.00,10.00,0,0");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).containsOnlyKeys(LoanId.of("L2"));
    assertThat(p.faults()).extracting(DataFault::line).containsExactly(2L, 5L);
  }

  @Test
  void semicolons_of_a_spreadsheet_are_told_as_such() {
    Folder folder =
        Folder.in(dir)
            .file("payments.csv", "payment_id;loan_id;paid_on;amount", "P1;L1;1/2/24;5,00");

    assertThatThrownBy(() -> folder.open().read())
        .isInstanceOf(UnreadablePortfolio.class)
        .hasMessageContaining(
            "payments.csv:1: found columns parted by semicolons: expected commas");
  }

  @Test
  void tabs_are_told_as_such() {
    Folder folder = Folder.in(dir).file("payments.csv", "payment_id\tloan_id\tpaid_on\tamount");

    assertThatThrownBy(() -> folder.open().read())
        .hasMessageContaining("payments.csv:1: found columns parted by tabs: expected commas");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id_cliente,nombre,telefono | among id_cliente, nombre, telefono: expected the column \
          borrower_id; did you mean it by "id_cliente"?
          borrower_id,Nombre completo | among borrower_id, Nombre completo: expected the column \
          name; did you mean it by "Nombre completo"?
          borrower_id,nombré,+525511112222 | among borrower_id, nombré, …: expected the column \
          name; did you mean it by "nombré"?
          borrower_id,nome1 | among borrower_id, nome1: expected the column name
          B1,Rosa,+525511112222 | no such column: expected the column borrower_id
          B1,Rosa | no such column: expected the column borrower_id
          b1,rosa peña | no such column: expected the column borrower_id
          """)
  void the_columns_that_are_there_are_told_but_never_what_may_be_a_value(
      String header, String told) {
    Folder folder = Folder.in(dir).file("borrowers.csv", header);

    assertThatThrownBy(() -> folder.open().read())
        .isInstanceOf(UnreadablePortfolio.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining("5511112222")
        .hasMessageNotContaining("osa");
  }

  @Test
  void of_very_many_columns_some_are_told() {
    String many =
        IntStream.rangeClosed(1, 21).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Folder folder = Folder.in(dir).file("payments.csv", many);

    assertThatThrownBy(() -> folder.open().read())
        .hasMessageContaining("c19, c20, …: expected")
        .hasMessageNotContaining("c21");
  }

  @Test
  void a_column_that_nobody_can_be_reached_without_is_told_with_what_is_probably_meant() {
    Folder folder =
        Folder.in(dir).file("borrowers.csv", "borrower_id,name,teléfono", "B1,Rosa,+525511112222");

    assertThat(folder.open().read().faults())
        .extracting(DataFault::message)
        .anyMatch(
            told ->
                told.contains(
                    "borrowers.csv:1 phone: found no such column: expected the column phone; did"
                        + " you mean it by \"teléfono\"?: nobody has one without it"));
  }

  @Test
  void a_missing_column_ends_the_reading_with_its_nearest_name() {
    Folder folder = Folder.in(dir).file("payments.csv", "payment_id,loan_id,paid_onn,amount");

    assertThatThrownBy(() -> folder.open().read())
        .isInstanceOf(UnreadablePortfolio.class)
        .hasMessageContaining("payments.csv:1 paid_on")
        .hasMessageContaining("paid_onn");
  }

  @Test
  void an_optional_column_with_a_typo_is_noted() {
    Folder folder =
        Folder.in(dir)
            .file(
                "loans.csv",
                "loan_id,borrower_id,product,currency,principal,statuss",
                "L1,B1,single,MXN,200.00,CLOSED",
                "L2,B2,group,MXN,100.00,");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).hasSize(2);
    assertThat(p.faults())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.effect()).isEqualTo(DataFault.Effect.NOTED);
              assertThat(f.column()).isEqualTo("statuss");
              assertThat(f.expected()).contains("status");
            });
  }

  @Test
  void paid_columns_come_all_or_none() {
    Folder folder =
        Folder.in(dir)
            .file(
                "installments.csv",
                "loan_id,number,due_on,principal,interest,fees,penalties,paid_principal",
                "L1,1,2024-02-01,100.00,10.00,0,0,5");

    assertThatThrownBy(() -> folder.open().read())
        .isInstanceOf(UnreadablePortfolio.class)
        .hasMessageContaining("all or none");
  }

  @Test
  void what_the_core_has_paid_to_date_is_used_as_it_is() {
    Folder folder =
        Folder.in(dir)
            .file(
                "installments.csv",
                "loan_id,number,due_on,principal,interest,fees,penalties,"
                    + "paid_principal,paid_interest,paid_fees,paid_penalties,completed_on",
                "L1,1,2024-02-01,100.00,10.00,0,0,100.00,10.00,0,0,2024-02-01",
                "L1,2,2024-03-01,100.00,10.00,0,0,0,10.00,0,0,",
                "L2,1,2024-02-15,100.00,0,0,0,,,,,");

    Loan loan = folder.open().read().loans().get(LoanId.of("L1"));

    var d = DelinquencyPolicy.standard().assess(loan, LocalDate.of(2024, 3, 2));
    assertThat(d.daysPastDue()).isEqualTo(1);
    assertThat(d.overdueAmount()).isEqualTo(Money.of("100.00", "MXN"));
  }

  @Test
  void a_consent_that_cannot_be_read_is_an_opt_out() {
    Folder folder =
        Folder.in(dir)
            .file(
                "consents.csv",
                "borrower_id,channel,state,at",
                "B1,whatsapp,YES,2024-01-01T10:00:00Z",
                "B2,whatsapp,IN,2024-01-01T10:00:00Z");

    Portfolio p = folder.open().read();

    assertThat(p.consents())
        .extracting(Consent::state)
        .containsExactly(Consent.State.OUT, Consent.State.IN);
    assertThat(p.faults())
        .singleElement()
        .extracting(DataFault::effect)
        .isEqualTo(DataFault.Effect.UNREACHABLE);
  }

  @Test
  void a_loan_whose_borrower_has_no_row_stays_with_somebody_unreachable() {
    Folder folder =
        Folder.in(dir)
            .file(
                "borrowers.csv",
                "borrower_id,name,phone,time_zone",
                "B1,Rosa,+525512345678,America/Lima");

    Portfolio p = folder.open().read();

    assertThat(p.loans()).hasSize(2);
    assertThat(p.borrowers().get(BorrowerId.of("B2")).contactFaults()).isNotEmpty();
    assertThat(p.faults()).singleElement().extracting(DataFault::subject).isEqualTo("B2");
  }

  @Test
  void income_takes_the_currency_of_the_loans() {
    Folder folder =
        Folder.in(dir)
            .file(
                "borrowers.csv",
                "borrower_id,name,phone,time_zone,income,credit_score,birth_year",
                "B1,Rosa,+525512345678,America/Lima,4500.50,610,1980",
                "B2,Luis,+525512345679,America/Lima,,many,80");

    Portfolio p = folder.open().read();

    Borrower rosa = p.borrowers().get(BorrowerId.of("B1"));
    assertThat(rosa.income()).contains(Money.of("4500.50", "MXN"));
    assertThat(rosa.creditScore()).hasValue(610);
    assertThat(rosa.birthYear()).hasValue(1980);
    assertThat(p.borrowers().get(BorrowerId.of("B2")).creditScore()).isEmpty();
    assertThat(p.faults())
        .extracting(DataFault::column)
        .containsExactlyInAnyOrder("credit_score", "birth_year");
  }

  @Test
  void given_figures_do_without_a_schedule() {
    Folder folder =
        Folder.in(dir)
            .file(
                "given.csv",
                "loan_id,days_past_due,overdue_amount,outstanding",
                "L1,12,40.00,60.00",
                "L2,0,50.00,40.00");

    List<String> rows = new ArrayList<>();
    List<DataFault> faults = new ArrayList<>();
    folder
        .open()
        .assess(
            DelinquencyPolicy.standard(),
            LocalDate.of(2024, 3, 2),
            d -> rows.add(d.loan() + " " + d.isGiven() + " " + d.bucket()),
            faults::add);

    assertThat(rows).containsExactly("L1 true EARLY");
    assertThat(faults).singleElement().extracting(DataFault::column).isEqualTo("overdue_amount");
  }

  @ParameterizedTest(name = "{0}: {1} days, {2}")
  @CsvSource({
    "ACTIVE,  12, 60.00, ''",
    "CLOSED,  0,  0.00,  ''",
    "CLOSED,  12, 60.00, days_past_due",
    "CLOSED,  0,  60.00, outstanding",
    "PENDING, 0,  60.00, outstanding",
    "SOLD,    12, 60.00, ''",
  })
  void given_figures_of_a_loan_that_owes_nothing_are_listed(
      String status, int days, String outstanding, String column) {
    Folder folder =
        Folder.in(dir)
            .file(
                "loans.csv",
                "loan_id,borrower_id,product,currency,principal,status",
                "L1,B1,grupal,MXN,100.00," + status)
            .file("installments.csv", "loan_id,number,due_on,principal,interest,fees,penalties")
            .file(
                "given.csv",
                "loan_id,days_past_due,overdue_amount,outstanding",
                "L1," + days + ",0.00," + outstanding);

    List<Delinquency> told = new ArrayList<>();
    List<DataFault> faults = new ArrayList<>();
    folder
        .open()
        .assess(DelinquencyPolicy.standard(), LocalDate.of(2024, 3, 2), told::add, faults::add);

    assertThat(faults)
        .extracting(DataFault::column)
        .isEqualTo(column.isEmpty() ? List.of() : List.of(column));
    assertThat(told).singleElement().extracting(Delinquency::isGiven).isEqualTo(true);
  }

  @Test
  void an_opt_out_of_a_misspelt_channel_holds_for_every_channel() {
    Portfolio p =
        Folder.in(dir)
            .file(
                "consents.csv",
                "borrower_id,channel,state,at",
                "B1,whatsap,OUT,2024-01-01T10:00:00Z",
                "B2,carrier-pigeon,OUT,2024-01-01T10:00:00Z")
            .open()
            .read();

    assertThat(p.consents().stream().filter(c -> c.borrower().equals(BorrowerId.of("B1"))))
        .hasSize(6)
        .allSatisfy(consent -> assertThat(consent.state()).isEqualTo(Consent.State.OUT));
    assertThat(p.consents().stream().filter(c -> c.borrower().equals(BorrowerId.of("B2"))))
        .singleElement()
        .extracting(Consent::channel)
        .isEqualTo(Channel.of("carrier-pigeon"));
    assertThat(p.faults())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("whatsapp"));
  }

  @Test
  void a_contact_over_a_misspelt_channel_counts_for_the_one_that_is_meant() {
    Portfolio p =
        Folder.in(dir)
            .file(
                "contacts.csv",
                "borrower_id,at,channel,direction,outcome",
                "B1,2024-02-02T10:00:00Z,whatsap,OUT,READ")
            .open()
            .read();

    assertThat(p.contacts())
        .singleElement()
        .extracting(ContactRecord::channel)
        .isEqualTo(Channel.WHATSAPP);
    assertThat(p.faults())
        .singleElement()
        .extracting(DataFault::effect)
        .isEqualTo(DataFault.Effect.NOTED);
  }

  @Test
  void a_file_that_is_not_utf_8_is_refused() throws Exception {
    Folder folder = Folder.in(dir);
    Files.write(
        dir.resolve("borrowers.csv"),
        "borrower_id,name\nB1,José\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> folder.open().read())
        .isInstanceOf(UnreadablePortfolio.class)
        .hasMessageContaining("borrowers.csv")
        .hasMessageContaining("UTF-8");
  }
}
