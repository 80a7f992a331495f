package dev.mora.score;

import dev.mora.attribute.CaseFacts;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Turns what is known of a case into a score. A function of its arguments alone: no clock, no input
 * or output, no state; safe to call from several threads, and quick, since a run calls it once for
 * each loan and an explanation once more. Whoever plugs in something slow or remote puts its own
 * limit and fall-back score around it.
 *
 * <p>A feature that the model cannot do without and that is unknown gives {@link
 * ScoreResult#refused}, not an exception. In a run an exception counts as no score: the attribute
 * {@code score.NAME} stays unknown and a fault names the model and the kind of exception, never its
 * message.
 */
public interface RiskModel {

  /** The same on each call. */
  ModelInfo info();

  /**
   * @param facts of any registry; a feature that the registry lacks is unknown
   * @param asOf the date that the facts are of; written into the result
   */
  ScoreResult score(CaseFacts facts, LocalDate asOf);

  /**
   * Reads a {@code mora/scorecard-1} or {@code mora/logistic-1} file.
   *
   * @throws dev.mora.json.InvalidDocument with the place of each fault
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  static RiskModel load(Path file) {
    return ModelDocument.load(file);
  }

  /**
   * Like {@link #load(Path)} on a text.
   *
   * @param source names the text in faults
   */
  static RiskModel parse(String source, String text) {
    return ModelDocument.parse(source, text);
  }
}
