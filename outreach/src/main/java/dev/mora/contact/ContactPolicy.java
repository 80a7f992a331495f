package dev.mora.contact;

import dev.mora.calendar.CuratedHolidays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.HolidayCalendar.DayKind;
import dev.mora.calendar.Place;
import dev.mora.history.ContactHistory;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import dev.mora.party.Borrower;
import dev.mora.party.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When, how and with what duties a person may be contacted: one or more packs, and a desk's own
 * rules above them. Pure, immutable and thread-safe; reads no clock and no file after it is built.
 *
 * <p>Packs are an engineering reading of laws with dated sources, not legal advice: see each pack's
 * {@link ContactPack#reviewedOn()}, {@link ContactPack#unchecked()} and the status of its rules.
 *
 * <p>The strict reading of a pack is the default, and rules that nobody could verify bind. At the
 * end of a window a safety margin is kept free, because a message that is handed over at the last
 * second arrives after it.
 */
public final class ContactPolicy {

  private static final int MOST_STEPS = 64;

  private final List<Layer> layers;
  private final List<ContactPack> packs;
  private final List<ActiveRule> rules;
  private final @Nullable HolidayCalendar ownHolidays;
  private final HolidayCalendar holidays;
  private final @Nullable String consentForAll;
  private final @Nullable Margin margin;

  /**
   * A margin on every channel.
   *
   * @param instead of those of the packs; else the longer one counts
   */
  private record Margin(Duration value, boolean instead) {

    @Override
    public String toString() {
      return instead ? value.toString() : "at least " + value;
    }
  }

  private ContactPolicy(
      List<Layer> layers,
      @Nullable HolidayCalendar holidays,
      @Nullable String consentForAll,
      @Nullable Margin margin) {
    this.layers = List.copyOf(layers);
    this.ownHolidays = holidays;
    this.holidays = holidays == null ? Shipped.HOLIDAYS : holidays;
    this.consentForAll = consentForAll;
    this.margin = margin;
    Set<ActiveRule> all = new LinkedHashSet<>();
    layers.forEach(each -> all.addAll(each.rules()));
    this.rules = List.copyOf(all);
    Map<String, ContactPack> distinct = new LinkedHashMap<>();
    layers.forEach(
        layer -> layer.packs().forEach(each -> distinct.putIfAbsent(each.toString(), each)));
    this.packs = List.copyOf(distinct.values());
  }

  static ContactPolicy of(Layer layer) {
    return new ContactPolicy(List.of(layer), null, null, null);
  }

  /**
   * Packs that come with the library, all of them together. {@link #shipped()} lists them.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public static ContactPolicy of(String pack, String... packs) {
    List<ContactPack> chosen = new ArrayList<>(List.of(ShippedPacks.all().pack(pack)));
    for (String each : packs) {
      chosen.add(ShippedPacks.all().pack(each));
    }
    return of(chosen);
  }

  /** A pack that comes with the library, and a desk's own policy. */
  public static ContactPolicy of(String pack, ContactPolicy house) {
    return of(pack).and(house);
  }

  private static ContactPolicy of(List<ContactPack> packs) {
    return of(new Layer(packs, List.of(), true, Map.of(), OnUnverified.APPLY_STRICT, ""));
  }

  /** Ids of the packs that come with the library. */
  public static List<String> shipped() {
    return ShippedPacks.all().ids();
  }

  /**
   * A desk's {@code contact.json}, or a pack file of the host's own.
   *
   * @throws InvalidDocument with everything that is wrong and where
   */
  public static ContactPolicy load(Path file) {
    return read(Json.read(file));
  }

  /**
   * @param source name for faults
   * @throws InvalidDocument with everything that is wrong and where
   */
  public static ContactPolicy parse(String source, String text) {
    return read(Json.parse(source, text));
  }

  private static ContactPolicy read(JsonValue json) {
    JsonObject object = json.asObject();
    return object.has("id") ? ofPack(object) : DeskReader.read(object);
  }

  private static ContactPolicy ofPack(JsonObject json) {
    ContactPack pack = PackReader.read(json);
    if (ShippedPacks.all().ids().contains(pack.id())) {
      throw json.value("id")
          .invalid(json.value("id").describe(), "an id that no pack of the library has");
    }
    for (JsonValue each : json.optionalArray("extends").map(JsonArray::values).orElse(List.of())) {
      if (!ShippedPacks.all().ids().contains(each.asString())) {
        throw each.invalid(
            each.describe(),
            "one of " + String.join(", ", ShippedPacks.all().ids()),
            ShippedPacks.all().ids());
      }
    }
    return of(List.of(pack));
  }

  /**
   * Both policies at once: windows intersect, every cap holds, every objection counts, and so do
   * the holidays and the longer margin of either.
   */
  public ContactPolicy and(ContactPolicy other) {
    List<Layer> all = new ArrayList<>(layers);
    all.addAll(other.layers);
    return new ContactPolicy(
        all,
        both(ownHolidays, other.ownHolidays),
        consentForAll == null ? other.consentForAll : consentForAll,
        both(margin, other.margin));
  }

  private static @Nullable HolidayCalendar both(
      @Nullable HolidayCalendar one, @Nullable HolidayCalendar other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return (day, place) -> {
      DayKind first = one.kindOf(day, place);
      DayKind second = other.kindOf(day, place);
      return first == DayKind.HOLIDAY || second == DayKind.UNKNOWN ? first : second;
    };
  }

  private static @Nullable Margin both(@Nullable Margin one, @Nullable Margin other) {
    if (one == null || other == null) {
      Margin only = one == null ? other : one;
      return only == null ? null : new Margin(only.value, false);
    }
    Duration longer = one.value.compareTo(other.value) > 0 ? one.value : other.value;
    return new Margin(longer, one.instead && other.instead);
  }

  /** Another source of public holidays than the files of the library. */
  public ContactPolicy holidays(HolidayCalendar calendar) {
    return new ContactPolicy(layers, calendar, consentForAll, margin);
  }

  /** Reads each pack as its text says, without the stricter readings of doubtful points. */
  public ContactPolicy literal() {
    return with(layers.stream().map(each -> each.strict(false)).toList());
  }

  /**
   * Sets one reading of one pack, such as {@code literalScope} of {@code PE}.
   *
   * @throws IllegalArgumentException if no pack of this policy has the switch
   */
  public ContactPolicy switched(String pack, String name, boolean value) {
    boolean known =
        packs.stream()
            .anyMatch(each -> each.id().equals(pack) && each.switches().containsKey(name));
    if (!known) {
      throw new IllegalArgumentException("no switch " + name + " in pack " + pack);
    }
    return with(layers.stream().map(each -> each.override(pack + "/" + name, value)).toList());
  }

  /**
   * @throws InvalidDocument for {@link OnUnverified#REFUSE_TO_LOAD} if a rule is unverified; names
   *     each
   */
  public ContactPolicy onUnverified(OnUnverified choice) {
    return with(layers.stream().map(each -> each.onUnverified(choice)).toList());
  }

  /**
   * The host declares that it holds an opt-in of every borrower.
   *
   * @param evidence where it is, for the audit trail
   */
  public ContactPolicy consentForAll(String evidence) {
    if (evidence.isBlank()) {
      throw new IllegalArgumentException("a consent for all names its evidence");
    }
    return new ContactPolicy(layers, ownHolidays, evidence, margin);
  }

  /** The same margin on every channel, instead of those of the packs. */
  public ContactPolicy safetyMargin(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("a margin must not be negative: " + value);
    }
    return new ContactPolicy(layers, ownHolidays, consentForAll, new Margin(value, true));
  }

  private ContactPolicy with(List<Layer> changed) {
    return new ContactPolicy(changed, ownHolidays, consentForAll, margin);
  }

  /** Those that were chosen and those that they extend, each once. */
  public List<ContactPack> packs() {
    return packs;
  }

  /** Packs with version and chosen readings, what loosens them and why: for the audit trail. */
  public List<String> packVersions() {
    Set<String> versions = new LinkedHashSet<>();
    layers.forEach(each -> versions.addAll(each.versions()));
    if (consentForAll != null) {
      versions.add("consent for all: " + consentForAll);
    }
    if (margin != null) {
      versions.add("safety margin: " + margin);
    }
    return List.copyOf(versions);
  }

  /**
   * Whether a message is nothing but a word that means stop, in any language of the packs; case,
   * accents and punctuation are free.
   */
  public boolean isOptOut(String message) {
    return rules.stream()
        .anyMatch(each -> each.rule() instanceof OptOutRule rule && rule.isOptOut(message));
  }

  /**
   * Quick enough to be asked under a lock: no I/O.
   *
   * @param history everything that is known; what was planned and may be on its way counts, so it
   *     must be in it
   */
  public ContactVerdict decide(ContactRequest request, ContactHistory history) {
    List<InboundRule> inbound = new ArrayList<>();
    for (ActiveRule each : rules) {
      if (each.rule() instanceof InboundRule rule && rule.head().binding().binds(request)) {
        inbound.add(rule);
      }
    }
    Situation situation =
        new Situation(
            request,
            Situation.contactsOf(request, history),
            zones(request.borrower()),
            placeOf(request.borrower()),
            holidays,
            Optional.ofNullable(consentForAll),
            inbound);
    return new Decision(packs, rules, situation, marginOn(request.channel())).verdict();
  }

  /**
   * The first moment, not before the request's own and at most 30 days behind it, at which today's
   * facts allow the contact.
   */
  public Optional<Instant> nextPermitted(ContactRequest request, ContactHistory history) {
    Instant horizon = request.at().plus(Decision.HORIZON);
    Instant moment = request.at();
    for (int step = 0; step < MOST_STEPS && !moment.isAfter(horizon); step++) {
      ContactVerdict verdict = decide(request.movedTo(moment), history);
      if (verdict.kind() == ContactVerdict.Kind.ALLOW) {
        return Optional.of(moment);
      }
      Optional<Instant> next =
          verdict.fold(
              allow -> Optional.<Instant>empty(),
              defer -> Optional.of(defer.until()),
              ContactVerdict.Deny::until,
              needs -> Optional.<Instant>empty());
      if (next.isEmpty() || !next.get().isAfter(moment)) {
        return Optional.empty();
      }
      moment = next.get();
    }
    return Optional.empty();
  }

  private Duration marginOn(Channel channel) {
    if (margin != null && margin.instead) {
      return margin.value;
    }
    Duration longest = margin == null ? Duration.ZERO : margin.value;
    for (Layer layer : layers) {
      Duration own = DeskReader.margin(layer.packs(), channel.name());
      for (ContactPack house : layer.house()) {
        Duration desk = DeskReader.margin(List.of(house), channel.name());
        boolean instead = !layer.loosening().isEmpty() && !house.margins().isEmpty();
        own = instead || desk.compareTo(own) > 0 ? desk : own;
      }
      longest = own.compareTo(longest) > 0 ? own : longest;
    }
    return longest;
  }

  /** All zones in which the borrower may live, as far as is known; empty if nothing tells. */
  public List<ZoneId> zones(Borrower borrower) {
    if (borrower.zone().isPresent()) {
      return List.of(borrower.zone().get());
    }
    Optional<String> country = borrower.place().map(Place::country);
    Set<ZoneId> zones = new LinkedHashSet<>();
    for (ContactPack pack : packs) {
      if (country.isEmpty() || pack.country().equals(country)) {
        zones.addAll(pack.zones());
      }
    }
    if (zones.isEmpty() && country.isPresent()) {
      zones.addAll(ShippedPacks.all().zonesOf(country.get()));
    }
    return List.copyOf(zones);
  }

  /** Where holidays are looked up: the borrower's place, or the only country of the packs. */
  private Optional<Place> placeOf(Borrower borrower) {
    if (borrower.place().isPresent()) {
      return borrower.place();
    }
    Set<String> countries = new LinkedHashSet<>();
    packs.forEach(each -> each.country().ifPresent(countries::add));
    return countries.size() == 1
        ? Optional.of(Place.of(countries.iterator().next()))
        : Optional.empty();
  }

  private static final class Shipped {
    private static final HolidayCalendar HOLIDAYS = CuratedHolidays.shipped();
  }

  @Override
  public String toString() {
    return "ContactPolicy" + Objects.toString(packVersions());
  }
}
