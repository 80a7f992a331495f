package dev.mora.template.catalogue;

import dev.mora.json.Nearest;
import dev.mora.template.MessageTemplate;
import dev.mora.template.lint.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of texts to start with: one template for each {@link Purpose}, each in neutral
 * Spanish that says usted ({@code es}, with a text of its own where a region's words differ),
 * Portuguese of Brazil and English. A host copies what it wants into its own tree, changes it, and
 * has it approved; a template of ours is no approval. Immutable and safe for threads.
 */
public final class StarterTemplates {

  private static final String FOLDER = "/META-INF/mora/templates/";

  private final Set<Gate> open;

  private StarterTemplates(Set<Gate> open) {
    this.open = Set.copyOf(open);
  }

  /** Every text that needs no statement of the host. */
  public static StarterTemplates standard() {
    return new StarterTemplates(Set.of());
  }

  /** The same with the texts behind this gate: the host states what {@link Gate} says. */
  public StarterTemplates opening(Gate gate) {
    Set<Gate> wider = EnumSet.of(gate);
    wider.addAll(open);
    return new StarterTemplates(wider);
  }

  /** In the order of a loan's life. */
  public List<StarterTemplate> all() {
    return Loaded.ALL.stream().filter(t -> t.gate().map(open::contains).orElse(true)).toList();
  }

  /** Empty if the text is behind a gate that was not opened. */
  public Optional<StarterTemplate> of(Purpose purpose) {
    return all().stream().filter(t -> t.purpose() == purpose).findFirst();
  }

  /**
   * @param name such as {@code loan_early}
   * @throws IllegalArgumentException if there is none, or it is behind a gate
   */
  public StarterTemplate named(String name) {
    for (StarterTemplate template : Loaded.ALL) {
      if (template.name().equals(name)) {
        if (template.gate().isPresent() && !open.contains(template.gate().get())) {
          throw new IllegalArgumentException(
              name + " is behind gate " + template.gate().get() + ": open it with opening()");
        }
        return template;
      }
    }
    List<String> names = all().stream().map(StarterTemplate::name).toList();
    throw new IllegalArgumentException(
        "no starter template " + name + Nearest.hint(name, names) + "; there are " + names);
  }

  /** Those that somebody gets who asks for this language, such as {@code es-PE} or {@code en}. */
  public List<StarterTemplate> in(String language) {
    return all().stream().filter(t -> t.template().in(language).isPresent()).toList();
  }

  private static StarterTemplate read(Purpose purpose) {
    String name = "loan_" + purpose.name().toLowerCase(Locale.ROOT);
    String file = FOLDER + name + ".txt";
    try (InputStream in = StarterTemplates.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing from the library: " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Optional<Gate> gate =
          purpose == Purpose.BUREAU_NOTICE ? Optional.of(Gate.CREDIT_BUREAU) : Optional.empty();
      return new StarterTemplate(purpose, MessageTemplate.parse(name + ".txt", text), gate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read once, when the first is asked for. */
  private static final class Loaded {
    static final List<StarterTemplate> ALL = readAll();

    private static List<StarterTemplate> readAll() {
      List<StarterTemplate> out = new ArrayList<>();
      for (Purpose purpose : Purpose.values()) {
        out.add(read(purpose));
      }
      return List.copyOf(out);
    }
  }
}
