package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.party.Creditor;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The published schema and the reader know the same keys and words. */
class StrategySchemaTest {

  private static final JsonObject SCHEMA = read();

  @Test
  void every_fact_of_the_schema_can_be_named_in_a_step_and_no_other() {
    assertThat(step().object("fields").object("additionalProperties").array("enum").strings())
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
        .isEqualTo(Set.of(Trigger.Count.DAYS_TO_DUE.key(), Trigger.Count.DAYS_PAST_DUE.key()));
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

  private static JsonObject step() {
    return SCHEMA.object("$defs").object("step").object("properties");
  }

  private static JsonObject read() {
    InputStream in = Strategy.class.getResourceAsStream("/META-INF/mora/schema/strategy-1.json");
    return Json.read("strategy-1.json", in).asObject();
  }
}
