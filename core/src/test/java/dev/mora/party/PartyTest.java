package dev.mora.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartyTest {

  @ParameterizedTest
  @ValueSource(strings = {"a@b.co", "rosa.pena+mora@correo.example.com", "ñ@españa.es"})
  void an_address_with_a_domain_is_an_email_address(String text) {
    assertThat(EmailAddress.of(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "@b.co", "a@b", "a@b.", "a@.co", "a b@c.de", "a@b@c.de"})
  void anything_else_is_refused_without_repeating_it(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.of(text))
        .withMessage("not an e-mail address");
  }

  @Test
  void names_and_ids_must_not_be_blank() {
    assertThatIllegalArgumentException().isThrownBy(() -> BorrowerId.of(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> Creditor.firstParty(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-sms", "whats app", "1x", "çanal"})
  void a_channel_has_a_plain_name(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Channel.of(name));
  }

  @Test
  void a_channel_is_read_in_any_case() {
    assertThat(Channel.of("WhatsApp")).isEqualTo(Channel.WHATSAPP);
  }

  @Test
  void what_is_missing_of_a_borrower_is_unknown() {
    Borrower borrower = Borrower.of("B-1", "").build();

    assertThat(borrower.phone()).isEmpty();
    assertThat(borrower.email()).isEmpty();
    assertThat(borrower.zone()).isEmpty();
    assertThat(borrower.place()).isEmpty();
    assertThat(borrower.creditScore()).isEmpty();
    assertThat(borrower.birthYear()).isEmpty();
    assertThat(borrower.income()).isEmpty();
  }

  @Test
  void columns_of_the_host_keep_their_order() {
    Borrower borrower =
        Borrower.of("B-1", "").custom("z", "1").custom("a", "2").custom("m", "3").build();

    assertThat(borrower.custom().keySet()).containsExactly("z", "a", "m");
  }

  @Test
  void a_borrower_with_a_bad_number_stays_with_the_reason() {
    Borrower borrower =
        Borrower.of("B-1", "Ana").contactFault("phone", "has no country code").build();

    assertThat(borrower.contactFaults())
        .containsExactly(new Borrower.ContactFault("phone", "has no country code"));
  }

  @Test
  void a_creditor_may_show_where_to_ask() {
    Creditor creditor =
        new Creditor(
            "CrediAmiga", Creditor.Role.AGENCY, Optional.of(PhoneNumber.of("+525555550100")));

    assertThat(creditor.toString()).doesNotContain("5555550100");
  }
}
