package dev.mora.contact;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hours of each weekday; a day that is not named is closed. */
record WeekWindows(Map<DayOfWeek, List<LocalSpan>> spans) {

  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final String ALL = "ALL_DAYS";

  WeekWindows {
    Map<DayOfWeek, List<LocalSpan>> all = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      all.put(day, List.copyOf(spans.getOrDefault(day, List.of())));
    }
    spans = Map.copyOf(all);
  }

  List<LocalSpan> on(DayOfWeek day) {
    return spans.getOrDefault(day, List.of());
  }

  /** Whether each moment that {@code other} opens is open here. */
  boolean covers(WeekWindows other) {
    for (DayOfWeek day : DayOfWeek.values()) {
      for (LocalSpan span : other.on(day)) {
        if (on(day).stream().noneMatch(mine -> mine.covers(span))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Keys are {@code MON-FRI}, {@code SAT} or {@code ALL_DAYS}, values lists of spans. */
  static WeekWindows read(JsonObject json) {
    Map<DayOfWeek, List<LocalSpan>> spans = new EnumMap<>(DayOfWeek.class);
    for (String key : json.keys()) {
      List<LocalSpan> day = spans(json.value(key));
      for (DayOfWeek each : days(json.value(key), key)) {
        if (spans.put(each, day) != null) {
          throw json.value(key).invalid(each + " twice", "each weekday once");
        }
      }
    }
    return new WeekWindows(spans);
  }

  static Set<DayOfWeek> days(JsonValue where, String text) {
    if (text.equals(ALL)) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    String[] ends = text.split("-", -1);
    int first = DAYS.indexOf(ends[0]);
    int last = DAYS.indexOf(ends[ends.length - 1]);
    if (ends.length > 2 || first < 0 || last < first) {
      List<String> names = new ArrayList<>(DAYS);
      names.add(ALL);
      throw where.invalid(
          "\"" + text + "\"", "a weekday (" + String.join(", ", names) + ") or MON-FRI", names);
    }
    return EnumSet.range(DayOfWeek.of(first + 1), DayOfWeek.of(last + 1));
  }

  private static List<LocalSpan> spans(JsonValue json) {
    List<LocalSpan> spans = new ArrayList<>();
    for (JsonValue each : json.asArray().values()) {
      spans.add(LocalSpan.parse(each.asString()).orElseThrow(() -> badSpan(each)));
    }
    spans.sort(Comparator.comparingInt(LocalSpan::from));
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from() < spans.get(i - 1).to()) {
        throw json.invalid(spans.get(i - 1) + " and " + spans.get(i), "spans that do not overlap");
      }
    }
    return spans;
  }

  private static InvalidDocument badSpan(JsonValue json) {
    return json.invalid(
        json.describe(),
        "HH:MM-HH:MM within one day, 24:00 only as an end (over midnight: two spans, on two days)");
  }
}
