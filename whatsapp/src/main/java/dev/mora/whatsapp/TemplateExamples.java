package dev.mora.whatsapp;

import dev.mora.json.JsonObject;
import dev.mora.party.Creditor;
import dev.mora.party.PhoneNumber;
import dev.mora.template.FieldType;
import dev.mora.template.FilledTemplate;
import dev.mora.template.MediaRef;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateField;
import dev.mora.template.TemplateHeader;
import dev.mora.template.Translation;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a reviewer sees in place of each field: invented values by type, others where they are
 * given. A picture, film or file has no invented example: it needs the handle of an upload.
 */
public final class TemplateExamples {

  private static final Map<FieldType<?>, String> INVENTED =
      Map.of(
          FieldType.TEXT,
          "Ana",
          FieldType.DATE,
          "2026-11-28",
          FieldType.DAYS,
          "5",
          FieldType.COUNT,
          "3",
          FieldType.PERCENT,
          "12.5",
          FieldType.LAST_DIGITS,
          "4821",
          FieldType.LOCATION,
          "19.4326,-99.1332; Oficina Centro; Av. Juárez 1",
          FieldType.PAY_LINK,
          "p/8Hq2");

  private final Map<String, String> given;
  private final Creditor creditor;

  private TemplateExamples(Map<String, String> given, Creditor creditor) {
    this.given = given;
    this.creditor = creditor;
  }

  /** Invented ones. */
  public static TemplateExamples invented() {
    return of(Map.of());
  }

  /**
   * @param byField in the form that the field's type writes, {@code 750.00 MXN}; for a picture,
   *     film or file the {@code h} of a resumable upload. No real borrower's data
   */
  public static TemplateExamples of(Map<String, String> byField) {
    return new TemplateExamples(
        new LinkedHashMap<>(byField),
        new Creditor(
            "Microfinanciera",
            Creditor.Role.FIRST_PARTY,
            Optional.of(PhoneNumber.of("+525555550100"))));
  }

  /** Who writes. */
  public TemplateExamples by(Creditor value) {
    return new TemplateExamples(given, value);
  }

  /**
   * @throws IllegalArgumentException saying which field has no example that fits
   */
  JsonObject submission(MessageTemplate template, Translation text) {
    TemplateSubmission submission = TemplateSubmission.of(template, text.language());
    Map<String, Object> values = new LinkedHashMap<>();
    for (TemplateField<?> field : template.fields()) {
      values.put(field.name(), value(field, text.language()));
    }
    FilledTemplate filled = template.fill(values);
    submission =
        submission.examples(template.creditor().isPresent() ? filled : filled.by(creditor));
    Optional<String> handle =
        text.header()
            .filter(TemplateHeader.Media.class::isInstance)
            .flatMap(header -> ((TemplateHeader.Media) header).field())
            .flatMap(field -> Optional.ofNullable(given.get(field)));
    return handle.map(submission::mediaHandle).orElse(submission).toJson();
  }

  private Object value(TemplateField<?> field, String language) {
    FieldType<?> type = field.type();
    if (type.valueType() == MediaRef.class) {
      MediaRef file = MediaRef.link("https://example.com/example");
      return type == FieldType.DOCUMENT ? file.named("example.pdf") : file;
    }
    String text = given.get(field.name());
    if (text == null) {
      text = type == FieldType.MONEY ? "1250.00 " + currency(language) : INVENTED.get(type);
    }
    if (text == null) {
      throw new IllegalArgumentException("no example for {" + field.name() + "}");
    }
    return field.parse(text);
  }

  /** Of the language's country with two decimals, else pesos: it is only an example. */
  private static String currency(String language) {
    Locale locale = Locale.forLanguageTag(language.replace('_', '-'));
    if (locale.getCountry().isEmpty()) {
      return "MXN";
    }
    Currency own = Currency.getInstance(locale);
    return own != null && own.getDefaultFractionDigits() == 2 ? own.getCurrencyCode() : "MXN";
  }
}
