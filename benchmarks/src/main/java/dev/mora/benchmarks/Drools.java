package dev.mora.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.StatelessKieSession;

/** Drools with its executable model; salience gives the order, a guard lets the first rule win. */
final class Drools implements Peer {

  private static final String MXN = "account.currency() == 0";

  /** {@code segments-20.json}, rule by rule, as conditions over {@code account}. */
  private static final List<String> RULES =
      List.of(
          "account.countedDays() > 180",
          "account.countedDays() >= 121 && account.countedDays() <= 180 && "
              + MXN
              + " && account.outstanding() >= 800000L && account.product() != 0"
              + " && account.product() != 5",
          "account.countedDays() >= 91 && account.countedDays() <= 180 && "
              + MXN
              + " && account.overdue() >= 250000L",
          "account.countedDays() >= 91",
          "account.countedDays() >= 31 && account.countedDays() <= 90"
              + " && (account.promiseState() == 4 || account.promisesBroken() >= 2)",
          "account.countedDays() >= 1 && account.countedDays() <= 90"
              + " && account.promiseState() == 1",
          "account.countedDays() >= 8 && account.countedDays() <= 90"
              + " && (account.reachable() % 4) == 0",
          "account.countedDays() >= 16 && account.countedDays() <= 90 && account.product() == 0"
              + " && account.overdueInstallments() >= 2",
          "account.product() == 2 && (account.region() == 1 || account.region() == 3"
              + " || account.region() == 10) && account.countedDays() >= 1"
              + " && account.countedDays() <= 60",
          "account.countedDays() >= 31 && account.countedDays() <= 90 && "
              + MXN
              + " && account.overdue() >= 300000L && account.overdue() <= 2000000L"
              + " && ((account.creditScore() >= 0 && account.creditScore() < 600)"
              + " || account.worstDays() > 60)",
          "account.countedDays() >= 31 && account.countedDays() <= 90",
          "account.firstPaymentDefault() && account.countedDays() >= 1"
              + " && account.countedDays() <= 30",
          "account.silent() && account.countedDays() >= 1 && account.countedDays() <= 30"
              + " && account.attempts() >= 3",
          "account.countedDays() >= 1 && account.countedDays() <= 30"
              + " && (account.creditScore() < 520 || account.times30() >= 3)",
          "account.countedDays() >= 1 && account.countedDays() <= 15"
              + " && account.installmentsPaid() >= 6 && account.worstDays() >= 0"
              + " && account.worstDays() <= 10 && account.creditScore() >= 650",
          "account.countedDays() >= 1 && account.countedDays() <= 30 && "
              + MXN
              + " && account.overdue() >= 150000L",
          "account.countedDays() >= 1 && account.countedDays() <= 30",
          "account.daysToDue() >= 0 && account.daysToDue() <= 3"
              + " && account.installmentsPaid() <= 1 && account.age() >= 0"
              + " && account.age() < 30",
          "account.daysToDue() >= 0 && account.daysToDue() <= 3"
              + " && (account.daysSinceContact() < 0 || account.daysSinceContact() > 5"
              + " || account.loans() >= 2)"
              + " && account.region() != 7 && account.region() != 2");

  private final KieBase base;
  private final int batch;

  /**
   * @param batch accounts in a session; 1 gives each account its own
   */
  Drools(int batch, KieBase base) {
    this.batch = batch;
    this.base = base;
  }

  static KieBase base() {
    StringBuilder drl = new StringBuilder("package rules\nimport dev.mora.benchmarks.DroolsRow\n");
    for (int i = 0; i < RULES.size(); i++) {
      drl.append("rule \"r")
          .append(i)
          .append("\" salience ")
          .append(RULES.size() - i)
          .append("\nwhen\n  $row : DroolsRow(rule == -1, ")
          .append(RULES.get(i))
          .append(")\nthen\n  modify($row) { setRule(")
          .append(i)
          .append(") }\nend\n");
    }
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.write("src/main/resources/rules/policy.drl", drl.toString());
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new IllegalStateException(builder.getResults().toString());
    }
    return services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
  }

  @Override
  public String name() {
    return "Drools 10.2.0, " + (batch == 1 ? "a session each" : "sessions of " + batch);
  }

  @Override
  public void segment(Account[] accounts, int[] rules) {
    for (int at = 0; at < accounts.length; at += batch) {
      List<DroolsRow> rows = new ArrayList<>();
      for (int i = at; i < Math.min(accounts.length, at + batch); i++) {
        rows.add(new DroolsRow(accounts[i]));
      }
      StatelessKieSession session = base.newStatelessKieSession();
      session.execute(rows);
      for (int i = 0; i < rows.size(); i++) {
        rules[at + i] = rows.get(i).getRule() < 0 ? RULES.size() : rows.get(i).getRule();
      }
    }
  }
}
