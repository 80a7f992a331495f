package dev.mora.contact;

import dev.mora.contact.CapRule.CalendarDay;
import dev.mora.contact.CapRule.CalendarWeek;
import dev.mora.contact.CapRule.Period;
import dev.mora.contact.CapRule.Rolling;
import dev.mora.contact.ContactPack.Item;
import dev.mora.contact.SuppressionRule.Effect;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one rule of a file; each fault says where it stands. */
final class RuleReader {

  private static final String[] COMMON = {
    "id",
    "kind",
    "source",
    "status",
    "says",
    "if",
    "replaces",
    "channels",
    "exceptChannels",
    "purposes",
    "exceptPurposes",
    "initiations",
    "creditorRoles",
    "products",
    "daysPastDue"
  };
  private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
  private static final Pattern WEEK = Pattern.compile("CALENDAR_WEEK\\(([A-Z]+)\\)");
  private static final Pattern ROLLING = Pattern.compile("ROLLING\\((P[0-9DTHM]+)\\)");
  private static final List<String> LANGUAGES = ContactExplanation.LANGUAGES;

  private final Map<String, ContactPack.Switch> switches;
  private final boolean house;

  /**
   * @param house whether the rules are a desk's own: they may replace others, and a source and a
   *     status may be left out
   */
  RuleReader(Map<String, ContactPack.Switch> switches, boolean house) {
    this.switches = switches;
    this.house = house;
  }

  Item read(JsonObject json) {
    RuleKind kind = json.oneOf("kind", RuleKind.class);
    Rule rule =
        switch (kind) {
          case CONTACT_WINDOW -> window(known(json, "windows"));
          case DAY_OFF -> dayOff(known(json, "weekdays", "dates", "publicHolidays", "onMissing"));
          case FREQUENCY_CAP -> cap(known(json, "max", "per", "scope", "basis", "severity"));
          case MIN_GAP -> gap(known(json, "fullDaysBetween", "elapsed", "scope", "basis"));
          case CHANNEL_POLICY ->
              new ChannelRule(
                  head(known(json, "policy")), json.oneOf("policy", ChannelRule.Policy.class));
          case CONTACT_POINT -> new ContactPointRule(head(known(json)));
          case OPT_OUT -> optOut(known(json, "words"));
          case RECIPIENT ->
              new RecipientRule(
                  head(known(json, "allowed")), names(json, "allowed", RecipientRole.class));
          case SUPPRESSION -> suppression(known(json, "reasons"));
          case INBOUND ->
              inbound(known(json, "reopens", "answers", "within", "ignoresHours", "maxReplies"));
          case CONTENT_REQUIRED -> content(known(json, "blocks", "when"), Obligation.Kind.INCLUDE);
          case CONTENT_FORBIDDEN -> content(known(json, "blocks", "when"), Obligation.Kind.AVOID);
        };
    return new Item(rule, condition(json), json.stringOr("replaces", ""));
  }

  private JsonObject known(JsonObject json, String... own) {
    List<String> keys = new ArrayList<>(List.of(COMMON));
    if (!house) {
      keys.remove("replaces");
    }
    keys.addAll(List.of(own));
    return json.only(keys.toArray(String[]::new));
  }

  private RuleHead head(JsonObject json) {
    String id = json.string("id");
    if (!ID.matcher(id).matches()) {
      throw json.value("id").invalid("\"" + id + "\"", "a letter, then letters, digits and -");
    }
    Map<String, String> says = new LinkedHashMap<>();
    if (json.has("says")) {
      JsonObject words = json.object("says").only(LANGUAGES.toArray(String[]::new));
      words.keys().forEach(language -> says.put(language, words.string(language)));
    }
    return new RuleHead(
        id,
        json.oneOf("kind", RuleKind.class),
        house ? json.stringOr("source", "the desk's own rule") : json.string("source"),
        house
            ? json.oneOf("status", RuleStatus.class, RuleStatus.CHOICE)
            : json.oneOf("status", RuleStatus.class),
        says,
        binding(json));
  }

