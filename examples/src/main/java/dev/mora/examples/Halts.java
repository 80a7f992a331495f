package dev.mora.examples;

import dev.mora.ledger.CampaignId;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.SenderId;
import dev.mora.ledger.State;
import dev.mora.ledger.Stop;
import dev.mora.whatsapp.WhatsAppErrors;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps messages of a campaign from going out until a person says otherwise.
 *
 * @param sender whose messages wait
 * @param all a stop of the whole lender
 * @param number a stop of the sender, mostly by its provider
 * @param paused of the campaign alone
 * @param cancelled for good
 * @param open how many still wait
 * @param unreached how many are parked because no try reached the provider
 */
record Halts(
    CampaignId campaign,
    SenderId sender,
    Optional<Stop> all,
    Optional<Stop> number,
    Optional<Stop> paused,
    Optional<Stop> cancelled,
    long open,
    long unreached) {

  static Halts of(DeliveryLedger ledger, CampaignId campaign, SenderId sender) {
    Optional<CampaignRecord> record = ledger.campaign(campaign);
    Map<State, Long> counts = ledger.counts(campaign);
    long parked =
        counts.getOrDefault(State.PARKED, 0L) == 0
            ? 0
            : ledger.entries(EntryFilter.of(campaign).in(State.PARKED)).stream()
                .filter(entry -> entry.reason().equals("not-sent"))
                .count();
    return new Halts(
        campaign,
        sender,
        ledger.stopped(),
        ledger.stopped(sender),
        record.flatMap(CampaignRecord::paused),
        record.flatMap(CampaignRecord::cancelled),
        counts.entrySet().stream()
            .filter(each -> each.getKey().isOpen())
            .mapToLong(Map.Entry::getValue)
            .sum(),
        parked);
  }

  /** Whether a stop or a pause keeps something back. */
  boolean leaveSomething() {
    return open > 0 && (all.isPresent() || number.isPresent() || paused.isPresent());
  }

  /**
   * Each with the command that ends it.
   *
   * @param provider where this run sends to
   */
  List<String> lines(URI provider, Language language) {
    List<String> lines = new ArrayList<>();
    all.ifPresent(
        stop ->
            lines.add(
                language.pick("TODO DETENIDO: ", "TUDO PARADO: ", "ALL STOPPED: ")
                    + CampaignCommand.said(stop)
                    + until(language)
                    + "mora campaign resume-all --by NAME --ledger …"));
    number.ifPresent(
        stop ->
            lines.add(
                language.pick("NÚMERO DETENIDO: ", "NÚMERO PARADO: ", "NUMBER STOPPED: ")
                    + CampaignCommand.said(stop)
                    + WhatsAppErrors.standard()
                        .find(stop.reason())
                        .map(known -> ". " + known.advice(language.words()))
                        .orElse(".")
                    + language.pick(
                        " Nada sale hasta ", " Nada sai até ", " Nothing more is sent until ")
                    + "mora campaign resume-number "
                    + sender.account()
                    + " --by NAME --ledger …"));
    paused.ifPresent(
        stop ->
            lines.add(
                language.pick("CAMPAÑA EN PAUSA: ", "CAMPANHA EM PAUSA: ", "CAMPAIGN PAUSED: ")
                    + CampaignCommand.said(stop)
                    + until(language)
                    + "mora campaign resume "
                    + campaign
                    + " --by NAME --ledger …"));
    cancelled.ifPresent(
        stop ->
            lines.add(
                language.pick("CAMPAÑA CANCELADA: ", "CAMPANHA CANCELADA: ", "CAMPAIGN CANCELLED: ")
                    + CampaignCommand.said(stop)));
    if (unreached > 0) {
      lines.add(
          language.pick(
                  "apartados porque ningún intento llegó al proveedor: ",
                  "postos de lado porque nenhuma tentativa chegou ao provedor: ",
                  "parked because no try reached the provider: ")
              + unreached
              + language.pick(". Cuando responda ", ". Quando responder ", ". When ")
              + provider
              + language.pick(": ", ": ", " answers: ")
              + "mora ledger release --campaign "
              + campaign
              + " --by NAME --because WHY --ledger …");
    }
    return lines.isEmpty() ? lines : titled(lines);
  }

  private static List<String> titled(List<String> lines) {
    lines.add(0, "");
    return lines;
  }

  private static String until(Language language) {
    return language.pick("; nada sale hasta ", "; nada sai até ", "; nothing more is sent until ");
  }
}
