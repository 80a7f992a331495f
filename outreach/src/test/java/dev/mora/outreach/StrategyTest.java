package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.party.Channel;
import dev.mora.party.Creditor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyTest {

  static final String JSON =
      """
      {"schema":"mora/strategy-1","name":"microcredit-mx","version":"2026-11-21",
       "creditor":{"name":"CrediAmiga","role":"FIRST_PARTY","phone":"+525555550100"},
       "segments":{
         "PRE_DUE":[{"step":"reminder","on":{"daysToDue":[3,1]},"template":"cuota_por_vencer","channels":["whatsapp"]}],
         "EARLY":[{"step":"soft","on":{"daysPastDue":[1,4,9]},"template":"cuota_vencida","channels":["whatsapp","sms"],
                   "fields":{"monto":"outstanding"}}],
         "LATE":[{"step":"agent","on":{"daysPastDue":{"from":61}},"action":"AGENT"}]}}
      """;

  @Test
  void a_strategy_file_is_read() {
    Strategy strategy = Strategy.parse("strategy.json", JSON);

    assertThat(strategy.name()).isEqualTo("microcredit-mx");
    assertThat(strategy.creditor().role()).isEqualTo(Creditor.Role.FIRST_PARTY);
    assertThat(strategy.templates()).containsExactly("cuota_por_vencer", "cuota_vencida");
    assertThat(strategy.steps("EARLY"))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.on().falls(4)).isTrue();
              assertThat(step.on().falls(5)).isFalse();
              assertThat(step.action())
                  .isEqualTo(
                      new Step.Send("cuota_vencida", List.of(Channel.WHATSAPP, Channel.SMS)));
              assertThat(step.fields()).containsEntry("monto", "outstanding");
            });
    assertThat(strategy.steps("CURRENT")).isEmpty();
  }

  @Test
  void what_is_written_is_read_back_equal() {
    Strategy strategy = Strategy.parse("strategy.json", JSON);

    assertThat(Strategy.parse("again", strategy.toJson())).isEqualTo(strategy);
    assertThat(Strategy.parse("again", strategy.toJson()).toJson()).isEqualTo(strategy.toJson());
  }

  @ParameterizedTest
  @CsvSource({"60, false", "61, true", "90, true", "91, false"})
  void both_ends_of_a_range_are_in_it(int day, boolean falls) {
    Trigger range =
        new Trigger.Within(Trigger.Count.DAYS_PAST_DUE, 61, java.util.OptionalInt.of(90));

    assertThat(range.falls(day)).isEqualTo(falls);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unknown key      | \"template\":\"cuota_por_vencer\" | \"templat\":\"x\"      | templat | template",
        "unknown fact     | \"monto\":\"outstanding\"         | \"monto\":\"outstandin\" | outstandin | outstanding",
        "unknown count    | \"daysToDue\"                     | \"daysTodue\"          | daysTodue | daysToDue",
        "unknown action   | \"AGENT\"                         | \"AGNET\"              | AGNET | AGENT",
        "negative day     | [3,1]                             | [3,-1]                 | /segments/PRE_DUE/0/on/daysToDue | 0",
        "reversed range   | {\"from\":61}                     | {\"from\":61,\"to\":60} | /segments/LATE/0/on/daysPastDue | 61",
        "no channel       | [\"whatsapp\"]                    | []                     | /segments/PRE_DUE/0/channels | channel",
        "no country code  | +525555550100                     | 5555550100             | /creditor/phone | country code",
        "another schema   | mora/strategy-1                   | mora/strategy-2        | /schema | mora/strategy-1",
        "unknown role     | FIRST_PARTY                       | FIRST_PARTI            | /creditor/role | FIRST_PARTY",
        "a bad step name  | \"step\":\"soft\"                 | \"step\":\"so ft\"     | /segments/EARLY/0/step | letters"
      })
  void a_fault_says_where_and_what_was_expected(
      String what, String right, String wrong, String where, String expected) {
    String json = JSON.replace(right, wrong);

    assertThat(json).isNotEqualTo(JSON);
    assertThatThrownBy(() -> Strategy.parse("strategy.json", json))
        .isInstanceOf(dev.mora.json.InvalidDocument.class)
        .hasMessageContaining("strategy.json:")
        .hasMessageContaining(where)
        .hasMessageContaining(expected);
  }

  @Test
  void two_steps_of_one_name_in_a_segment_are_refused() {
    String json =
        JSON.replace(
            "\"LATE\":[",
            "\"LATE\":[{\"step\":\"agent\",\"on\":{\"daysPastDue\":[1]},\"action\":\"AGENT\"},");

    assertThatThrownBy(() -> Strategy.parse("strategy.json", json))
        .hasMessageContaining("/segments/LATE/1/step")
        .hasMessageContaining("agent");
  }
}
