package dev.mora.party;

import dev.mora.calendar.Place;
import dev.mora.language.Language;
import dev.mora.money.Money;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A person who owes, as the host knows them. Only the id is required; what is missing is unknown,
 * never guessed. Immutable; {@code toString} shows the id alone.
 *
 * <p>A contact field that could not be read leaves the borrower in place but unreachable there:
 * {@link #contactFaults()} says why.
 */
public final class Borrower {

  private final BorrowerId id;
  private final String name;
  private final @Nullable PhoneNumber phone;
  private final @Nullable EmailAddress email;
  private final @Nullable String language;
  private final @Nullable Place place;
  private final @Nullable String city;
  private final @Nullable ZoneId zone;
  private final @Nullable Integer birthYear;
  private final @Nullable String gender;
  private final @Nullable String education;
  private final @Nullable Money income;
  private final @Nullable Integer creditScore;
  private final Map<String, String> custom;
  private final List<ContactFault> contactFaults;

  private Borrower(Builder b) {
    id = b.id;
    name = b.name;
    phone = b.phone;
    email = b.email;
    language = b.language;
    place = b.place;
    city = b.city;
    zone = b.zone;
    birthYear = b.birthYear;
    gender = b.gender;
    education = b.education;
    income = b.income;
    creditScore = b.creditScore;
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(b.custom));
    contactFaults = List.copyOf(b.contactFaults);
  }

  /** Starts a borrower of whom only the id and the name (may be empty) are known. */
  public static Builder of(String id, String name) {
    return new Builder(BorrowerId.of(id), name);
  }

  public BorrowerId id() {
    return id;
  }

  /** As the host writes it; empty if unknown. */
  public String name() {
    return name;
  }

  public Optional<PhoneNumber> phone() {
    return Optional.ofNullable(phone);
  }

  public Optional<EmailAddress> email() {
    return Optional.ofNullable(email);
  }

  /** BCP 47, such as {@code es} or {@code es-MX}. */
  public Optional<String> language() {
    return Optional.ofNullable(language);
  }

  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  public Optional<String> city() {
    return Optional.ofNullable(city);
  }

  public Optional<ZoneId> zone() {
    return Optional.ofNullable(zone);
  }

  public OptionalInt birthYear() {
    return birthYear == null ? OptionalInt.empty() : OptionalInt.of(birthYear);
  }

  /** Protected: a policy that reads it says so. */
  public Optional<String> gender() {
    return Optional.ofNullable(gender);
  }

  public Optional<String> education() {
    return Optional.ofNullable(education);
  }

  public Optional<Money> income() {
    return Optional.ofNullable(income);
  }

  public OptionalInt creditScore() {
    return creditScore == null ? OptionalInt.empty() : OptionalInt.of(creditScore);
  }

  /** Columns of the host that Mora does not know, as text, in the host's order. */
  public Map<String, String> custom() {
    return custom;
  }

  /** Contact fields that could not be read, with the reason of each. */
  public List<ContactFault> contactFaults() {
    return contactFaults;
  }

  @Override
  public String toString() {
    return "Borrower(" + id + ")";
  }

  /**
   * Why a borrower cannot be reached by a field.
   *
   * @param field {@code phone}, {@code email} or {@code time_zone}
   * @param reason says the rule, never the value
   */
  public record ContactFault(String field, String reason) {

    /** The reason in a language where Mora itself gave it; else as the host wrote it. */
    public String in(Language language) {
      return ContactFaultWords.in(language, reason);
    }
  }

  /** Collects what is known of a borrower. Not thread-safe. */
  public static final class Builder {

    private final BorrowerId id;
    private final String name;
    private @Nullable PhoneNumber phone;
    private @Nullable EmailAddress email;
    private @Nullable String language;
    private @Nullable Place place;
    private @Nullable String city;
    private @Nullable ZoneId zone;
    private @Nullable Integer birthYear;
    private @Nullable String gender;
    private @Nullable String education;
    private @Nullable Money income;
    private @Nullable Integer creditScore;
    private final Map<String, String> custom = new LinkedHashMap<>();
    private final List<ContactFault> contactFaults = new ArrayList<>();

    private Builder(BorrowerId id, String name) {
      this.id = id;
      this.name = Objects.requireNonNull(name, "name");
    }

    public Builder phone(PhoneNumber value) {
      phone = value;
      return this;
    }

    /** E.164 with its {@code +}. */
    public Builder phone(String e164) {
      return phone(PhoneNumber.of(e164));
    }

    public Builder email(EmailAddress value) {
      email = value;
      return this;
    }

    public Builder language(String bcp47) {
      language = bcp47;
      return this;
    }

    public Builder place(Place value) {
      place = value;
      return this;
    }

    public Builder city(String value) {
      city = value;
      return this;
    }

    public Builder zone(ZoneId value) {
      zone = value;
      return this;
    }

    public Builder birthYear(int value) {
      birthYear = value;
      return this;
    }

    public Builder gender(String value) {
      gender = value;
      return this;
    }

    public Builder education(String value) {
      education = value;
      return this;
    }

    public Builder income(Money value) {
      income = value;
      return this;
    }

    public Builder creditScore(int value) {
      creditScore = value;
      return this;
    }

    public Builder custom(String column, String value) {
      custom.put(column, value);
      return this;
    }

    public Builder contactFault(String field, String reason) {
      contactFaults.add(new ContactFault(field, reason));
      return this;
    }

    public Borrower build() {
      return new Borrower(this);
    }
  }
}