  private static Binding binding(JsonObject json) {
    int daysFrom = 0;
    int daysTo = Integer.MAX_VALUE;
    if (json.has("daysPastDue")) {
      JsonObject days = json.object("daysPastDue").only("from", "to");
      daysFrom = days.integerOr("from", 0);
      daysTo = days.integerOr("to", Integer.MAX_VALUE);
      if (daysFrom < 0 || daysTo < daysFrom) {
        throw days.invalid(daysFrom + " to " + daysTo, "0 or more, from not above to");
      }
    }
    return new Binding(
        channels(json, "channels"),
        channels(json, "exceptChannels"),
        namesOrAll(json, "purposes", Purpose.class),
        namesOrAll(json, "exceptPurposes", Purpose.class),
        namesOrAll(json, "initiations", Initiation.class),
        namesOrAll(json, "creditorRoles", Creditor.Role.class),
        json.optionalArray("products").map(JsonArray::strings).map(Set::copyOf).orElse(Set.of()),
        daysFrom,
        daysTo);
  }

  private Map<String, Boolean> condition(JsonObject json) {
    Map<String, Boolean> condition = new LinkedHashMap<>();
    if (json.has("if")) {
      JsonObject named = json.object("if").only(switches.keySet().toArray(String[]::new));
      named.keys().forEach(each -> condition.put(each, named.bool(each, true)));
    }
    return condition;
  }

  private WindowRule window(JsonObject json) {
    return new WindowRule(head(json), WeekWindows.read(json.object("windows")));
  }

