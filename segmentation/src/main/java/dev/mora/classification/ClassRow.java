package dev.mora.classification;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One class of a classification table. Days are counted as the table says, both ends in.
 *
 * @param code as the authority writes it, or the days where it has no name for the class
 * @param name empty if it has none
 * @param to empty if it has no end
 * @param restructures so many restructures put a debt here whatever its days; empty if they do not
 *     matter
 * @param sticky whether a debt leaves this class only once all its arrears are paid
 */
public record ClassRow(
    String code,
    String name,
    int from,
    OptionalInt to,
    Verification status,
    Optional<Provision> provision,
    OptionalInt restructures,
    boolean sticky) {

  public ClassRow {
    if (code.isBlank() || !code.equals(code.strip())) {
      throw new IllegalArgumentException("a class has a code without blanks around it");
    }
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(provision, "provision");
    if (from < 0) {
      throw new IllegalArgumentException("class " + code + " starts before 0 days: " + from);
    }
    if (to.isPresent() && to.getAsInt() < from) {
      throw new IllegalArgumentException(
          "class " + code + " ends at " + to.getAsInt() + ", before it starts at " + from);
    }
    if (restructures.isPresent() && restructures.getAsInt() < 1) {
      throw new IllegalArgumentException("restructures are counted from 1");
    }
  }

  public static ClassRow of(String code, int from, int to, Verification status) {
    return new ClassRow(
        code, "", from, OptionalInt.of(to), status, Optional.empty(), OptionalInt.empty(), false);
  }

  /** A class without an end. */
  public static ClassRow from(String code, int from, Verification status) {
    return new ClassRow(
        code, "", from, OptionalInt.empty(), status, Optional.empty(), OptionalInt.empty(), false);
  }

  public boolean contains(int days) {
    return days >= from && days <= to.orElse(Integer.MAX_VALUE);
  }

  /** {@code 1-30}, {@code 0}, or {@code 91+} without an end. */
  public String range() {
    if (to.isEmpty()) {
      return from + "+";
    }
    return to.getAsInt() == from ? Integer.toString(from) : from + "-" + to.getAsInt();
  }

  /** Without a provision that is not verified. */
  ClassRow withProvenProvision() {
    return provision.filter(p -> p.status() == Verification.UNVERIFIED).isEmpty()
        ? this
        : new ClassRow(code, name, from, to, status, Optional.empty(), restructures, sticky);
  }
}
