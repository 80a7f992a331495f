package dev.mora.template;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes the canonical form, {@code mora/template-1}. Its schema is a resource beside it. A key
 * that would only say the default is left out, so that an old template keeps its hash.
 */
final class JsonFormWriter {

  static final String SCHEMA = "mora/template-1";

  private JsonFormWriter() {}

  static String hash(MessageTemplate template) {
    try {
      byte[] form = content(template).toJson().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static JsonObject tree(MessageTemplate t) {
    JsonObject out = head(t);
    if (t.variants().isPresent()) {
      JsonObject arms = JsonObject.of();
      for (Variants.Arm arm : t.variants().get().arms()) {
        arms = arms.with(arm.template(), arm.weight());
      }
      out = out.with("variants", arms);
    }
    if (!t.provenance().changed().isEmpty()) {
      out =
          out.with(
              "changed",
              JsonArray.of(t.provenance().changed().stream().map(JsonFormWriter::tree).toList()));
    }
    if (!t.provenance().approved().isEmpty()) {
      out =
          out.with(
              "approved",
              JsonArray.of(t.provenance().approved().stream().map(JsonFormWriter::tree).toList()));
    }
    return withTexts(out, t);
  }

  /** What the hash is taken of. */
  private static JsonObject content(MessageTemplate t) {
    return withTexts(head(t), t);
  }

  private static JsonObject head(MessageTemplate t) {
    JsonObject out =
        JsonObject.of()
            .with("schema", SCHEMA)
            .with("name", t.name())
            .with("category", t.category().name())
            .with("version", t.version());
    if (t.variables() != Rendering.Variables.NAMED) {
      out = out.with("variables", t.variables().name());
    }
    return t.fallback().isEmpty() ? out : out.with("fallback", JsonArray.ofStrings(t.fallback()));
  }

  private static JsonObject withTexts(JsonObject head, MessageTemplate t) {
    JsonObject fields = JsonObject.of();
    for (TemplateField<?> field : t.fields()) {
      fields = fields.with(field.name(), tree(field));
    }
    JsonObject languages = JsonObject.of();
    for (Translation translation : t.languages().values()) {
      languages = languages.with(translation.language(), tree(translation));
    }
    return head.with("fields", fields).with("languages", languages);
  }

  private static <T> JsonValue tree(TemplateField<T> field) {
    JsonObject out = JsonObject.of().with("type", field.kind());
    if (field.whenBlank() instanceof BlankPolicy.Default<T> policy) {
      return out.with("default", field.type().write(policy.value()));
    }
    return field.whenBlank() instanceof BlankPolicy.Skip<T>
        ? out.with("blank", "SKIP")
        : JsonString.of(field.kind());
  }

  private static JsonObject tree(Provenance.Change change) {
    JsonObject out = JsonObject.of().with("on", change.on().toString()).with("by", change.by());
    return change.words().isEmpty() ? out : out.with("words", change.words());
  }

  private static JsonObject tree(Provenance.Approval approval) {
    return JsonObject.of()
        .with("on", approval.on().toString())
        .with("by", approval.by())
        .with("hash", approval.hash());
  }

  private static JsonObject tree(Translation t) {
    JsonObject out = JsonObject.of();
    if (t.header().isPresent()) {
      out = out.with("header", tree(t.header().get()));
    }
    out = out.with("body", t.body().toString());
    if (!t.footer().isEmpty()) {
      out = out.with("footer", t.footer());
    }
    if (!t.buttons().isEmpty()) {
      out =
          out.with(
              "buttons", JsonArray.of(t.buttons().stream().map(JsonFormWriter::tree).toList()));
    }
    return t.others().isEmpty() ? out : out.with("others", JsonArray.of(t.others()));
  }

  private static JsonObject tree(TemplateHeader header) {
    if (header instanceof TemplateHeader.Text text) {
      return JsonObject.of().with("type", "TEXT").with("text", text.wording().toString());
    }
    TemplateHeader.Media media = (TemplateHeader.Media) header;
    JsonObject out = JsonObject.of().with("type", media.kind().name());
    return media.field().isEmpty() ? out : out.with("field", media.field().get());
  }

  private static JsonObject tree(TemplateButton button) {
    if (button instanceof TemplateButton.QuickReply reply) {
      return typed(ButtonType.QUICK_REPLY, reply.label()).with("payload", reply.payload());
    }
    if (button instanceof TemplateButton.Url url) {
      return typed(ButtonType.URL, url.label()).with("url", url.url().toString());
    }
    if (button instanceof TemplateButton.Phone phone) {
      return typed(ButtonType.PHONE, phone.label()).with("phone", phone.number().e164());
    }
    if (button instanceof TemplateButton.CopyCode copy) {
      return typed(ButtonType.COPY_CODE, copy.label()).with("code", copy.code().toString());
    }
    return JsonObject.of()
        .with("type", ButtonType.OTHER.name())
        .with("raw", ((TemplateButton.Other) button).json());
  }

  private static JsonObject typed(ButtonType type, String label) {
    return JsonObject.of().with("type", type.name()).with("label", label);
  }
}
