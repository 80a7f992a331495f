package dev.mora.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both sides of every limit of every shipped table, written by hand from the rules and apart from
 * the data files. Days are as the table counts them.
 */
class ClassificationLimitsTest {

  /** Table, a date, status of rows; then days=class at each end. */
  private static final String LIMITS =
      """
      AR-BCRA-CONSUMER 2020-02-29 S 0=1 31=1 32=2 90=2 91=3 180=3 181=4 365=4 366=5 9999=5
      AR-BCRA-CONSUMER 2020-03-01 S 0=1 91=1 92=2 150=2 151=3 240=3 241=4 365=4 366=5 9999=5
      AR-BCRA-CONSUMER 2021-03-31 S 0=1 91=1 92=2 150=2 151=3 240=3 241=4 365=4 366=5 9999=5
      AR-BCRA-CONSUMER 2021-04-01 S 0=1 31=1 32=2 90=2 91=3 180=3 181=4 365=4 366=5 9999=5
      MX-CNBV-SOCAP 2026-11-21 - 0=0/S 1=1-7/U 7=1-7/U 8=8-30/U 30=8-30/U 31=31-60/U 60=31-60/U \
      61=61-90/U 90=61-90/U 91=91-120/U 120=91-120/U 121=121-180/U 180=121-180/U 181=181+/S \
      9999=181+/S
      PE-SBS-CONSUMER 2026-11-21 S 0=0 8=0 9=1 30=1 31=2 60=2 61=3 120=3 121=4 9999=4
      PE-SBS-MICRO 2026-11-21 U 0=0 8=0 9=1 30=1 31=2 60=2 61=3 120=3 121=4 9999=4
      PE-SBS-MORTGAGE 2026-11-21 S 0=0 30=0 31=1 60=1 61=2 120=2 121=3 365=3 366=4 9999=4
      CO-SFC-MICRO 2026-11-21 U 0=A 30=A 31=B 60=B 61=C 90=C 91=D 120=D 121=E 9999=E
      CO-SFC-CONSUMER 2026-11-21 U 0=A 30=A 31=B 60=B 61=C 90=C 91=D 180=D 181=E 9999=E
      CO-SFC-COMMERCIAL 2026-11-21 U 0=A 30=A 31=B 90=B 91=C 180=C 181=D 360=D 361=E 9999=E
      CO-SFC-HOUSING 2026-11-21 U 0=A 60=A 61=B 150=B 151=C 360=C 361=D 540=D 541=E 9999=E
      CL-CMF-CONSUMER 2026-11-21 U 0=0-7 7=0-7 8=8-30 30=8-30 31=31-60 60=31-60 61=61-89 89=61-89 \
      90=DEFAULT 9999=DEFAULT
      BR-CMN-2682 2024-12-31 U 0=A 14=A 15=B 30=B 31=C 60=C 61=D 90=D 91=E 120=E 121=F 150=F 151=G \
      180=G 181=H 9999=H
      BO-ASFI-MICRO 2026-11-21 U 0=A 5=A 6=B 30=B 31=C 55=C 56=D 75=D 76=E 90=E 91=F 9999=F
      BO-ASFI-HOUSING 2026-11-21 U 0=A 30=A 31=B 90=B 91=C 180=C 181=D 270=D 271=E 360=E 361=F \
      9999=F
      EC-MICRO 2019-12-31 U 0=A1 1=A2 8=A2 9=A3 15=A3 16=B1 30=B1 31=B2 45=B2 46=C1 70=C1 71=C2 \
      90=C2 91=D 120=D 121=E 9999=E
      EC-MICRO 2020-01-01 U 0=A1 1=A2 15=A2 16=A3 30=A3 31=B1 45=B1 46=B2 60=B2 61=C1 75=C1 76=C2 \
      90=C2 91=D 120=D 121=E 9999=E
      UY-BCU-CONSUMER 2026-11-21 - 0=1C/V 9=1C/V 10=2A/V 29=2A/V 30=2B/V 59=2B/V 60=3/V 89=3/V \
      90=4/V 119=4/V 120=5/S 9999=5/S
      IN-RBI 2021-11-12 S 0=STANDARD 1=SMA-0 30=SMA-0 31=SMA-1 60=SMA-1 61=SMA-2 90=SMA-2 91=NPA \
      9999=NPA
      PH-BSP-MICRO 2026-11-21 U 1=1-30 30=1-30 31=31-60 60=31-60 61=61-90 90=61-90 91=91+ 9999=91+
      KE-CBK-BANKS 2026-11-21 U 0=NORMAL 30=NORMAL 31=WATCH 90=WATCH 91=SUBSTANDARD 180=SUBSTANDARD \
      181=DOUBTFUL 360=DOUBTFUL 361=LOSS 9999=LOSS
      KE-CBK-MICROFINANCE 2026-11-21 U 0=NORMAL 1=WATCH 30=WATCH 31=SUBSTANDARD 60=SUBSTANDARD \
      61=DOUBTFUL 90=DOUBTFUL 91=LOSS 9999=LOSS
      IFRS9-STAGES 2026-11-21 S 0=1 30=1 31=2 90=2 91=3 9999=3
      """;

