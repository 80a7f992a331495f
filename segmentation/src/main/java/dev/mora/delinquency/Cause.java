package dev.mora.delinquency;

import dev.mora.language.Language;
import java.util.Objects;

/**
 * Why a core's figure probably differs from ours: with this reading of the same loan both are
 * equal.
 *
 * @param detail a number of days, a date or an amount that belongs to it; empty if there is none
 */
public record Cause(Kind kind, String detail) {

  public Cause {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
  }

  static Cause of(Kind kind) {
    return new Cause(kind, "");
  }

  static Cause of(Kind kind, Object detail) {
    return new Cause(kind, detail.toString());
  }

  /**
   * @param language {@code es}, {@code pt} or {@code en}, with or without a country
   */
  public String in(String language) {
    return Language.of(language).pick(kind.es, kind.pt, kind.en).replace("{}", detail);
  }

  /** What was read otherwise. */
  public enum Kind {
    GRACE(
        "descuenta los días de gracia ({})",
        "desconta os dias de carência ({})",
        "it takes the grace days off ({})"),
    PAUSE(
        "descuenta días de pausa ({})",
        "desconta dias de pausa ({})",
        "it takes paused days off ({})"),
    MORATORIUM(
        "no corre los vencimientos por la moratoria ({})",
        "não move os vencimentos pela moratória ({})",
        "it moves no due dates by the moratorium ({})"),
    PAUSE_MOVES_DATES(
        "corre los vencimientos por la pausa ({})",
        "move os vencimentos pela pausa ({})",
        "it moves due dates by the pause ({})"),
    RESTRUCTURE(
        "cuenta de otro modo después de la reestructura ({})",
        "conta de outro modo depois da reestruturação ({})",
        "it counts in another way after a restructure ({})"),
    BUSINESS_DAYS(
        "mueve de otro modo los vencimientos de días inhábiles ({})",
        "move de outro modo os vencimentos de dias não úteis ({})",
        "it moves due dates off closed days in another way ({})"),
    WEEKENDS_ONLY(
        "no conoce los feriados: solo mueve los vencimientos de fin de semana",
        "não conhece os feriados: só move os vencimentos de fim de semana",
        "it knows no holidays: it moves due dates off weekends only"),
    DAY_END(
        "cuenta también el día del vencimiento",
        "conta também o dia do vencimento",
        "it counts the due date too"),
    NO_TOLERANCE(
        "no aplica la tolerancia ({})",
        "não aplica a tolerância ({})",
        "it applies no tolerance ({})"),
    TOLERANCE(
        "parece tolerar residuos de hasta {} por cuota",
        "parece tolerar resíduos de até {} por parcela",
        "it seems to tolerate residues up to {} for each installment"),
    ALLOCATION(
        "reparte los pagos de otro modo ({})",
        "distribui os pagamentos de outro modo ({})",
        "it allocates payments in another way ({})"),
    REVERSAL(
        "trata de otro modo un pago revertido ({})",
        "trata de outro modo um pagamento estornado ({})",
        "it treats a reversed payment in another way ({})"),
    PAYMENT_AFTER(
        "ya incluye pagos posteriores a la fecha de corte (hasta {})",
        "já inclui pagamentos posteriores à data de corte (até {})",
        "it already has payments from after the as-of date (up to {})"),
    BOOKED_LATER(
        "le faltan pagos registrados después de la fecha de corte",
        "faltam pagamentos registrados depois da data de corte",
        "it lacks payments that were booked after the as-of date"),
    PAYMENT_MISSING(
        "le falta el último pago ({})",
        "falta o último pagamento ({})",
        "it lacks the last payment ({})"),
    OTHER_DATE(
        "sus cifras son de otra fecha ({})",
        "seus números são de outra data ({})",
        "its figures are of another date ({})"),
    OLDEST_AS_NEXT(
        "da la cuota impaga más antigua como próxima",
        "dá a parcela em aberto mais antiga como próxima",
        "it gives the oldest unpaid installment as the next one"),
    PRINCIPAL_ONLY("solo cuenta capital", "conta apenas o principal", "it counts principal only"),
    DUE_TODAY_INCLUDED(
        "incluye lo que vence en la fecha de corte",
        "inclui o que vence na data de corte",
        "it includes what is due on the as-of date");

    private final String es;
    private final String pt;
    private final String en;

    Kind(String es, String pt, String en) {
      this.es = es;
      this.pt = pt;
      this.en = en;
    }
  }
}
