package dev.mora.report;

import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.TemplateKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An arm of a test of wordings, and how far its messages came.
 *
 * @param test the template that the strategy names
 * @param template the arm's own
 * @param planned messages of this arm
 * @param sent of them, what the provider took on; 0 without a ledger
 * @param answered of these, what the borrower wrote after
 */
public record ArmLine(String test, String template, long planned, long sent, long answered) {

  /** By test, then by template; empty if no message belongs to a test. */
  static List<ArmLine> planned(List<Dispatch> dispatches) {
    List<DispatchEntry> entries = dispatches.stream().map(DispatchEntry::planned).toList();
    return of(entries, entry -> false, entry -> false);
  }

  static List<ArmLine> of(
      List<DispatchEntry> entries,
      Predicate<DispatchEntry> sent,
      Predicate<DispatchEntry> answered) {
    Map<List<String>, List<DispatchEntry>> arms =
        new TreeMap<>(
            Comparator.comparing((List<String> arm) -> arm.get(0))
                .thenComparing(arm -> arm.get(1)));
    for (DispatchEntry entry : entries) {
      Optional<TemplateKey> template = entry.template();
      String test = entry.header().policies().getOrDefault("test", "");
      if (!test.isEmpty() && template.isPresent()) {
        arms.computeIfAbsent(List.of(test, template.get().name()), arm -> new ArrayList<>())
            .add(entry);
      }
    }
    return arms.entrySet().stream()
        .map(
            arm ->
                new ArmLine(
                    arm.getKey().get(0),
                    arm.getKey().get(1),
                    arm.getValue().size(),
                    arm.getValue().stream().filter(sent).count(),
                    arm.getValue().stream().filter(answered).count()))
        .toList();
  }
}
