package dev.mora.segmentation;

import dev.mora.language.Language;
import java.time.LocalDate;

/**
 * That a hold kept a case in a segment which the rules would have let it leave.
 *
 * @param segment where it stays
 * @param since the day it was placed there
 * @param rules the segment that the rules gave
 * @param runs how many consecutive runs, this one included, the rules have given another segment
 */
public record Kept(String segment, LocalDate since, String rules, int runs, Hold hold) {

  /** {@code se queda desde 2026-11-18 (retención: 5 días, 2 corridas); las reglas dicen MID}. */
  public String in(Language language) {
    return language.pick("se queda desde ", "fica desde ", "stays since ")
        + since
        + " ("
        + language.pick("retención: ", "retenção: ", "hold: ")
        + hold.days()
        + (hold.days() == 1
            ? language.pick(" día, ", " dia, ", " day, ")
            : language.pick(" días, ", " dias, ", " days, "))
        + runs(hold.runs(), language)
        + "); "
        + language.pick("las reglas dicen ", "as regras dizem ", "the rules say ")
        + rules
        + (runs > 1
            ? language.pick(" u otro, hace ", " ou outro, há ", " or another, for ")
                + runs(runs, language)
            : "");
  }

  private static String runs(int count, Language language) {
    return count
        + (count == 1
            ? language.pick(" corrida", " rodada", " run")
            : language.pick(" corridas", " rodadas", " runs"));
  }
}
