package dev.mora.template;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Who changed a template and who approved it, kept in its file. No part of the content hash: an
 * approval names the hash of what was approved, so an edit behind it is seen.
 *
 * @param changed oldest first
 * @param approved oldest first; the last one counts
 */
public record Provenance(List<Change> changed, List<Approval> approved) {

  private static final Pattern BY = Pattern.compile("\\S{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{12}");

  public static final Provenance NONE = new Provenance(List.of(), List.of());

  public Provenance {
    changed = List.copyOf(changed);
    approved = List.copyOf(approved);
  }

  /**
   * In a file: {@code changed: 2026-11-21 ana.ruiz the amount stands in front}.
   *
   * @param by a name without blanks, such as a user name
   * @param words what and why; may be empty
   */
  public record Change(LocalDate on, String by, String words) {

    public Change {
      Objects.requireNonNull(on, "on");
      checkedName(by);
      if (!words.isEmpty() && (!words.equals(CleanText.of(words)) || !CleanText.isVisible(words))) {
        throw new Misfit(words, "one line of words, single blanks between them", List.of());
      }
    }
  }

  /**
   * In a file: {@code approved: 2026-11-22 luis.paz 0123456789ab}.
   *
   * @param by a name without blanks
   * @param hash the first 12 digits of {@link MessageTemplate#contentHash()}
   */
  public record Approval(LocalDate on, String by, String hash) {

    static final int DIGITS = 12;

    public Approval {
      Objects.requireNonNull(on, "on");
      checkedName(by);
      if (!HASH.matcher(hash).matches()) {
        throw new Misfit(hash, "the first 12 digits of the content hash, 0-9 and a-f", List.of());
      }
    }

    /** Whether it was this content. */
    public boolean isOf(String contentHash) {
      return contentHash.startsWith(hash);
    }
  }

  static String checkedName(String by) {
    if (!BY.matcher(by).matches() || !by.equals(CleanText.of(by)) || !CleanText.isVisible(by)) {
      throw new Misfit(by, "a name of 1 to 64 characters without blanks", List.of());
    }
    return by;
  }

  Provenance with(Change change) {
    List<Change> more = new ArrayList<>(changed);
    more.add(change);
    return new Provenance(more, approved);
  }

  Provenance with(Approval approval) {
    List<Approval> more = new ArrayList<>(approved);
    more.add(approval);
    return new Provenance(changed, more);
  }
}
