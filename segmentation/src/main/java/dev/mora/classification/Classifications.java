package dev.mora.classification;

import dev.mora.json.Json;
import dev.mora.json.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Classification tables by id. The shipped ones are read from {@code
 * META-INF/mora/classification/}; supervisors amend them often, so a host can put its own in their
 * place. Tables and rows that are not verified are there only after {@link #allowingUnverified()}.
 * Immutable.
 */
public final class Classifications {

  private static final String FOLDER = "/META-INF/mora/classification/";

  /** The files of the folder; a jar cannot be listed. */
  private static final List<String> SHIPPED =
      List.of(
          "AR-BCRA-CONSUMER",
          "BO-ASFI-HOUSING",
          "BO-ASFI-MICRO",
          "BR-CMN-2682",
          "CL-CMF-CONSUMER",
          "CO-SFC-COMMERCIAL",
          "CO-SFC-CONSUMER",
          "CO-SFC-HOUSING",
          "CO-SFC-MICRO",
          "EC-MICRO",
          "IFRS9-STAGES",
          "IN-RBI",
          "KE-CBK-BANKS",
          "KE-CBK-MICROFINANCE",
          "MX-CNBV-SOCAP",
          "PE-SBS-CONSUMER",
          "PE-SBS-MICRO",
          "PE-SBS-MORTGAGE",
          "PH-BSP-MICRO",
          "UY-BCU-CONSUMER");

  private final Map<String, ClassificationTable> tables;
  private final boolean unverifiedAllowed;

  private Classifications(Map<String, ClassificationTable> tables, boolean unverifiedAllowed) {
    this.tables = tables;
    this.unverifiedAllowed = unverifiedAllowed;
  }

  /** No table. */
  public static Classifications none() {
    return new Classifications(Map.of(), false);
  }

  /** What Mora ships, as far as it is verified or from a secondary source. */
  public static Classifications shipped() {
    Map<String, ClassificationTable> tables = new LinkedHashMap<>();
    for (String id : SHIPPED) {
      tables.put(id, resource(id.toLowerCase(Locale.ROOT) + ".json"));
    }
    return new Classifications(tables, false);
  }

  private static ClassificationTable resource(String name) {
    try (InputStream in = Classifications.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + FOLDER + name);
      }
      return ClassificationDocument.read(Json.read(name, in).asObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With tables and rows that nobody has checked; each result says that it is one. */
  public Classifications allowingUnverified() {
    return new Classifications(tables, true);
  }

  /** One more table, or another one in the place of that id. */
  public Classifications with(ClassificationTable table) {
    Map<String, ClassificationTable> more = new LinkedHashMap<>(tables);
    more.put(table.id(), table);
    return new Classifications(more, unverifiedAllowed);
  }

  /** Those that have a class to tell. */
  public List<ClassificationTable> tables() {
    List<ClassificationTable> open = new ArrayList<>();
    tables.values().forEach(table -> open(table).ifPresent(open::add));
    return List.copyOf(open);
  }

  /** Empty if there is none of that id, or if nothing of it is verified and that is not allowed. */
  public Optional<ClassificationTable> find(String id) {
    return Optional.ofNullable(tables.get(id)).flatMap(this::open);
  }

  /**
   * @throws IllegalArgumentException where {@link #find} is empty, saying why
   */
  public ClassificationTable table(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException(missing(id)));
  }

  private Optional<ClassificationTable> open(ClassificationTable table) {
    if (unverifiedAllowed) {
      return Optional.of(table.allowingUnverified());
    }
    return table.unverifiedAllowed() || table.hasVerified() ? Optional.of(table) : Optional.empty();
  }

  private String missing(String id) {
    return tables.containsKey(id)
        ? "classification table " + id + " is not verified: it needs allowingUnverified()"
        : "no classification table "
            + id
            + Nearest.to(id, tables.keySet())
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
  }
}
