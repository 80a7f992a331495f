package dev.mora.phone;

import dev.mora.party.PhoneNumber;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What one number of a phone field came to. {@code toString} shows no number. */
public sealed interface PhoneReading {

  /** Empty if it was rejected. */
  Optional<PhoneNumber> usable();

  /**
   * A number that can be written to, in the form to send to.
   *
   * @param country ISO 3166-1 alpha-2, by the number itself
   * @param mends what was done to it; empty if it was written as it should be
   */
  record Usable(PhoneNumber number, String country, LineType line, Set<Mend> mends)
      implements PhoneReading {

    public Usable {
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(country, "country");
      Objects.requireNonNull(line, "line");
      mends = Set.copyOf(mends);
    }

    @Override
    public Optional<PhoneNumber> usable() {
      return Optional.of(number);
    }

    @Override
    public String toString() {
      return "Usable(" + country + ", " + line + ", " + mends.size() + " mends)";
    }
  }

  /**
   * @param masked what was written with all but its ends hidden, so that a person finds it in the
   *     host's system
   */
  record Rejected(PhoneFault fault, String masked) implements PhoneReading {

    public Rejected {
      Objects.requireNonNull(fault, "fault");
      Objects.requireNonNull(masked, "masked");
    }

    /** Hides all but the last two digits, and those too if there are fewer than seven. */
    static Rejected of(PhoneFault fault, String written) {
      String digits = FieldText.digits(written);
      int length = digits.length();
      return new Rejected(
          fault, length == 0 ? "" : "***" + (length < 7 ? "" : digits.substring(length - 2)));
    }

    @Override
    public Optional<PhoneNumber> usable() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "Rejected(" + fault.code() + ")";
    }
  }
}
