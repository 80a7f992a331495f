package dev.mora.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.calendar.Place;
import dev.mora.history.ContactHistory;
import dev.mora.history.ContactRecord;
import dev.mora.json.Json;
import dev.mora.json.JsonLimits;
import dev.mora.loan.Amounts;
import dev.mora.loan.Installment;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.loan.Payment;
import dev.mora.money.Money;
import dev.mora.party.Borrower;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import dev.mora.party.Consents;
import dev.mora.party.Creditor;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.promise.PaymentPlan;
import dev.mora.promise.PromiseToPay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lands in a log line by {@code toString} shows no person and no debt. */
class MaskingTest {

  private static final List<String> SECRETS =
      List.of("Rosa", "Peña", "5512345678", "rosa769", "4711.13", "87654321", "pay.example");

  static Stream<Object> valuesWithPersonalData() {
    LocalDate day = LocalDate.parse("2026-11-05");
    Instant noon = Instant.parse("2026-11-05T12:00:00Z");
    Money debt = Money.of("4711.13", "MXN");
    PhoneNumber phone = PhoneNumber.of("+525512345678");
    BorrowerId id = BorrowerId.of("B-1");
    LoanId loanId = LoanId.of("L-1");
    Amounts amounts = Amounts.ofPrincipal(debt);
    Payment payment = Payment.of("P-1", day, debt);
    PaymentPlan plan = PaymentPlan.split(loanId, day, debt, 1, day, Period.ofDays(1));
    Consent consent = new Consent(id, Channel.SMS, Consent.State.IN, noon, "contract");
    ContactRecord contact =
        new ContactRecord(
            id,
            Optional.of(loanId),
            noon,
            Channel.SMS,
            ContactRecord.Direction.OUT,
            ContactRecord.Outcome.SENT,
            "cuota_vencida");
    Borrower.Builder borrower =
        Borrower.of("B-1", "Rosa Peña")
            .phone(phone)
            .email(EmailAddress.of("rosa769@example.com"))
            .place(Place.of("MX"))
            .income(debt)
            .custom("nickname", "Rosa");
    Loan loan =
        Loan.of("L-1", "B-1", "MXN").toBuilder()
            .principal(debt)
            .accountNumber("87654321")
            .payUrl("https://pay.example/87654321")
            .payment(payment)
            .build();
    byte[] body = "{\"name\":\"Rosa\",\"to\":5512345678}".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        phone,
        EmailAddress.of("rosa769@example.com"),
        borrower.build(),
        borrower,
        new Creditor("CrediAmiga", Creditor.Role.FIRST_PARTY, Optional.of(phone)),
        consent,
        Consents.of(List.of(consent)),
        loan,
        loan.toBuilder(),
        amounts,
        Installment.of(1, day, amounts),
        payment,
        PromiseToPay.of(loanId, day, day, debt),
        plan,
        plan.parts().get(0),
        contact,
        ContactHistory.of(List.of(contact)),
        GivenFacts.of(16, debt),
        Portfolio.builder().borrower(borrower.build()).loan(loan).build(),
        Json.parse("body", body, JsonLimits.WIRE),
        Json.parse("body", body, JsonLimits.WIRE).asObject().value("name"));
  }

  @ParameterizedTest
  @MethodSource("valuesWithPersonalData")
  void a_value_with_personal_data_shows_none(Object value) {
    assertThat(value.toString()).doesNotContain(SECRETS);
  }
}
