package dev.mora.contact;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in words. Holds no personal data.
 *
 * @param says the deciding rule in a sentence, by language; a language that it lacks is left out
 * @param moment end of the permission, or the next one; empty if there is none
 * @param zone in which the moment is shown
 */
public record ContactExplanation(
    ContactVerdict.Kind kind,
    String reason,
    String rule,
    String source,
    Map<String, String> says,
    Optional<Instant> moment,
    ZoneId zone,
    String missing) {

  public static final List<String> LANGUAGES = List.of("es", "pt", "en");

  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry(
              "ALLOW",
              List.of(
                  "Permitido hasta {moment}",
                  "Permitido até {moment}",
                  "Permitted until {moment}")),
          Map.entry(
              "DEFER",
              List.of("Aplazado hasta {moment}", "Adiado até {moment}", "Deferred until {moment}")),
          Map.entry("DENY", List.of("No permitido", "Não permitido", "Not permitted")),
          Map.entry(
              "DENY_UNTIL",
              List.of(
                  "No permitido hasta {moment}",
                  "Não permitido até {moment}",
                  "Not permitted until {moment}")),
          Map.entry(
              "NEEDS_DATA", List.of("Falta un dato", "Falta um dado", "Something is not known")),
          Map.entry(
              "OUTSIDE_WINDOW",
              List.of(
                  "fuera del horario de contacto",
                  "fora do horário de contato",
                  "outside the contact hours")),
          Map.entry(
              "DAY_OFF", List.of("día sin contacto", "dia sem contato", "a day without contact")),
          Map.entry(
              "CAP_REACHED",
              List.of(
                  "límite de contactos alcanzado",
                  "limite de contatos atingido",
                  "the contact cap is used up")),
          Map.entry(
              "TOO_SOON",
              List.of(
                  "demasiado pronto después del último contacto",
                  "cedo demais após o último contato",
                  "too soon after the last contact")),
          Map.entry(
              "CLOSING_SOON",
              List.of(
                  "el horario de contacto está por cerrar",
                  "o horário de contato está para fechar",
                  "the contact hours are about to close")),
          Map.entry(
              "NO_WINDOW_IN_HORIZON",
              List.of(
                  "no hay momento permitido en los próximos 30 días",
                  "não há momento permitido nos próximos 30 dias",
                  "no permitted moment within the next 30 days")),
          Map.entry(
              "OPT_OUT",
              List.of(
                  "la persona pidió no ser contactada por este canal",
                  "a pessoa pediu para não ser contatada por este canal",
                  "the person asked not to be contacted over this channel")),
          Map.entry(
              "CHANNEL_FORBIDDEN",
              List.of(
                  "este canal no puede usarse para este fin",
                  "este canal não pode ser usado para este fim",
                  "this channel must not be used for this purpose")),
          Map.entry(
              "RECIPIENT_NOT_ALLOWED",
              List.of(
                  "no se puede hablar de la deuda con esta persona",
                  "não se pode falar da dívida com esta pessoa",
                  "the debt must not be discussed with this person")),
          Map.entry(
              "CONTACT_POINT_UNUSABLE",
              List.of(
                  "no hay un dato de contacto utilizable",
                  "não há um dado de contato utilizável",
                  "there is no usable address")),
          Map.entry(
              "SUPPRESSED",
              List.of(
                  "contacto suspendido ({reason})",
                  "contato suspenso ({reason})",
                  "contact is suppressed ({reason})")),
          Map.entry("MISSING", List.of("{missing}", "{missing}", "{missing}")),
          Map.entry(
              "RULE",
              List.of(
                  "regla {rule}; fuente: {source}",
                  "regra {rule}; fonte: {source}",
                  "rule {rule}; source: {source}")));

  public ContactExplanation {
    Objects.requireNonNull(kind, "kind");
    says = Map.copyOf(says);
    Objects.requireNonNull(moment, "moment");
    Objects.requireNonNull(zone, "zone");
  }

  /**
   * One sentence or two.
   *
   * @param language {@code es}, {@code pt} or {@code en}; a region behind it is ignored
   * @throws IllegalArgumentException for any other language
   */
  public String in(String language) {
    int index = LANGUAGES.indexOf(language.split("[-_]", 2)[0]);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no explanations in \"" + language + "\": expected one of es, pt, en");
    }
    StringBuilder out = new StringBuilder(words(head(), index));
    if (kind != ContactVerdict.Kind.ALLOW) {
      out.append(": ").append(words(cause(), index));
    }
    out.append('.');
    String sentence = says.get(LANGUAGES.get(index));
    if (sentence != null) {
      out.append(' ').append(sentence);
    }
    if (!rule.isEmpty()) {
      out.append(" (").append(words("RULE", index)).append(")");
    }
    return out.toString();
  }

  private String head() {
    return kind == ContactVerdict.Kind.DENY && moment.isPresent() ? "DENY_UNTIL" : kind.name();
  }

  private String cause() {
    if (kind == ContactVerdict.Kind.NEEDS_DATA) {
      return "MISSING";
    }
    return WORDS.containsKey(reason) ? reason : "SUPPRESSED";
  }

  private String words(String key, int index) {
    List<String> phrase = Objects.requireNonNull(WORDS.get(key), key);
    @Nullable Instant at = moment.orElse(null);
    return phrase
        .get(index)
        .replace("{moment}", at == null ? "" : shown(at))
        .replace("{reason}", reason)
        .replace("{missing}", missing)
        .replace("{rule}", rule)
        .replace("{source}", source);
  }

  private String shown(Instant at) {
    String local = at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    return local.replace('T', ' ') + " (" + zone.getId() + ")";
  }
}
