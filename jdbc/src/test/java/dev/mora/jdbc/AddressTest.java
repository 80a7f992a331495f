package dev.mora.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import dev.mora.party.ScopedUserId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AddressTest {

  static final List<ContactPoint> POINTS =
      List.of(
          PhoneNumber.of("+525512345678"),
          EmailAddress.of("rosa@example.org"),
          ScopedUserId.of("MX.13491208655302741918"));

  @ParameterizedTest
  @FieldSource("POINTS")
  void a_point_comes_back_and_is_not_told(ContactPoint point) {
    Address address = Address.of(point);

    assertThat(address.point()).isEqualTo(point);
    assertThat(address.toString())
        .isEqualTo("Address(" + address.kind() + ")")
        .doesNotContain(point.address());
  }

  @Test
  void a_kind_of_a_later_version_is_refused_without_its_value() {
    var later = new Address("pager", "5512345678");

    assertThatThrownBy(later::point)
        .isInstanceOf(LedgerStoreException.class)
        .hasMessageContaining("a kind that this library lacks")
        .hasMessageNotContaining("5512345678");
  }
}
