package dev.mora.contact;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contact rules of one jurisdiction, one channel or one desk, as one dated document. Immutable;
 * a change of the law is a new version of the document, not of the library.
 */
public final class ContactPack {

  private final String id;
  private final String version;
  private final LocalDate from;
  private final @Nullable LocalDate to;
  private final LocalDate reviewedOn;
  private final List<String> extended;
  private final @Nullable String country;
  private final List<ZoneId> zones;
  private final Map<String, Switch> switches;
  private final Map<String, Duration> margins;
  private final List<Item> items;
  private final List<Unchecked> unchecked;
  private final List<PackTest> tests;

  ContactPack(
      String id,
      String version,
      LocalDate from,
      @Nullable LocalDate to,
      LocalDate reviewedOn,
      List<String> extended,
      @Nullable String country,
      List<ZoneId> zones,
      Map<String, Switch> switches,
      Map<String, Duration> margins,
      List<Item> items,
      List<Unchecked> unchecked,
      List<PackTest> tests) {
    this.id = id;
    this.version = version;
    this.from = from;
    this.to = to;
    this.reviewedOn = reviewedOn;
    this.extended = List.copyOf(extended);
    this.country = country;
    this.zones = List.copyOf(zones);
    this.switches = Map.copyOf(switches);
    this.margins = Map.copyOf(margins);
    this.items = List.copyOf(items);
    this.unchecked = List.copyOf(unchecked);
    this.tests = List.copyOf(tests);
  }

  public String id() {
    return id;
  }

  public String version() {
    return version;
  }

  /** First day on which it binds, in the debtor's zone. */
  public LocalDate effectiveFrom() {
    return from;
  }

  /** Last day on which it binds; empty while no end is known. */
  public Optional<LocalDate> effectiveTo() {
    return Optional.ofNullable(to);
  }

  /** When a person last compared it with its sources. */
  public LocalDate reviewedOn() {
    return reviewedOn;
  }

  /** ISO 3166-1 alpha-2; empty for a pack of no country. */
  public Optional<String> country() {
    return Optional.ofNullable(country);
  }

  public List<RuleInfo> rules() {
    return items.stream()
        .map(Item::rule)
        .map(Rule::head)
        .map(each -> new RuleInfo(each.id(), each.kind(), each.source(), each.status()))
        .toList();
  }

  /** Duties that the sources name and that no request can show: for people to keep. */
  public List<Unchecked> unchecked() {
    return unchecked;
  }

  boolean isInForceOn(LocalDate date) {
    return !date.isBefore(from) && (to == null || !date.isAfter(to));
  }

  List<String> extended() {
    return extended;
  }

  List<ZoneId> zones() {
    return zones;
  }

  Map<String, Switch> switches() {
    return switches;
  }

  Map<String, Duration> margins() {
    return margins;
  }

  List<Item> items() {
    return items;
  }

  List<PackTest> tests() {
    return tests;
  }

  @Override
  public String toString() {
    return id + "@" + version;
  }

  /**
   * A rule as a reader of the pack needs it.
   *
   * @param source law and article, or whose choice it is
   */
  public record RuleInfo(String id, RuleKind kind, String source, RuleStatus status) {

    public RuleInfo {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(status, "status");
    }
  }

  /** A duty that stands in a source but that this library cannot check. */
  public record Unchecked(String id, String text, String source, RuleStatus status) {

    public Unchecked {
      Objects.requireNonNull(status, "status");
    }
  }

  /**
   * Two readings of one text.
   *
   * @param strict value of the switch under the strict reading
   * @param literal value under the literal one
   */
  record Switch(boolean strict, boolean literal) {}

  /**
   * A rule and when it is on.
   *
   * @param condition switches that must have these values
   * @param replaces id of the rule whose place it takes; empty if it only adds
   */
  record Item(Rule rule, Map<String, Boolean> condition, String replaces) {

    Item {
      condition = Map.copyOf(condition);
    }
  }
}
