package dev.mora.benchmarks;

import java.util.List;
import java.util.function.Predicate;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngineParameters;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;

/** Easy Rules with lambda conditions; the rest is skipped after the first that applied. */
final class EasyRules implements Peer {

  private final DefaultRulesEngine engine =
      new DefaultRulesEngine(new RulesEngineParameters().skipOnFirstAppliedRule(true));
  private final Rules rules = new Rules();
  private int found;

  EasyRules() {
    List<Predicate<Account>> conditions = LambdaTree.rules();
    for (int i = 0; i < conditions.size(); i++) {
      int place = i;
      Predicate<Account> condition = conditions.get(i);
      rules.register(
          new RuleBuilder()
              .name("rule-" + i)
              .priority(i)
              .when(facts -> condition.test(facts.get("account")))
              .then(facts -> found = place)
              .build());
    }
  }

  @Override
  public String name() {
    return "Easy Rules 4.1.0";
  }

  @Override
  public void segment(Account[] accounts, int[] places) {
    for (int i = 0; i < accounts.length; i++) {
      found = LambdaTree.rules().size();
      Facts facts = new Facts();
      facts.put("account", accounts[i]);
      engine.fire(rules, facts);
      places[i] = found;
    }
  }
}
