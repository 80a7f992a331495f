package dev.mora.segmentation;

import dev.mora.party.BorrowerId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A lasting split of borrowers into arms: champion and challengers, and a control group, which is
 * an arm like any other. Its arm is the attribute {@code experiment.NAME}.
 *
 * <p>A borrower's slot, 0 to 9999, is the first 8 bytes, as an unsigned big-endian number, of the
 * SHA-256 of the UTF-8 text {@code NAME:BORROWER_ID}, modulo 10,000. The arms take the slots in
 * their order, a hundred for each percent. So the same borrower is always in the same arm, all
 * loans of a borrower are in one arm, and two experiments split independently. Who changes the
 * shares or the order moves borrowers; a new arm at the end, its share taken from the last, moves
 * the fewest.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64, a letter first
 * @param arms their shares sum to 100
 */
public record Experiment(String name, List<Arm> arms) {

  static final int MOST_ARMS = 100;
  static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final int SLOTS = 10_000;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Experiment {
    requireName("an experiment", name);
    arms = List.copyOf(arms);
    if (arms.isEmpty() || arms.size() > MOST_ARMS) {
      throw new IllegalArgumentException(
          "experiment " + name + " has " + arms.size() + " arms, expected 1 to " + MOST_ARMS);
    }
    Set<String> names = new HashSet<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Arm arm : arms) {
      if (!names.add(arm.name())) {
        throw new IllegalArgumentException(
            "experiment " + name + " has two arms called " + arm.name());
      }
      sum = sum.add(arm.share());
    }
    if (sum.compareTo(HUNDRED) != 0) {
      throw new IllegalArgumentException(
          "the shares of experiment " + name + " sum to " + sum.toPlainString() + ", not to 100");
    }
  }

  /**
   * @param share percent of the borrowers, 0 to 100, at most two decimals
   */
  public record Arm(String name, BigDecimal share) {

    public Arm {
      if (name.isBlank()) {
        throw new IllegalArgumentException("an arm needs a name");
      }
      if (share.signum() < 0
          || share.compareTo(HUNDRED) > 0
          || share.stripTrailingZeros().scale() > 2) {
        throw new IllegalArgumentException(
            "share of arm " + name + " must be 0 to 100 with at most two decimals: " + share);
      }
      share = share.setScale(Math.max(0, share.stripTrailingZeros().scale()));
    }

    /**
     * @param share such as {@code 12.5}
     */
    public static Arm of(String name, String share) {
      return new Arm(name, new BigDecimal(share));
    }
  }

  public static Experiment of(String name, Arm... arms) {
    return new Experiment(name, List.of(arms));
  }

  /** Name of the arm. */
  public String armOf(BorrowerId borrower) {
    int slot = slotOf(borrower);
    int end = 0;
    for (Arm arm : arms) {
      end += arm.share().movePointRight(2).intValueExact();
      if (slot < end) {
        return arm.name();
      }
    }
    throw new IllegalStateException("shares that do not sum to 100");
  }

  /** 0 to 9999. */
  public int slotOf(BorrowerId borrower) {
    byte[] hash = sha256().digest((name + ":" + borrower).getBytes(StandardCharsets.UTF_8));
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = first << Byte.SIZE | hash[i] & 0xFF;
    }
    return (int) Long.remainderUnsigned(first, SLOTS);
  }

  List<String> armNames() {
    return arms.stream().map(Arm::name).toList();
  }

  static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " is named by letters, digits, _ and -, a letter first, at most 64: " + name);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
