package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.calendar.BusinessDays;
import dev.mora.calendar.HolidayCalendar;
import dev.mora.calendar.Place;
import dev.mora.delinquency.DelinquencyPolicy.Builder;
import dev.mora.loan.Component;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a product does otherwise, before and after the rest of the policy has changed. */
class PolicyOfProductsTest {

  private static final Materiality MATERIAL = Materiality.of("100", "1");

  private static Arguments setting(
      String key,
      UnaryOperator<Builder> one,
      UnaryOperator<Builder> other,
      Function<DelinquencyPolicy, Object> read) {
    return Arguments.of(key, one, other, read);
  }

  private static UnaryOperator<Builder> order(Component first, Component second) {
    return b -> b.order(List.of(first, second, Component.FEES, Component.PENALTIES));
  }

  static List<Arguments> settings() {
    return List.of(
        setting(
            "count",
            b -> b.count(DelinquencyPolicy.Count.EXCLUSIVE),
            b -> b.count(DelinquencyPolicy.Count.INCLUSIVE_DAY_END),
            DelinquencyPolicy::count),
        setting(
            "basis",
            b -> b.basis(Basis.MATURITY),
            b -> b.basis(Basis.lastPayment("50")),
            DelinquencyPolicy::basis),
        setting(
            "grace",
            b -> b.grace(Grace.subtract(2)),
            b -> b.grace(Grace.threshold(3)),
            DelinquencyPolicy::grace),
        setting(
            "tolerance",
            b -> b.tolerance(Tolerance.ofLoan("1")),
            b -> b.tolerance(Tolerance.ofInstallment("2")),
            DelinquencyPolicy::tolerance),
        setting(
            "allocation",
            b -> b.allocation(DelinquencyPolicy.Allocation.BY_COMPONENT),
            b -> b.allocation(DelinquencyPolicy.Allocation.TARGETED),
            DelinquencyPolicy::allocation),
        setting(
            "order",
            order(Component.PRINCIPAL, Component.INTEREST),
            order(Component.INTEREST, Component.PRINCIPAL),
            DelinquencyPolicy::order),
        setting(
            "pauses",
            b -> b.pauses(DelinquencyPolicy.Pauses.WHOLE_PERIOD),
            b -> b.pauses(DelinquencyPolicy.Pauses.OVERLAP_WITH_OVERDUE),
            DelinquencyPolicy::pauses),
        setting(
            "legalHolds",
            b -> b.legalHolds(DelinquencyPolicy.LegalHolds.STOP),
            b -> b.legalHolds(DelinquencyPolicy.LegalHolds.RUN),
            DelinquencyPolicy::legalHolds),
        setting(
            "reversals",
            b -> b.reversals(DelinquencyPolicy.Reversals.REVERSAL_DATE),
            b -> b.reversals(DelinquencyPolicy.Reversals.ORIGINAL_DUE_DATE),
            DelinquencyPolicy::reversals),
        setting(
            "restructures",
            b -> b.restructures(RestructurePolicy.carryDays(2)),
            b -> b.restructures(RestructurePolicy.ORIGINAL_SCHEDULE),
            DelinquencyPolicy::restructures),
        setting(
            "businessDays",
            b -> b.businessDays(BusinessDays.Convention.FOLLOWING),
            b -> b.businessDays(BusinessDays.Convention.PRECEDING),
            DelinquencyPolicy::businessDays),
        setting(
            "materiality",
            b -> b.materiality(MATERIAL),
            b -> b.noMateriality(),
            DelinquencyPolicy::materiality),
        setting(
            "buckets",
            b -> b.buckets(Buckets.of(Bucket.from("ALL", 1))),
            b -> b.buckets(Buckets.of(Bucket.from("LATE", 9))),
            DelinquencyPolicy::buckets),
        setting(
            "missed",
            b -> b.missed(Buckets.of(Bucket.from("1+", 1))),
            b -> b.missed(Buckets.of(Bucket.from("2+", 2))),
            DelinquencyPolicy::missed));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void a_product_keeps_its_own_setting_and_takes_a_changed_one_that_is_not_its_own(
      String key,
      UnaryOperator<Builder> one,
      UnaryOperator<Builder> other,
      Function<DelinquencyPolicy, Object> read) {
    Builder standard = DelinquencyPolicy.standard().toBuilder();
    DelinquencyPolicy policy =
        one.apply(standard).product("own", other).product("same", b -> b).build();

    DelinquencyPolicy changed = other.apply(policy.toBuilder()).build();
    DelinquencyPolicy back = one.apply(changed.toBuilder()).build();

    Object first = read.apply(policy);
    Object second = read.apply(changed);
    assertThat(first).as(key).isNotEqualTo(second);
    assertThat(read.apply(policy.forProduct("own"))).isEqualTo(second);
    assertThat(read.apply(policy.forProduct("same"))).isEqualTo(first);
    assertThat(read.apply(changed.forProduct("own"))).isEqualTo(second);
    assertThat(read.apply(changed.forProduct("same"))).isEqualTo(second);
    assertThat(read.apply(back.forProduct("own"))).isEqualTo(second);
    assertThat(read.apply(back.forProduct("same"))).isEqualTo(first);
    assertThat(back).isEqualTo(policy).hasSameHashCodeAs(policy);
    assertThat(changed).isNotEqualTo(policy);
    assertThat(DelinquencyPolicy.parse(key, changed.toJson())).isEqualTo(changed);
  }

  @Test
  void terms_are_set_one_after_the_other() {
    DelinquencyPolicy policy =
        DelinquencyPolicy.builder()
            .materiality(MATERIAL)
            .noMateriality()
            .materiality(MATERIAL)
            .basis(Basis.COUNTER)
            .buckets(Buckets.standard())
            .build();

    assertThat(policy.materiality()).contains(MATERIAL);
    assertThatThrownBy(() -> policy.toBuilder().noMateriality().build())
        .hasMessageContaining("the policy needs its materiality");
    assertThatThrownBy(() -> DelinquencyPolicy.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("buckets");
    assertThatThrownBy(() -> policy.toBuilder().product(" ", b -> b))
        .hasMessageContaining("must not be blank");
  }

  @Test
  void the_policy_of_one_product_has_no_further_products() {
    DelinquencyPolicy plain = DelinquencyPolicy.standard();
    DelinquencyPolicy policy = plain.toBuilder().product("group", b -> b).build();

    assertThat(policy.products()).containsExactly("group");
    assertThat(policy.forProduct("group").products()).isEmpty();
    assertThat(policy.forProduct("single").products()).isEmpty();
    assertThat(policy.forProduct("single")).isEqualTo(plain);
    assertThat(plain.forProduct("single")).isSameAs(plain);
  }

  @Test
  void a_name_and_a_version_are_written_where_there_are_any() {
    DelinquencyPolicy named =
        DelinquencyPolicy.standard().toBuilder().name("micro").version("7").build();

    assertThat(DelinquencyPolicy.standard().toJson()).doesNotContain("\"name\"", "\"version\"");
    assertThat(named.toJson()).contains("\"micro\"", "\"7\"");
    assertThat(DelinquencyPolicy.parse("p", named.toJson()))
        .extracting(DelinquencyPolicy::name, DelinquencyPolicy::version)
        .containsExactly("micro", "7");
    assertThat(named.toString()).startsWith("DelinquencyPolicy(micro 7, ");
    assertThat(named).isNotEqualTo(named.toBuilder().version("8").build());
    assertThat(named).isNotEqualTo(named.toBuilder().name("m").build());
  }

  @Test
  void an_object_may_say_what_a_word_says() {
    DelinquencyPolicy words = policy("\"MATURITY\"", "\"ORIGINAL_SCHEDULE\"");
    DelinquencyPolicy objects =
        policy("{\"kind\":\"MATURITY\"}", "{\"kind\":\"ORIGINAL_SCHEDULE\"}");

    assertThat(words).isEqualTo(objects);
    assertThat(objects.basis()).isEqualTo(Basis.MATURITY);
    assertThat(objects.restructures()).isEqualTo(RestructurePolicy.ORIGINAL_SCHEDULE);
  }

  private static DelinquencyPolicy policy(String basis, String restructures) {
    return DelinquencyPolicy.parse(
        "p",
        "{\"basis\":%s,\"restructures\":%s,\"buckets\":[{\"code\":\"A\",\"from\":1}]}"
            .formatted(basis, restructures));
  }

  @Test
  void warnings_name_the_product_whose_own_setting_they_are_about() {
    Buckets gapped = Buckets.of(Bucket.from("LATE", 9));
    DelinquencyPolicy policy =
        DelinquencyPolicy.standard().toBuilder()
            .businessDays(BusinessDays.Convention.FOLLOWING)
            .product("same", b -> b.grace(Grace.subtract(1)))
            .product("gapped", b -> b.buckets(gapped))
            .product("moved", b -> b.businessDays(BusinessDays.Convention.PRECEDING))
            .product("fixed", b -> b.businessDays(BusinessDays.Convention.NONE))
            .build();
    HolidayCalendar open = (day, place) -> HolidayCalendar.DayKind.ORDINARY;

    assertThat(policy.warnings())
        .containsExactlyInAnyOrder(
            "businessDays: no calendar is given; due dates move off weekends only",
            "buckets of product gapped: no bucket holds 1-8 days; such loans get an empty bucket",
            "businessDays of product moved: no calendar is given; due dates move off weekends"
                + " only");
    assertThat(policy.withCalendar(open, Place.of("MX")).warnings()).hasSize(1);
    assertThat(policy.products()).isEqualTo(Set.of("same", "gapped", "moved", "fixed"));
  }
}
