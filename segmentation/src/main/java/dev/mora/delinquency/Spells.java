package dev.mora.delinquency;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the runs of days with counted days in a past. */
final class Spells {

  private Spells() {}

  static List<LateSpell> of(Stretches days, int asOf) {
    List<LateSpell> spells = new ArrayList<>();
    int began = Days.NONE;
    int since = Days.NONE;
    int worst = 0;
    for (int row = 0; row < days.size; row++) {
      int from = days.from[row];
      if (began != Days.NONE && days.counted[row] == 0) {
        spells.add(spell(since, began, Optional.of(date(from)), worst));
        began = Days.NONE;
      }
      int last = days.counted(row, days.end(row, asOf));
      if (last > 0 && began == Days.NONE) {
        began = days.counted[row] > 0 ? from : from + 1;
        since = days.since[row] == Days.NONE ? began : days.since[row];
        worst = 0;
        if (!spells.isEmpty()) {
          spells.set(spells.size() - 1, again(spells.get(spells.size() - 1), began));
        }
      }
      worst = Math.max(worst, last);
    }
    if (began != Days.NONE) {
      spells.add(spell(since, began, Optional.empty(), worst));
    }
    return List.copyOf(spells);
  }

  private static LateSpell spell(int since, int began, Optional<LocalDate> cured, int worst) {
    return new LateSpell(date(since), date(began), cured, Optional.empty(), worst);
  }

  /** Whether any day from {@code from} to {@code to} has at least so many counted days. */
  static boolean reaches(Stretches days, int from, int to, int least) {
    for (int row = days.row(from); row < days.size && days.from[row] <= to; row++) {
      if (days.counted(row, Math.min(to, days.end(row, to))) >= least) {
        return true;
      }
    }
    return false;
  }

  private static LateSpell again(LateSpell spell, int day) {
    return new LateSpell(
        spell.pastDueSince(),
        spell.lateFrom(),
        spell.curedOn(),
        Optional.of(date(day)),
        spell.worstCountedDays());
  }

  private static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }
}
