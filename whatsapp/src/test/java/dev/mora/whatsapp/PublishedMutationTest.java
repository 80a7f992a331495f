package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.json.JsonArray;
import dev.mora.json.JsonBoolean;
import dev.mora.json.JsonNull;
import dev.mora.json.JsonNumber;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonString;
import dev.mora.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check sees: what is changed in one place of a body is refused. */
class PublishedMutationTest {

  /** What a body may do without; everything else is missed. Indexes are written as {@code *}. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "message /context",
          "message /biz_opaque_callback_data",
          "message /recipient_identity_key_hash",
          "message /text/preview_url",
          "message /image/caption",
          "message /video/caption",
          "message /document/caption",
          "message /document/filename",
          "message /audio/voice",
          "message /location/name",
          "message /location/address",
          "message /interactive/header",
          "message /interactive/header/document/filename",
          "message /interactive/footer",
          "message /interactive/action/sections/*/rows/*/description",
          "message /template/components",
          "message /template/components/*/parameters/*/parameter_name",
          "message /template/components/*/parameters/*/document/filename",
          "message /template/components/*/parameters/*/location/name",
          "message /template/components/*/parameters/*/location/address",
          "receipt /typing_indicator",
          "create /parameter_format",
          "create /message_send_ttl_seconds",
          "edit /category",
          "edit /message_send_ttl_seconds");

  private static List<SentRequest> bodies;

  /** Bodies that have, among them, every member of every kind of body. */
  @BeforeAll
  static void build() throws Exception {
    Set<String> places = new HashSet<>();
    bodies = SentRequests.all().filter(sent -> places.addAll(sent.places())).toList();

    assertThat(bodies).hasSizeBetween(40, 120);
  }

  private static Stream<SentRequest> refusedNot(Stream<SentRequest> changed) {
    return changed.filter(sent -> sent.faults().isEmpty());
  }

  @Test
  void a_member_that_is_dropped_is_missed_unless_it_is_optional() {
    Set<String> passed = new TreeSet<>();
    int drops = 0;

    for (SentRequest sent : bodies) {
      JsonObject tree = sent.tree();
      for (String at : Trees.values(tree).keySet()) {
        if (isMember(at)) {
          drops++;
          if (sent.with("without " + at, Trees.removed(tree, at)).faults().isEmpty()) {
            passed.add(sent.as().request() + " " + at.replaceAll("/[0-9]+", "/*"));
          }
        }
      }
    }

    assertThat(passed).containsExactlyInAnyOrderElementsOf(OPTIONAL);
    assertThat(drops).isGreaterThan(1_000);
  }

  private static boolean isMember(String at) {
    return !at.isEmpty() && !at.matches(".*/[0-9]+");
  }

  @Test
  void a_field_that_nobody_published_is_refused_in_every_object() {
    List<SentRequest> changed = new ArrayList<>();

    for (SentRequest sent : bodies) {
      JsonObject tree = sent.tree();
      Trees.values(tree)
          .forEach(
              (at, value) -> {
                if (value instanceof JsonObject object) {
                  for (String odd : List.of("unknown", "caption", "text", "id")) {
                    if (!object.has(odd) && !isKnown(at, odd)) {
                      changed.add(
                          sent.with(at + " with " + odd, put(tree, at, object.with(odd, "x"))));
                    }
                  }
                }
              });
    }

    assertThat(refusedNot(changed.stream())).isEmpty();
    assertThat(changed).hasSizeGreaterThan(1_000);
  }

  /** A caption below a picture, film or document that has none yet is one. */
  private static boolean isKnown(String at, String field) {
    return field.equals("caption") && List.of("/image", "/video", "/document").contains(at);
  }

  @Test
  void a_misspelt_field_is_refused() {
    List<SentRequest> changed = new ArrayList<>();

    for (SentRequest sent : bodies) {
      JsonObject tree = sent.tree();
      Trees.values(tree)
          .forEach(
              (at, value) -> {
                if (isMember(at)) {
                  JsonObject renamed = Trees.with(Trees.removed(tree, at), at + "s", value);
                  changed.add(sent.with("misspelt " + at, renamed));
                }
              });
    }

    assertThat(refusedNot(changed.stream())).isEmpty();
  }

  @Test
  void a_value_of_another_type_is_refused() {
    List<JsonValue> others =
        List.of(
            JsonString.of("x1"),
            JsonNumber.of(7),
            JsonBoolean.of(true),
            JsonNull.of(),
            JsonObject.of(),
            JsonArray.of(),
            JsonArray.of(JsonObject.of()));
    List<SentRequest> changed = new ArrayList<>();

    for (SentRequest sent : bodies) {
      JsonObject tree = sent.tree();
      Trees.values(tree)
          .forEach(
              (at, value) -> {
                for (JsonValue other : others) {
                  if (!at.isEmpty() && (isAnother(value, other))) {
                    changed.add(sent.with(at + " as " + other.toJson(), put(tree, at, other)));
                  }
                }
              });
    }

    assertThat(refusedNot(changed.stream())).isEmpty();
    assertThat(changed).hasSizeGreaterThan(3_000);
  }

  private static boolean isAnother(JsonValue value, JsonValue other) {
    return !value.getClass().equals(other.getClass());
  }

  @Test
  void an_empty_list_or_object_and_a_word_that_is_none_of_the_published_are_refused() {
    Set<String> words =
        Set.of(
            "type",
            "sub_type",
            "policy",
            "messaging_product",
            "recipient_type",
            "status",
            "format",
            "category",
            "parameter_format",
            "pin");
    List<SentRequest> changed = new ArrayList<>();

    for (SentRequest sent : bodies) {
      JsonObject tree = sent.tree();
      Trees.values(tree)
          .forEach(
              (at, value) -> {
                String key = at.substring(at.lastIndexOf('/') + 1);
                boolean free = sent.as().equals(Published.UPLOAD) && key.equals("type");
                if (words.contains(key) && !free) {
                  changed.add(sent.with(at + " as x", put(tree, at, JsonString.of("x"))));
                } else if (!at.isEmpty() && value instanceof JsonArray) {
                  changed.add(sent.with("empty " + at, put(tree, at, JsonArray.of())));
                } else if (!at.isEmpty() && value instanceof JsonObject) {
                  changed.add(sent.with("empty " + at, put(tree, at, JsonObject.of())));
                }
              });
    }

    assertThat(refusedNot(changed.stream())).isEmpty();
  }

  private static JsonObject put(JsonObject tree, String at, JsonValue value) {
    return at.isEmpty() ? value.asObject() : Trees.with(tree, at, value);
  }
}
