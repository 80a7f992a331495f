package dev.mora.contact;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.json.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packs and the list of time zones by country that come with the library, read once. */
final class ShippedPacks {

  private static final String FOLDER = "/META-INF/mora/packs/";

  private final Map<String, ContactPack> packs;
  private final List<String> always;
  private final Map<String, List<ZoneId>> zones;

  private ShippedPacks(
      Map<String, ContactPack> packs, List<String> always, Map<String, List<ZoneId>> zones) {
    this.packs = packs;
    this.always = always;
    this.zones = zones;
  }

  /** Read when first used; the class loader keeps it to one. */
  private static final class Holder {
    static final ShippedPacks ALL = read();
  }

  static ShippedPacks all() {
    return Holder.ALL;
  }

  /** In the order of their index. */
  List<String> ids() {
    return List.copyOf(packs.keySet());
  }

  /** Those that every policy holds: suppressions, opt-out and consent are not chosen. */
  List<ContactPack> always() {
    return always.stream().map(this::pack).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none; says which was probably meant
   */
  ContactPack pack(String id) {
    ContactPack pack = packs.get(id);
    if (pack == null) {
      throw new IllegalArgumentException(
          "no pack \""
              + id
              + "\": expected one of "
              + String.join(", ", packs.keySet())
              + Nearest.hint(id, packs.keySet()));
    }
    return pack;
  }

  /** Empty for a country that is not in the list. */
  List<ZoneId> zonesOf(String country) {
    return zones.getOrDefault(country, List.of());
  }

  private static ShippedPacks read() {
    Map<String, ContactPack> packs = new LinkedHashMap<>();
    JsonObject index = resource("index.json");
    for (String id : index.array("packs").strings()) {
      packs.put(id, PackReader.read(resource(id + ".json")));
    }
    Map<String, List<ZoneId>> zones = new HashMap<>();
    JsonObject byCountry = resource("zones.json").object("zones");
    byCountry
        .keys()
        .forEach(country -> zones.put(country, PackReader.zones(byCountry.array(country))));
    return new ShippedPacks(packs, index.array("always").strings(), Map.copyOf(zones));
  }

  private static JsonObject resource(String name) {
    try (InputStream in = ShippedPacks.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the library: " + FOLDER + name);
      }
      return Json.read(name, in).asObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
