package com.example.collections;

import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.MessageTemplate;
import java.nio.file.Path;
import java.time.LocalDate;

/** The first lines of the README, as they stand there. */
final class FirstSteps {
  private FirstSteps() {}

  public static void main(String[] args) {
    record Overdue(String nombre, Money monto, LocalDate vencimiento, int dias) {}
    var template = MessageTemplate.load(Path.of("cuota_vencida.txt"), Overdue.class);
    var policy = SegmentationPolicy.load(Path.of("tramos.json"));
    var loan = Loan.of("L-17", "B-9", "MXN").installment("2026-11-05", "750.00");
    var late = DelinquencyPolicy.standard().assess(loan, LocalDate.of(2026, 11, 21));
    System.out.println(policy.segment(late).explanation().in("es"));
    var since = late.pastDueSince().orElseThrow();
    var values = new Overdue("Rosa", late.overdueAmount(), since, late.daysPastDue());
    System.out.println(template.fill(values).text("es-MX"));
  }
}