  private DayOffRule dayOff(JsonObject json) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (JsonValue each : list(json, "weekdays")) {
      weekdays.addAll(WeekWindows.days(each, each.asString()));
    }
    Set<LocalDate> dates = new HashSet<>();
    list(json, "dates").forEach(each -> dates.add(each.asDate()));
    boolean holidays = json.bool("publicHolidays", false);
    if (weekdays.isEmpty() && dates.isEmpty() && !holidays) {
      throw json.invalid("no day", "weekdays, dates or publicHolidays");
    }
    DayOffRule.OnMissing onMissing =
        holidays && !house
            ? json.oneOf("onMissing", DayOffRule.OnMissing.class)
            : json.oneOf("onMissing", DayOffRule.OnMissing.class, DayOffRule.OnMissing.NEEDS_DATA);
    return new DayOffRule(head(json), weekdays, dates, holidays, onMissing);
  }

  private CapRule cap(JsonObject json) {
    int max = json.integer("max");
    if (max < 1) {
      throw json.value("max").invalid(Integer.toString(max), "1 or more");
    }
    List<Period> per = json.array("per").values().stream().map(RuleReader::period).toList();
    if (per.isEmpty()) {
      throw json.value("per").invalid("no period", "at least one");
    }
    return new CapRule(
        head(json),
        max,
        per,
        json.oneOf("scope", CapRule.Scope.class),
        json.oneOf("basis", Counting.class),
        json.oneOf("severity", CapRule.Severity.class, CapRule.Severity.HARD));
  }

  private static Period period(JsonValue json) {
    String text = json.asString();
    Matcher week = WEEK.matcher(text);
    Matcher rolling = ROLLING.matcher(text);
    try {
      if (text.equals("CALENDAR_DAY")) {
        return new CalendarDay();
      }
      if (week.matches()) {
        return new CalendarWeek(DayOfWeek.valueOf(week.group(1)));
      }
      if (rolling.matches()) {
        Duration length = Duration.parse(rolling.group(1));
        if (length.compareTo(Duration.ZERO) > 0) {
          return new Rolling(length);
        }
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      // told below, as any other text that is no period
    }
    List<String> forms = List.of("CALENDAR_DAY", "CALENDAR_WEEK(MONDAY)", "ROLLING(P7D)");
    throw json.invalid(json.describe(), "one of " + String.join(", ", forms), forms);
  }

  private GapRule gap(JsonObject json) {
    int days = json.integerOr("fullDaysBetween", 0);
    Duration elapsed = duration(json, "elapsed", Duration.ZERO);
    if (days < 0 || days == 0 && elapsed.isZero()) {
      throw json.invalid("no gap", "fullDaysBetween of 1 or more, or elapsed");
    }
    return new GapRule(
        head(json),
        days,
        elapsed,
        json.oneOf("scope", CapRule.Scope.class),
        json.oneOf("basis", Counting.class));
  }

  private OptOutRule optOut(JsonObject json) {
    JsonObject languages = json.object("words");
    Map<String, Set<String>> words = new LinkedHashMap<>();
    for (String language : languages.keys()) {
      Set<String> set = new LinkedHashSet<>(languages.array(language).strings());
      for (JsonValue each : languages.array(language).values()) {
        if (OptOutRule.fold(each.asString()).isEmpty()) {
          throw each.invalid(each.describe(), "a word with letters");
        }
      }
      words.put(language, set);
    }
    return new OptOutRule(head(json), words);
  }

  private SuppressionRule suppression(JsonObject json) {
    JsonObject reasons = json.object("reasons");
    Map<Suppression.Reason, Effect> effects = new EnumMap<>(Suppression.Reason.class);
    List<String> names = new ArrayList<>();
    for (Suppression.Reason each : Suppression.Reason.values()) {
      names.add(each.name());
    }
    reasons.only(names.toArray(String[]::new));
    for (String name : reasons.keys()) {
      JsonObject effect =
          reasons.object(name).only("permanent", "exceptRoles", "exceptPurposes", "answers");
      effects.put(
          Suppression.Reason.valueOf(name),
          new Effect(
              effect.bool("permanent", false),
              namesOrAll(effect, "exceptRoles", RecipientRole.class),
              namesOrAll(effect, "exceptPurposes", Purpose.class),
              effect.bool("answers", false)));
    }
    return new SuppressionRule(head(json), effects);
  }

  private InboundRule inbound(JsonObject json) {
    return new InboundRule(
        head(json),
        json.oneOf("reopens", InboundRule.Reopens.class),
        namesOrAll(json, "answers", Purpose.class),
        duration(json, "within", Duration.ofHours(24)),
        duration(json, "ignoresHours", Duration.ZERO),
        json.integerOr("maxReplies", Integer.MAX_VALUE));
  }

  private ContentRule content(JsonObject json, Obligation.Kind kind) {
    return new ContentRule(
        head(json),
        kind,
        json.array("blocks").strings(),
        json.oneOf("when", When.class, When.EACH_CONTACT) == When.FIRST_CONTACT);
  }

  private enum When {
    FIRST_CONTACT,
    EACH_CONTACT
  }

  static Duration duration(JsonObject json, String key, Duration otherwise) {
    return json.has(key) ? duration(json.value(key)) : otherwise;
  }

  static Duration duration(JsonValue json) {
    try {
      Duration duration = Duration.parse(json.asString());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw json.invalid(json.describe(), "a duration such as PT5M, not negative");
  }

  private static Set<Channel> channels(JsonObject json, String key) {
    Set<Channel> channels = new HashSet<>();
    if (json.has(key) && json.array(key).isEmpty()) {
      throw json.value(key).invalid("no channel", "at least one, or no key for all of them");
    }
    for (JsonValue each : list(json, key)) {
      try {
        channels.add(new Channel(each.asString()));
      } catch (IllegalArgumentException e) {
        throw each.invalid(each.describe(), "a channel name in lower case, such as whatsapp");
      }
    }
    return channels;
  }

  private static <E extends Enum<E>> Set<E> names(JsonObject json, String key, Class<E> type) {
    Set<E> names = EnumSet.noneOf(type);
    json.array(key).values().forEach(each -> names.add(each.asOneOf(type)));
    if (names.isEmpty()) {
      throw json.value(key).invalid("no name", "at least one");
    }
    return names;
  }

  private static <E extends Enum<E>> Set<E> namesOrAll(JsonObject json, String key, Class<E> type) {
    return json.has(key) ? names(json, key, type) : Set.of();
  }

  private static List<JsonValue> list(JsonObject json, String key) {
    return json.optionalArray(key).map(JsonArray::values).orElse(List.of());
  }
}
