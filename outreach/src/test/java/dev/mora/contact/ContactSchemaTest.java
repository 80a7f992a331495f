package dev.mora.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.history.ContactRecord;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published schema names what the code reads; a new constant here is a new one there. */
class ContactSchemaTest {

  private static final JsonObject DEFS = schema().object("$defs");

  private static JsonObject schema() {
    String name = "/META-INF/mora/schema/contact-1.json";
    try (InputStream in = ContactPolicy.class.getResourceAsStream(name)) {
      return Json.read(name, in).asObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }

  private static List<String> named(String definition) {
    return DEFS.object(definition).array("enum").strings();
  }

  private static JsonObject rule(RuleKind kind) {
    return DEFS.object("rule").array("oneOf").objects().stream()
        .map(each -> each.object("properties"))
        .filter(each -> each.object("kind").string("const").equals(kind.name()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_schema_names_every_constant() {
    assertThat(named("kind")).isEqualTo(names(RuleKind.class));
    assertThat(named("status")).isEqualTo(names(RuleStatus.class));
    assertThat(named("purpose")).isEqualTo(names(Purpose.class));
    assertThat(named("role")).isEqualTo(names(RecipientRole.class));
    assertThat(named("basis")).isEqualTo(names(Counting.class));
    assertThat(named("scope")).isEqualTo(names(CapRule.Scope.class));
    assertThat(
            rule(RuleKind.SUPPRESSION)
                .object("reasons")
                .object("propertyNames")
                .array("enum")
                .strings())
        .isEqualTo(names(Suppression.Reason.class));
    assertThat(rule(RuleKind.CHANNEL_POLICY).object("policy").array("enum").strings())
        .isEqualTo(names(ChannelRule.Policy.class));
    assertThat(rule(RuleKind.INBOUND).object("reopens").array("enum").strings())
        .isEqualTo(names(InboundRule.Reopens.class));
    assertThat(
            DEFS.object("test")
                .object("properties")
                .object("history")
                .object("items")
                .object("properties")
                .object("outcome")
                .array("enum")
                .strings())
        .isEqualTo(names(ContactRecord.Outcome.class));
  }

  @Test
  void the_schema_knows_every_kind_of_rule() {
    assertThat(DEFS.object("rule").array("oneOf").objects())
        .extracting(each -> each.object("properties").object("kind").string("const"))
        .containsExactlyElementsOf(names(RuleKind.class));
  }
}
