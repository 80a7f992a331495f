package dev.mora.contact;

import dev.mora.contact.ContactPack.Item;
import dev.mora.contact.ContactPack.Switch;
import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Packs that were chosen together, the readings that were chosen for them, and a desk's own rules
 * above them. Layers only add to each other: a rule that one layer replaced binds as long as
 * another layer holds it.
 *
 * @param packs with those that every policy holds and those that they extend, each once
 * @param overrides switch values by {@code pack/switch}
 * @param loosening why the desk may loosen; empty if it may not
 */
record Layer(
    List<ContactPack> packs,
    List<ContactPack> house,
    boolean strict,
    Map<String, Boolean> overrides,
    OnUnverified onUnverified,
    String loosening) {

  Layer {
    packs = withBase(packs);
    house = List.copyOf(house);
    overrides = Map.copyOf(overrides);
  }

  private static List<ContactPack> withBase(List<ContactPack> chosen) {
    Map<String, ContactPack> all = new LinkedHashMap<>();
    ShippedPacks.all().always().forEach(each -> all.put(each.id(), each));
    for (ContactPack pack : chosen) {
      for (String each : pack.extended()) {
        all.putIfAbsent(each, ShippedPacks.all().pack(each));
      }
    }
    chosen.forEach(each -> all.putIfAbsent(each.id(), each));
    return List.copyOf(all.values());
  }

  Layer strict(boolean value) {
    return new Layer(packs, house, value, overrides, onUnverified, loosening);
  }

  Layer onUnverified(OnUnverified value) {
    return new Layer(packs, house, strict, overrides, value, loosening);
  }

  Layer override(String key, boolean value) {
    Map<String, Boolean> more = new TreeMap<>(overrides);
    more.put(key, value);
    return new Layer(packs, house, strict, more, onUnverified, loosening);
  }

  /**
   * @throws InvalidDocument if an unverified rule stands in it and must not
   */
  List<ActiveRule> rules() {
    Set<String> replaced = new HashSet<>();
    house.forEach(each -> each.items().forEach(item -> replaced.add(item.replaces())));
    List<ActiveRule> rules = new ArrayList<>();
    List<Fault> refused = new ArrayList<>();
    for (ContactPack pack : packs) {
      for (Item item : pack.items()) {
        if (isOn(pack, item) && !replaced.contains(item.rule().head().id())) {
          add(pack, item, rules, refused);
        }
      }
    }
    house.forEach(each -> each.items().forEach(item -> add(each, item, rules, refused)));
    if (!refused.isEmpty()) {
      throw new InvalidDocument(refused);
    }
    return rules;
  }

  private void add(ContactPack pack, Item item, List<ActiveRule> rules, List<Fault> refused) {
    RuleHead head = item.rule().head();
    boolean unverified = head.status() == RuleStatus.UNVERIFIED;
    if (unverified && onUnverified == OnUnverified.REFUSE_TO_LOAD) {
      refused.add(
          Fault.of(
              new JsonLocation(pack.toString(), 0, 0, ""),
              "rule " + head.id() + ", which is UNVERIFIED",
              "verified rules only, as onUnverified is REFUSE_TO_LOAD"));
    } else if (!unverified || onUnverified == OnUnverified.APPLY_STRICT) {
      rules.add(new ActiveRule(pack, item.rule()));
    }
  }

  private boolean isOn(ContactPack pack, Item item) {
    return item.condition().entrySet().stream()
        .allMatch(each -> value(pack, each.getKey()) == each.getValue());
  }

  private boolean value(ContactPack pack, String name) {
    Boolean chosen = overrides.get(pack.id() + "/" + name);
    if (chosen != null) {
      return chosen;
    }
    Switch readings = pack.switches().getOrDefault(name, new Switch(strict, strict));
    return strict ? readings.strict() : readings.literal();
  }

  /** Each pack with its version and the readings chosen, for the audit trail. */
  List<String> versions() {
    List<String> versions = new ArrayList<>();
    for (ContactPack pack : packs) {
      StringBuilder out = new StringBuilder(pack.toString());
      new TreeMap<>(pack.switches())
          .keySet()
          .forEach(each -> out.append(' ').append(each).append('=').append(value(pack, each)));
      versions.add(out.toString());
    }
    for (ContactPack each : house) {
      versions.add(each + (loosening.isEmpty() ? "" : " loosened: " + loosening));
    }
    return versions;
  }
}
