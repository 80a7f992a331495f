package dev.mora.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent.Status.State;
import dev.mora.contact.Suppression;
import dev.mora.json.Json;
import dev.mora.json.JsonObject;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Progress;
import dev.mora.loan.LoanId;
import dev.mora.outreach.House;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.party.BorrowerId;
import dev.mora.party.Channel;
import dev.mora.party.Consent;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BorrowerExportTest {

  private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");
  private static final BorrowerId ROSA = BorrowerId.of("B-1");

  private final House house = new House();
  private final Outreach outreach = house.outreach();

  @BeforeEach
  void a_life() {
    Plan plan = house.run(outreach, House.late());
    house.hear(outreach, house.status(plan.dispatches().get(0).id(), "wamid.1", State.DELIVERED));
    outreach.disputed(LoanId.of("L-1"));
    outreach.consented(new Consent(ROSA, Channel.SMS, Consent.State.OUT, AT, "call"));
    outreach.run(house.plan(outreach, House.late()), Progress.none());
  }

  @Test
  void everything_is_in_it() {
    String text = text(export());

    assertThat(text)
        .contains("\"body\":\"Hola Rosa, le escribe CrediAmiga. Su cuota de $750.00 venció")
        .contains("\"template\":\"cuota_vencida\",\"version\":\"2026-11-21\"")
        .contains("\"localTime\":\"2026-11-24T10:00-06:00\"")
        .contains("\"to\":\"+525512345678\"")
        .contains("\"DELIVERED\":\"2026-11-24T16:00:00Z\"")
        .contains("MX@2026")
        .contains("\"kind\":\"opt-out\"")
        .contains("\"kind\":\"suppression\",\"reason\":\"DISPUTED\"");
    assertThat(BorrowerExport.verify(new StringReader(text))).isEmpty();
  }

  @Test
  void each_message_names_the_rules_that_let_it_go_and_their_pack() {
    JsonObject message =
        export().stream()
            .map(line -> Json.parse("line", line).asObject())
            .filter(line -> line.stringOr("kind", "").equals("message"))
            .findFirst()
            .orElseThrow();

    assertThat(message.toJson())
        .contains("\"allowedBy\":[{\"at\":\"2026-11-24T16:00:00Z\",\"pack\":\"BASE\"")
        .containsPattern(
            "\"pack\":\"MX\",\"version\":\"2026[^\"]*\",\"rules\":\\[\"MX-content-amount\"");
  }

  @Test
  void any_change_shows() {
    List<String> lines = export();
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      List<String> changed = new ArrayList<>(lines);
      int at = random.nextInt(lines.size());
      switch (random.nextInt(4)) {
        case 0 -> changed.remove(at);
        case 1 -> changed.add(at, changed.get(random.nextInt(lines.size())));
        case 2 -> changed.set(at, flipped(changed.get(at), random));
        default -> changed.subList(at, changed.size()).clear();
      }

      assertThat(BorrowerExport.verify(new StringReader(text(changed)))).isNotEmpty();
    }
  }

  @Test
  void a_fault_says_its_line() {
    String text = text(export()).replace("$750.00", "$100.00");

    assertThat(BorrowerExport.verify(new StringReader(text)))
        .containsExactly("line 2: was changed: its hash is another");
    assertThat(BorrowerExport.verify(new StringReader("")))
        .containsExactly("line 1: found the end of the file, expected the end line");
  }

  @Test
  void after_erasure_the_account_stays_and_the_person_does_not() {
    house.ledger.erase(ROSA);

    String text = text(export());

    assertThat(text).contains("\"erased\":true").doesNotContain("Hola Rosa", "5512345678");
    assertThat(BorrowerExport.verify(new StringReader(text))).isEmpty();
    assertThat(house.ledger.entries(EntryFilter.of(ROSA))).isNotEmpty();
    assertThat(house.ledger.suppressions(ROSA))
        .contains(Suppression.of(Suppression.Reason.DISPUTED, LoanId.of("L-1")));
  }

  private List<String> export() {
    StringWriter out = new StringWriter();
    BorrowerExport.of(house.ledger.export(ROSA), AT).write(out);
    return out.toString().lines().toList();
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String flipped(String line, Random random) {
    int at = random.nextInt(line.length());
    char other = line.charAt(at) == 'x' ? 'y' : 'x';
    return line.substring(0, at) + other + line.substring(at + 1);
  }
}