  private static final Map<String, Verification> STATUS =
      Map.of(
          "V", Verification.VERIFIED,
          "S", Verification.SECONDARY,
          "U", Verification.UNVERIFIED);

  private record Limit(String table, LocalDate asOf, int days, String code, Verification status) {

    /** Days as the table counts them, as a debt. */
    LateDebt debt() {
      boolean inclusive = table.equals("IN-RBI");
      return inclusive && days > 0
          ? new LateDebt(days - 1, true, 0)
          : new LateDebt(days, days > 0, 0);
    }
  }

  private static List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    for (String line : LIMITS.strip().split("\n")) {
      String[] words = line.split(" +");
      for (int i = 3; i < words.length; i++) {
        String[] both = words[i].split("=");
        String[] code = both[1].split("/");
        limits.add(
            new Limit(
                words[0],
                LocalDate.parse(words[1]),
                Integer.parseInt(both[0]),
                code[0],
                STATUS.get(code.length > 1 ? code[1] : words[2])));
      }
    }
    return limits;
  }

  static Stream<Arguments> cases() {
    return limits().stream().map(limit -> Arguments.of(limit.table(), limit.days(), limit));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void each_limit_has_the_class_of_the_rule_on_both_sides(String table, int days, Limit limit) {
    Classification found =
        Classifications.shipped()
            .allowingUnverified()
            .table(table)
            .classify(limit.debt(), limit.asOf());

    assertThat(found.code()).contains(limit.code());
    assertThat(found.days()).isEqualTo(days);
    assertThat(found.status()).contains(limit.status());
    assertThat(found.source()).isPresent();
    assertThat(found.outcome()).isEqualTo(Classification.Outcome.CLASSIFIED);
  }

  @Test
  void what_is_not_verified_is_withheld_unless_the_host_takes_it() {
    Classifications shipped = Classifications.shipped();

    for (Limit limit : limits()) {
      boolean proven = limit.status() != Verification.UNVERIFIED;
      var found = shipped.find(limit.table()).map(t -> t.classify(limit.debt(), limit.asOf()));
      assertThat(found.flatMap(Classification::code).isPresent()).as("%s", limit).isEqualTo(proven);
    }
  }

  @Test
  void no_limit_of_a_shipped_table_is_left_out_here() {
    Map<String, Set<Integer>> here = new TreeMap<>();
    limits()
        .forEach(
            limit ->
                here.computeIfAbsent(
                        limit.table()
                            + Classifications.shipped()
                                .allowingUnverified()
                                .table(limit.table())
                                .on(limit.asOf())
                                .orElseThrow()
                                .from(),
                        key -> new TreeSet<>())
                    .add(limit.days()));

    for (ClassificationTable table : Classifications.shipped().allowingUnverified().tables()) {
      for (ClassificationPeriod period : table.periods()) {
        for (ClassRow row : period.rows()) {
          assertThat(here.get(table.id() + period.from()))
              .as("%s %s", table.id(), row.code())
              .contains(row.from(), Math.max(row.from() - 1, period.rows().get(0).from()));
        }
      }
    }
  }
}
