package dev.mora.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.mora.party.PhoneNumber;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers drawn at random from the numbering plans, written in many ways and read back. */
class WrittenNumbersTest {

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final long SEED = 20261122L;
  private static final int CASES = Math.max(10, 100 * Integer.getInteger("mora.cases", 100) / 100);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MX", "AR", "BR", "CO", "PE", "CL", "EC", "GT", "SV", "HN", "NI", "CR", "PA", "BO", "PY",
        "UY", "VE", "DO", "US", "ES", "PT", "KE", "IN", "PH", "NG", "ZA", "ID", "BD", "PK", "EG"
      })
  void a_number_is_read_back_from_whatever_way_it_is_written(String country) {
    SplittableRandom random = new SplittableRandom(SEED + country.hashCode());
    PhoneNumbers numbers = PhoneNumbers.in(country);
    int read = 0;
    for (int i = 0; i < CASES; i++) {
      Phonenumber.PhoneNumber drawn = drawn(country, random);
      String e164 = PLANS.format(drawn, PhoneNumberFormat.E164);
      if (!(numbers.read(e164).get(0) instanceof PhoneReading.Usable normal)) {
        continue; // a filler such as 300 000 0000
      }
      read++;

      assertThat(normal.number().e164()).as("seed %s", SEED).isEqualTo(e164);
      assertThat(normal.mends()).isEmpty();
      assertThat(normal.number().sameLineAs(PhoneNumber.of(e164))).isTrue();
      for (String written : ways(drawn, e164, random)) {
        List<PhoneReading> again = numbers.read(written);
        assertThat(again).as("seed %s, %s as %s", SEED, e164, written).hasSize(1);
        assertThat(again.get(0).usable())
            .as("seed %s, %s as %s: %s", SEED, e164, written, again.get(0))
            .contains(normal.number());
      }
    }
    assertThat(read).isGreaterThan(CASES * 9 / 10);
  }

  private static List<String> ways(
      Phonenumber.PhoneNumber drawn, String e164, SplittableRandom random) {
    String international = PLANS.format(drawn, PhoneNumberFormat.INTERNATIONAL);
    String national = PLANS.format(drawn, PhoneNumberFormat.NATIONAL);
    String marks = " .-()";
    StringBuilder noisy = new StringBuilder();
    for (char c : e164.toCharArray()) {
      noisy.append(c);
      if (c != '+' && random.nextInt(3) == 0) {
        noisy.append(marks.charAt(random.nextInt(3)));
      }
    }
    return List.of(
        international,
        national,
        noisy.toString(),
        "00" + e164.substring(1),
        " " + international.replace(' ', '\u00a0') + "\u200b",
        "Tel. " + national,
        international.replace(' ', '-'));
  }

  private static Phonenumber.PhoneNumber drawn(String country, SplittableRandom random) {
    Phonenumber.PhoneNumber example =
        PLANS.getExampleNumberForType(country, PhoneNumberUtil.PhoneNumberType.MOBILE);
    String digits = PLANS.getNationalSignificantNumber(example);
    while (true) {
      StringBuilder next = new StringBuilder(digits);
      int from = country.equals("AR") ? 3 : 2;
      for (int i = from; i < digits.length(); i++) {
        next.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
      Phonenumber.PhoneNumber number =
          new Phonenumber.PhoneNumber()
              .setCountryCode(example.getCountryCode())
              .setNationalNumber(Long.parseLong(next.toString()));
      PhoneNumberUtil.PhoneNumberType type = PLANS.getNumberType(number);
      if (type == PhoneNumberUtil.PhoneNumberType.MOBILE
          || type == PhoneNumberUtil.PhoneNumberType.FIXED_LINE_OR_MOBILE) {
        return number;
      }
    }
  }
}
