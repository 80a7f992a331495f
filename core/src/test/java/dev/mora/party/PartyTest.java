package dev.mora.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.language.Language;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phone number is missing | falta el teléfono | falta o telefone
          phone number has no country code: expected + and the country code first | \
          el teléfono no lleva + y código de país | o telefone não leva + e código do país
          phone number has no country code | el teléfono no lleva + y código de país | \
          o telefone não leva + e código do país
          phone number has other characters than + and digits | \
          el teléfono tiene otros signos que + y cifras | \
          o telefone tem outros sinais além de + e algarismos
          phone number has 5 digits: expected 8 to 15 | el teléfono tiene 5 cifras | \
          o telefone tem 5 algarismos
          phone number is too short for +52: expected 10 digits behind the country code, found 9 | \
          el teléfono es demasiado corto para +52 | o telefone é curto demais para +52
          not an e-mail address | no es una dirección de correo | não é um endereço de e-mail
          time zone is unknown | no hay tal zona horaria | não existe esse fuso horário
          the borrower has no row | la persona no tiene fila | a pessoa não tem linha
          what a host found | what a host found | what a host found
          """)
  void a_reason_of_ours_is_told_in_the_language_of_the_page(String reason, String es, String pt) {
    Borrower.ContactFault fault = new Borrower.ContactFault("phone", reason);

    assertThat(fault.in(Language.ES)).isEqualTo(es);
    assertThat(fault.in(Language.PT)).isEqualTo(pt);
    assertThat(fault.in(Language.EN)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5512345678", "+", "+05512345678", "+52 55", "+5255", "+52551234567890123"})
  void each_reason_against_a_number_has_words_in_spanish(String wrong) {
    assertThatThrownBy(() -> PhoneNumber.of(wrong))
        .satisfies(
            e ->
                assertThat(new Borrower.ContactFault("phone", e.getMessage()).in(Language.ES))
                    .startsWith("el teléfono "));
  }

  @Test
  void a_creditor_may_show_where_to_ask() {
    Creditor creditor =
        new Creditor(
            "CrediAmiga", Creditor.Role.AGENCY, Optional.of(PhoneNumber.of("+525555550100")));

    assertThat(creditor.toString()).doesNotContain("5555550100");
  }
}
