package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.party.Creditor;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published schema and the reader know the same keys and words. */
class StrategySchemaTest {

  private static final JsonObject SCHEMA = read();

  @Test
  void every_fact_of_the_schema_can_be_named_in_a_step_and_no_other() {
    assertThat(
            step()
                .object("fields")
                .object("additionalProperties")
                .array("anyOf")
                .objects()
                .get(0)
                .array("enum")
                .strings())
        .containsExactlyElementsOf(FactFields.names());
  }

  @Test
  void roles_counts_and_actions_are_the_same() {
    assertThat(
            SCHEMA
                .object("properties")
                .object("creditor")
                .object("properties")
                .object("role")
                .array("enum")
                .strings())
        .containsExactlyElementsOf(Arrays.stream(Creditor.Role.values()).map(Enum::name).toList());
    assertThat(step().object("on").object("properties").keys())
        .isEqualTo(
            Arrays.stream(Trigger.Count.values())
                .map(Trigger.Count::key)
                .collect(Collectors.toSet()));
    assertThat(step().object("action").array("enum").strings())
        .isEqualTo(names(Step.Desk.values()));
    assertThat(step().object("wait").object("properties").object("for").array("enum").strings())
        .isEqualTo(names(Await.Sign.values()));
    assertThat(
            SCHEMA
                .object("properties")
                .object("stop")
                .object("properties")
                .object("on")
                .object("items")
                .array("enum")
                .strings())
        .isEqualTo(names(StopRule.Cause.values()));
  }

  @Test
  void the_reader_takes_the_keys_of_the_schema_and_refuses_every_other() {
    for (String key : step().keys()) {
      String json =
          StrategyTest.JSON.replace("\"step\":\"agent\"", "\"step\":\"agent\",\"" + key + "x\":1");
      assertThatThrownBy(() -> Strategy.parse("s.json", json))
          .hasMessageContaining(key + "x")
          .hasMessageContaining(key);
    }
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static JsonObject step() {
    return SCHEMA.object("$defs").object("step").object("properties");
  }

  private static JsonObject read() {
    InputStream in = Strategy.class.getResourceAsStream("/META-INF/mora/schema/strategy-1.json");
    return Json.read("strategy-1.json", in).asObject();
  }
}
