package dev.mora.contact;

import dev.mora.contact.ContactPack.Item;
import dev.mora.contact.ContactPack.Switch;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a desk's {@code contact.json}: the packs that it chose, how it reads them, and its own
 * rules. A rule of the desk adds to the packs, or takes the place of one of their rules and is then
 * at least as tight, unless the desk says why it may loosen.
 */
final class DeskReader {

  private static final String DEFAULT = "default";
  private static final Set<RuleKind> NEVER_LOOSENED =
      Set.of(RuleKind.SUPPRESSION, RuleKind.OPT_OUT, RuleKind.CONTACT_POINT);

  private final JsonObject json;
  private final List<Fault> faults = new ArrayList<>();

  private DeskReader(JsonObject json) {
    this.json = json;
  }

  static ContactPolicy read(JsonObject json) {
    return new DeskReader(json).policy();
  }

  private ContactPolicy policy() {
    json.only(
        "schema",
        "name",
        "version",
        "packs",
        "strict",
        "onUnverified",
        "consentForAll",
        "safetyMargin",
        "allowLoosening",
        "rules");
    json.requireSchema(PackReader.SCHEMA);
    String loosening =
        json.optionalObject("allowLoosening")
            .map(each -> each.only("reason").string("reason"))
            .orElse("");
    if (loosening.isBlank() && json.has("allowLoosening")) {
      throw json.object("allowLoosening").value("reason").invalid("no reason", "why it may loosen");
    }
    Map<String, Boolean> overrides = new LinkedHashMap<>();
    List<ContactPack> packs = packs(overrides);
    ContactPack house =
        new ContactPack(
            "house",
            json.stringOr("name", "desk") + "@" + json.stringOr("version", "unversioned"),
            LocalDate.MIN,
            null,
            LocalDate.MIN,
            List.of(),
            null,
            List.of(),
            Map.of(),
            PackReader.margins(json),
            PackReader.items(json, new RuleReader(Map.of(), true)),
            List.of(),
            List.of());
    Layer layer =
        new Layer(
            packs,
            List.of(house),
            json.bool("strict", true),
            overrides,
            json.oneOf("onUnverified", OnUnverified.class, OnUnverified.APPLY_STRICT),
            loosening);
    check(layer, house, !loosening.isEmpty());
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    ContactPolicy policy = ContactPolicy.of(layer);
    Optional<String> consent = json.optionalString("consentForAll");
    return consent.isPresent() ? policy.consentForAll(consent.get()) : policy;
  }

  private List<ContactPack> packs(Map<String, Boolean> overrides) {
    List<ContactPack> packs = new ArrayList<>();
    if (json.array("packs").isEmpty()) {
      throw json.value("packs").invalid("no pack", "at least one, GENERIC-STRICT where none fits");
    }
    for (JsonValue each : json.array("packs").values()) {
      boolean plain = each instanceof JsonString;
      JsonValue name = plain ? each : each.asObject().value("id");
      if (!ShippedPacks.all().ids().contains(name.asString())) {
        faults.add(
            name.fault(
                name.describe(),
                "one of " + String.join(", ", ShippedPacks.all().ids()),
                ShippedPacks.all().ids()));
        continue;
      }
      ContactPack pack = ShippedPacks.all().pack(name.asString());
      packs.add(pack);
      if (!plain) {
        switches(each.asObject(), pack.switches(), overrides);
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidDocument(faults);
    }
    return packs;
  }

  private static void switches(
      JsonObject entry, Map<String, Switch> known, Map<String, Boolean> overrides) {
    List<String> keys = new ArrayList<>(List.of("id"));
    keys.addAll(known.keySet());
    entry.only(keys.toArray(String[]::new));
    for (String key : entry.keys()) {
      if (!key.equals("id")) {
        overrides.put(entry.string("id") + "/" + key, entry.value(key).asBoolean());
      }
    }
  }

  private void check(Layer layer, ContactPack house, boolean mayLoosen) {
    Map<String, Rule> replaceable = new LinkedHashMap<>();
    layer
        .packs()
        .forEach(
            pack ->
                pack.items()
                    .forEach(item -> replaceable.put(item.rule().head().id(), item.rule())));
    List<JsonValue> written = json.optionalArray("rules").map(JsonArray::values).orElse(List.of());
    for (int i = 0; i < written.size(); i++) {
      check(written.get(i).asObject(), house.items().get(i), replaceable, mayLoosen);
    }
    house
        .margins()
        .forEach(
            (channel, margin) -> {
              Duration shipped = margin(layer.packs(), channel);
              if (margin.compareTo(shipped) < 0 && !mayLoosen) {
                faults.add(
                    json.object("safetyMargin")
                        .value(channel)
                        .fault(margin.toString(), shipped + " or more, or allowLoosening"));
              }
            });
  }

  private void check(
      JsonObject where, Item item, Map<String, Rule> replaceable, boolean mayLoosen) {
    String id = item.rule().head().id();
    if (replaceable.containsKey(id) && !item.replaces().equals(id)) {
      faults.add(
          where
              .value("id")
              .fault("\"" + id + "\", the id of a pack's rule", "another id, or \"replaces\""));
    }
    if (item.replaces().isEmpty()) {
      return;
    }
    Rule replaced = replaceable.get(item.replaces());
    if (replaced == null) {
      faults.add(
          where
              .value("replaces")
              .fault(
                  where.value("replaces").describe(),
                  "the id of a rule of the chosen packs",
                  replaceable.keySet()));
    } else if (!item.rule().isAtLeastAsTightAs(replaced)) {
      boolean never = NEVER_LOOSENED.contains(replaced.head().kind());
      if (never || !mayLoosen) {
        faults.add(
            where
                .value("replaces")
                .fault(
                    "a rule that lets more through than " + item.replaces(),
                    never
                        ? "one at least as tight: suppressions and opt-outs always win"
                        : "one at least as tight, or allowLoosening with a reason"));
      }
    }
  }

  /** The longest that the packs ask for on a channel. */
  static Duration margin(List<ContactPack> packs, String channel) {
    Duration longest = Duration.ZERO;
    for (ContactPack pack : packs) {
      Duration own =
          pack.margins().getOrDefault(channel, pack.margins().getOrDefault(DEFAULT, Duration.ZERO));
      longest = own.compareTo(longest) > 0 ? own : longest;
    }
    return longest;
  }
}
