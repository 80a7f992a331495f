package dev.mora.delinquency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

  /** Days 1, 16 to 30 and 4 to 10 in this order; 2, 3, 11 to 15 and 31 on are in none. */
  private static final Buckets GAPPED =
      Buckets.of(Bucket.of("ONE", 1, 1), Bucket.of("LATER", 16, 30), Bucket.of("SOON", 4, 10));

  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "1, ONE",
    "2, ''",
    "3, ''",
    "4, SOON",
    "10, SOON",
    "11, ''",
    "15, ''",
    "16, LATER",
    "30, LATER",
    "31, ''"
  })
  void both_ends_of_a_bucket_are_in_it(int days, String code) {
    assertThat(GAPPED.find(days).map(Bucket::code).orElse("")).isEqualTo(code);
    assertThat(new BucketTable(GAPPED).indexOf(days)).isEqualTo(GAPPED.indexOf(days));
  }

  @ParameterizedTest
  @CsvSource({"4094", "4095", "4096", "4097", "9999"})
  void a_bucket_far_out_is_found_like_a_near_one(int from) {
    Buckets far = Buckets.of(Bucket.from("FAR", from));

    assertThat(new BucketTable(far).indexOf(from - 1)).isEqualTo(-1);
    assertThat(new BucketTable(far).indexOf(from)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "3-3, 3-3, true",
    "1-3, 3-9, true",
    "1-3, 4-9, false",
    "4-9, 1-3, false",
    "3-9, 1-3, true",
    "1-9, 4-5, true",
    "4-5, 1-9, true",
    "1-4, 4+,  true",
    "1-3, 4+,  false",
    "5+,  4+,  true"
  })
  void two_buckets_that_share_a_day_are_refused_with_their_ranges(
      String one, String other, boolean overlap) {
    List<Bucket> both = List.of(bucket("A", one), bucket("B", other));

    if (overlap) {
      assertThatThrownBy(() -> new Buckets(both))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("A (" + one + ")", "B (" + other + ")", "overlap");
    } else {
      assertThat(new Buckets(both).list()).isEqualTo(both);
    }
  }

  private static Bucket bucket(String code, String range) {
    int[] ends = Arrays.stream(range.split("[-+]")).mapToInt(Integer::parseInt).toArray();
    return ends.length == 1 ? Bucket.from(code, ends[0]) : Bucket.of(code, ends[0], ends[1]);
  }

  @Test
  void the_last_gap_is_open_and_ends_where_days_end() {
    assertThat(GAPPED.gaps()).containsExactly("2-3", "11-15", "31+");
    assertThat(Buckets.of(Bucket.of("ALL", 1, Integer.MAX_VALUE - 1)).gaps())
        .containsExactly("2147483647+");
    assertThat(Buckets.of(Bucket.of("ALL", 1, Integer.MAX_VALUE)).gaps()).isEmpty();
    assertThat(Buckets.of(Bucket.from("ALL", 1)).gaps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "2, 4",
    "3, 4",
    "4, 11",
    "9, 11",
    "10, 11",
    "11, 16",
    "15, 16",
    "16, 31",
    "30, 31",
    "31, 2147483647"
  })
  void the_next_edge_is_where_another_bucket_or_none_begins(int days, int edge) {
    assertThat(GAPPED.nextEdge(days)).isEqualTo(edge);
  }

  @Test
  void a_bucket_without_end_has_no_edge_behind_its_start() {
    Buckets open = Buckets.of(Bucket.from("ALL", 1));

    assertThat(open.nextEdge(0)).isEqualTo(1);
    assertThat(open.nextEdge(1)).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "ONE, SOON, -1",
    "SOON, LATER, -1",
    "LATER, SOON, 1",
    "SOON, ONE, 1",
    "SOON, SOON, 0",
    "PAID, LATER, 0",
    "LATER, PAID, 0"
  })
  void buckets_go_by_their_days_whatever_their_place(String code, String other, int order) {
    assertThat(GAPPED.compare(code, other)).isEqualTo(order);
  }
}
