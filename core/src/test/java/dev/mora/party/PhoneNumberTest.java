package dev.mora.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+12345678, true",
    "+123456789012345, true",
    "+1234567, 'has 7 digits: expected 8 to 15'",
    "+1234567890123456, 'has 16 digits: expected 8 to 15'",
    "525512345678, 'no country code'",
    "'', 'no country code'",
    "5512345678, 'no country code'",
    "+52 5512345678, 'other characters'",
    "+52551234567a, 'other characters'",
    "+٥٢٥٥١٢٣٤٥٦٧٨, 'other characters'",
    "+0525512345678, 'starts with 0'",
    "+, 'has 0 digits'"
  })
  void only_e164_is_a_number_and_the_reason_never_repeats_it(String text, String reason) {
    if (reason.equals("true")) {
      assertThat(PhoneNumber.of(text).e164()).isEqualTo(text);
      return;
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhoneNumber.of(text))
        .withMessageContaining(reason)
        .withMessageNotContaining("5512345678");
  }

  @ParameterizedTest
  @CsvSource({
    // Mexico: the 1 of mobiles
    "+525512345678, 5215512345678, true",
    "+525512345678, 525512345678, true",
    "+525512345678, +5215512345678, true",
    "+5215512345678, 525512345678, true",
    "+525512345678, 5215512345679, false",
    "+525512345678, 52115512345678, false",
    // Argentina: the 9 of mobiles
    "+541112345678, 5491112345678, true",
    "+5491112345678, 541112345678, true",
    "+5491112345678, 5491112345678, true",
    "+5491112345678, 5491112345679, false",
    // Brazil: the ninth digit, only where eight digits were a mobile number
    "+5531987654321, 553187654321, true",
    "+553187654321, 5531987654321, true",
    "+5531967654321, 553167654321, true",
    "+5531957654321, 553157654321, false",
    "+5511923456789, 551123456789, false",
    "+5531987654321, 5532987654321, false",
    // everywhere else digits are digits
    "+51987654321, 51987654321, true",
    "+51987654321, 5187654321, false",
    "+15219876543, 5219876543, false",
    "+573001234567, 573001234567, true",
    // no number at all
    "+525512345678, '', false",
    "+525512345678, 5512345678, false",
    "+525512345678, MX.1234567890, false",
    "+525512345678, 52 55 1234 5678, false"
  })
  void a_line_is_known_however_a_provider_writes_it(String e164, String digits, boolean same) {
    PhoneNumber number = PhoneNumber.of(e164);

    assertThat(number.sameLineAs(digits)).isEqualTo(same);
    if (digits.matches("\\+?\\d{8,15}")) {
      PhoneNumber other = PhoneNumber.ofDigits(digits);
      assertThat(number.sameLineAs(other)).isEqualTo(same);
      assertThat(other.sameLineAs(number)).isEqualTo(same);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "+525512345678, +525512345678 +5215512345678",
    "+5215512345678, +525512345678 +5215512345678",
    "+5491112345678, +541112345678 +5491112345678",
    "+551187654321, +551187654321 +5511987654321",
    "+5511987654321, +551187654321 +5511987654321",
    "+551132654321, +551132654321",
    "+56912345678, +56912345678",
    "+12025550123, +12025550123",
    "+12345678, +12345678"
  })
  void a_line_has_as_many_numbers_as_ways_to_write_it(String e164, String all) {
    Set<PhoneNumber> spellings = PhoneNumber.of(e164).spellings();

    assertThat(spellings)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(all.split(" ")).map(PhoneNumber::of).toList())
        .allMatch(PhoneNumber.of(e164)::sameLineAs);
  }

  @Test
  void several_borrowers_may_share_a_line() {
    Borrower mother = Borrower.of("B-1", "Ana").phone("+525512345678").build();
    Borrower other = Borrower.of("B-2", "Luis").phone("+525587654321").build();
    Borrower son = Borrower.of("B-3", "Juan").phone("+5215512345678").build();
    Borrower silent = Borrower.of("B-4", "Eva").build();

    BorrowersByPhone book = BorrowersByPhone.of(List.of(mother, other, son, silent));

    assertThat(book.withPhone(PhoneNumber.ofDigits("5215512345678")))
        .containsExactly(BorrowerId.of("B-1"), BorrowerId.of("B-3"));
    assertThat(book.withPhone(PhoneNumber.of("+525500000000"))).isEmpty();
    assertThat(BorrowersByPhone.none().withPhone(PhoneNumber.of("+525512345678"))).isEmpty();
  }
}
