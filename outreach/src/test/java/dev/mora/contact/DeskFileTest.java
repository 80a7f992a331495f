package dev.mora.contact;

import static dev.mora.contact.Cases.messageInMexico;
import static dev.mora.contact.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.history.ContactHistory;
import dev.mora.json.InvalidDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskFileTest {

  private static final ContactHistory NOTHING = ContactHistory.none();
  private static final String MEXICO = "America/Mexico_City";

  private static ContactPolicy desk(String rest) {
    return ContactPolicy.parse("contact.json", "{\"schema\":\"mora/contact-1\"," + rest + "}");
  }

  private static String window(String more, String windows) {
    return "{\"id\":\"own-window\",\"kind\":\"CONTACT_WINDOW\","
        + more
        + "\"windows\":"
        + windows
        + "}";
  }

  @Test
  void the_example_of_the_desk_folder_loads(@TempDir Path desk) throws IOException {
    Path file = desk.resolve("contact.json");
    Files.writeString(
        file,
        """
        {"schema":"mora/contact-1","name":"crediamiga","version":"3","packs":["MX"],"strict":true,
         "consentForAll":"credit contract, clause 12",
         "rules":[{"id":"own-window","kind":"CONTACT_WINDOW",
                   "windows":{"MON-FRI":["09:00-19:00"]}}]}
        """);

    ContactPolicy policy = ContactPolicy.load(file);

    assertThat(policy.packVersions())
        .contains("MX@2026.11.0 windowsStrict=true", "house@crediamiga@3");
    assertThat(told(policy.decide(messageInMexico("2026-11-24T08:00").build(), NOTHING), MEXICO))
        .isEqualTo("DEFER 2026-11-24T09:00");
  }

  @ParameterizedTest
  @CsvSource({"true, 2026-11-22T10:00, DEFER 2026-11-23T07:00", "false, 2026-11-22T10:00, ALLOW"})
  void strict_chooses_the_reading(boolean strict, String local, String expected) {
    ContactPolicy policy = desk("\"packs\":[\"MX\"],\"strict\":" + strict);

    assertThat(told(policy.decide(messageInMexico(local).build(), NOTHING), MEXICO))
        .isEqualTo(expected);
  }

  @Test
  void one_pack_can_be_read_in_its_own_way() {
    ContactPolicy policy = desk("\"packs\":[{\"id\":\"MX\",\"windowsStrict\":false},\"PE\"]");

    assertThat(policy.packVersions())
        .contains("MX@2026.11.0 windowsStrict=false", "PE@2026.11.0 literalScope=false");
  }

  @Test
  void a_wider_window_of_the_desk_opens_nothing() {
    ContactPolicy policy =
        desk(
            "\"packs\":[\"MX\"],\"rules\":["
                + window("", "{\"ALL_DAYS\":[\"00:00-24:00\"]}")
                + "]");

    assertThat(told(policy.decide(messageInMexico("2026-11-24T23:00").build(), NOTHING), MEXICO))
        .isEqualTo("DEFER 2026-11-25T07:00");
  }

  @Test
  void a_rule_that_replaces_may_be_tighter() {
    ContactPolicy policy =
        desk(
            "\"packs\":[\"MX\"],\"rules\":["
                + window("\"replaces\":\"MX-window\",", "{\"MON-FRI\":[\"10:00-18:00\"]}")
                + "]");

    ContactVerdict verdict = policy.decide(messageInMexico("2026-11-24T09:00").build(), NOTHING);

    assertThat(told(verdict, MEXICO)).isEqualTo("DEFER 2026-11-24T10:00");
    assertThat(verdict.rule()).isEqualTo("own-window");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"windows\":{\"ALL_DAYS\":[\"07:00-22:00\"]} | yes",
        "\"windows\":{\"ALL_DAYS\":[\"06:59-22:00\"]} | no",
        "\"windows\":{\"ALL_DAYS\":[\"07:00-22:01\"]} | no",
        "\"windows\":{\"MON\":[\"07:00-12:00\",\"13:00-22:00\"]} | yes",
        "\"channels\":[\"call\"],\"windows\":{\"MON\":[\"07:00-12:00\"]} | no",
        "\"exceptPurposes\":[\"SERVICING\"],\"windows\":{\"MON\":[\"07:00-12:00\"]} | no",
        "\"daysPastDue\":{\"from\":1},\"windows\":{\"MON\":[\"07:00-12:00\"]} | no"
      })
  void a_rule_that_replaces_must_not_be_looser(String parts, String accepted) {
    String rest =
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"own\",\"kind\":\"CONTACT_WINDOW\","
            + "\"replaces\":\"MX-window\","
            + parts
            + "}]";

    if (accepted.equals("yes")) {
      assertThat(desk(rest).packs()).isNotEmpty();
    } else {
      assertThatThrownBy(() -> desk(rest))
          .isInstanceOf(InvalidDocument.class)
          .hasMessageContaining("contact.json")
          .hasMessageContaining("/rules/0/replaces")
          .hasMessageContaining("lets more through than MX-window");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, '\"CALENDAR_DAY\"', SUBMITTED, yes",
    "1, '\"CALENDAR_DAY\",\"ROLLING(P7D)\"', SUBMITTED, yes",
    "2, '\"CALENDAR_DAY\"', SUBMITTED, no",
    "1, '\"ROLLING(P7D)\"', SUBMITTED, no",
    "1, '\"CALENDAR_DAY\"', DELIVERED, no"
  })
  void a_cap_that_replaces_counts_at_least_as_much(
      int max, String per, String basis, String accepted) {
    String rest =
        """
        "packs":["GENERIC-STRICT"],"rules":[{"id":"own","kind":"FREQUENCY_CAP",
        "replaces":"GENERIC-cap-day","max":%d,"per":[%s],"scope":"BORROWER","basis":"%s"}]"""
            .formatted(max, per, basis);

    if (accepted.equals("yes")) {
      assertThat(desk(rest).packs()).isNotEmpty();
    } else {
      assertThatThrownBy(() -> desk(rest)).hasMessageContaining("lets more through");
    }
  }

  @Test
  void loosening_needs_a_reason_that_the_audit_trail_keeps() {
    String looser =
        "\"rules\":["
            + window("\"replaces\":\"MX-window\",", "{\"ALL_DAYS\":[\"06:00-23:00\"]}")
            + "]";
    ContactPolicy policy =
        desk(
            "\"packs\":[\"MX\"],\"name\":\"d\",\"version\":\"1\","
                + "\"allowLoosening\":{\"reason\":\"written request of the regulator\"},"
                + looser);

    assertThat(policy.packVersions())
        .contains("house@d@1 loosened: written request of the regulator");
    assertThat(
            told(
                policy
                    .safetyMargin(Duration.ZERO)
                    .decide(messageInMexico("2026-11-24T22:30").build(), NOTHING),
                MEXICO))
        .isEqualTo("ALLOW");
    assertThat(
            told(
                policy
                    .and(ContactPolicy.of("MX"))
                    .decide(messageInMexico("2026-11-24T22:30").build(), NOTHING),
                MEXICO))
        .as("another layer still holds the rule")
        .isEqualTo("DEFER 2026-11-25T07:00");
  }

  @Test
  void suppressions_and_opt_outs_are_never_loosened() {
    assertThatThrownBy(
            () ->
                desk(
                    """
                    "packs":["MX"],"allowLoosening":{"reason":"we want to"},
                    "rules":[{"id":"own","kind":"OPT_OUT","replaces":"BASE-opt-out",
                              "words":{"es":["baja"]}}]"""))
        .hasMessageContaining("always win");
  }

  @Test
  void opt_out_suppression_and_consent_are_in_every_policy() {
    ContactPolicy own =
        ContactPolicy.parse(
            "own.json", ClockChangesTest.pack("{\"ALL_DAYS\":[\"00:00-24:00\"]}", "[]"));
    ContactRequest stopped =
        messageInMexico("2026-11-24T10:00")
            .suppression(Suppression.of(Suppression.Reason.LEGAL_HOLD))
            .build();

    assertThat(told(own.decide(stopped, NOTHING), MEXICO)).isEqualTo("DENY LEGAL_HOLD");
    assertThat(own.isOptOut("BAJA")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PT5M, yes", "PT10M, yes", "PT4M59S, no"})
  void a_margin_may_only_grow(String margin, String accepted) {
    String rest = "\"packs\":[\"MX\"],\"safetyMargin\":{\"default\":\"" + margin + "\"}";

    if (accepted.equals("yes")) {
      assertThat(desk(rest).packs()).isNotEmpty();
    } else {
      assertThatThrownBy(() -> desk(rest))
          .hasMessageContaining("/safetyMargin/default")
          .hasMessageContaining("PT5M or more");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"pack\":[\"MX\"] | contact.json:1:28 /pack | packs",
        "\"packs\":[\"MEX\"] | /packs/0 | \"MEX\"",
        "\"packs\":[] | /packs | at least one",
        "\"packs\":[{\"id\":\"MX\",\"windowStrict\":false}] | /packs/0/windowStrict | windowsStrict",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"x\",\"kind\":\"WINDOW\"}] | /rules/0/kind | CONTACT_WINDOW",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"x\",\"kind\":\"FREQUENCY_CAP\",\"max\":0,\"per\":[\"CALENDAR_DAY\"],\"scope\":\"LOAN\",\"basis\":\"SUBMITTED\"}] | /rules/0/max | 1 or more",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"x\",\"kind\":\"FREQUENCY_CAP\",\"max\":1,\"per\":[\"WEEK\"],\"scope\":\"LOAN\",\"basis\":\"SUBMITTED\"}] | /rules/0/per/0 | ROLLING(P7D)",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"MX-window\",\"kind\":\"CONTACT_POINT\"}] | /rules/0/id | another id",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"x\",\"kind\":\"CONTACT_POINT\",\"replaces\":\"MX-windo\"}] | /rules/0/replaces | did you mean \"MX-window\"?",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"x\",\"kind\":\"CONTACT_POINT\",\"channels\":[]}] | /rules/0/channels | at least one",
        "\"packs\":[\"MX\"],\"rules\":[{\"id\":\"x\",\"kind\":\"CONTACT_POINT\",\"chanels\":[\"sms\"]}] | /rules/0/chanels | did you mean \"channels\"?",
        "\"packs\":[\"MX\"],\"allowLoosening\":{\"reason\":\" \"} | /allowLoosening/reason | no reason",
        "\"packs\":[\"MX\"],\"onUnverified\":\"REFUSE\" | /onUnverified | REFUSE_TO_LOAD",
        "\"packs\":[\"MX\"],\"safetyMargin\":{\"default\":\"5m\"} | /safetyMargin/default | PT5M"
      })
  void a_fault_says_where_and_what_instead(String rest, String where, String instead) {
    assertThatThrownBy(() -> desk(rest))
        .isInstanceOf(InvalidDocument.class)
        .hasMessageContaining("contact.json")
        .hasMessageContaining(where)
        .hasMessageContaining(instead);
  }

  @Test
  void all_faulty_rules_are_told_at_once() {
    assertThatThrownBy(
            () ->
                desk(
                    """
                    "packs":["MX"],"rules":[
                      {"id":"a","kind":"CONTACT_WINDOW","windows":{"MONDAY":[]}},
                      {"id":"b","kind":"CONTACT_POINT"},
                      {"id":"b","kind":"CONTACT_POINT"},
                      {"id":"c","kind":"DAY_OFF"}]"""))
        .isInstanceOfSatisfying(InvalidDocument.class, e -> assertThat(e.faults()).hasSize(3));
  }

  @ParameterizedTest
  @CsvSource({"2026-12-24T10:00, DEFER 2026-12-28T07:00", "2026-12-23T10:00, ALLOW"})
  void a_desk_may_keep_days_of_its_own(String local, String expected) {
    ContactPolicy policy =
        desk(
            """
            "packs":["MX"],"rules":[{"id":"christmas","kind":"DAY_OFF",
            "dates":["2026-12-24","2026-12-25"]}]""");

    assertThat(told(policy.decide(messageInMexico(local).build(), NOTHING), MEXICO))
        .isEqualTo(expected);
  }
}
