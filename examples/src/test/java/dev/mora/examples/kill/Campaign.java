package dev.mora.examples.kill;

import dev.mora.calendar.Place;
import dev.mora.contact.ContactPolicy;
import dev.mora.ledger.CampaignId;
import dev.mora.loan.Loan;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Plan;
import dev.mora.outreach.Strategy;
import dev.mora.party.Borrower;
import dev.mora.portfolio.Portfolio;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.MessageTemplate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** One message for each of many late borrowers, the same in every process. */
final class Campaign {

  static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  static final CampaignId ID = CampaignId.of("kill", DAY);

  private static final String TEMPLATE =
      """
      template: cuota_vencida   category: UTILITY   version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, le escribe {creditor}. Su cuota de {monto} venció el {vencimiento}, hace {dias}.
      """;

  private static final String STRATEGY =
      """
      {"schema":"mora/strategy-1","name":"kill","version":"1","creditor":{"name":"CrediAmiga"},
       "segments":{"LATE":[{"step":"soft","on":{"daysPastDue":{"from":1}},
                            "template":"cuota_vencida","channels":["whatsapp"]}]}}
      """;

  private static final String SEGMENTS =
      """
      {"schema":"mora/segmentation-1","name":"s","version":"1","unit":"LOAN",
       "rules":[{"id":"late","segment":"LATE","when":{"attribute":"countedDays","from":1}}],
       "otherwise":"CURRENT"}
      """;

  private Campaign() {}

  static Outreach.Builder desk() {
    return Outreach.builder()
        .contactPolicy(ContactPolicy.of("MX").consentForAll("contract"))
        .templates(List.of(MessageTemplate.parse("cuota_vencida.txt", TEMPLATE)))
        .segmentation(SegmentationPolicy.parse("segments.json", SEGMENTS));
  }

  static Plan plan(Outreach outreach, int borrowers) {
    Portfolio portfolio = portfolio(borrowers);
    return outreach.plan(ID, Strategy.parse("strategy.json", STRATEGY), () -> portfolio, DAY);
  }

  private static Portfolio portfolio(int borrowers) {
    Portfolio.Builder portfolio = Portfolio.builder();
    for (int i = 0; i < borrowers; i++) {
      String id = "B-" + i;
      portfolio
          .borrower(
              Borrower.of(id, "Rosa " + i)
                  .phone("+52" + (5_500_000_000L + i))
                  .language("es")
                  .place(Place.of("MX"))
                  .zone(ZoneId.of("America/Mexico_City"))
                  .build())
          .loan(Loan.of("L-" + i, id, "MXN").installment("2026-11-20", "750.00"));
    }
    return portfolio.build();
  }
}
