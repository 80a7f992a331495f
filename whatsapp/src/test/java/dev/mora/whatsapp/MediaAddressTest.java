package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAddressTest {

  private static final InetAddress META = address("157.240.22.19");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=a",
        "https://LOOKASIDE.fbsbx.com/x",
        "https://lookaside.fbsbx.com:443/x",
        "https://scontent.xx.fbcdn.net/x",
        "https://graph.facebook.com/x",
      })
  void the_providers_own_addresses_get_the_token(String url) throws Exception {
    assertThat(judge(META).judged(url)).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lookaside.fbsbx.com/x",
        "ftp://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://token@lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com@evil.example/x",
        "https://lookaside.fbsbx.com.evil.example/x",
        "https://evil.example/lookaside.fbsbx.com",
        "https://fbcdn.net/x",
        "https://evilfbcdn.net/x",
        "https://.fbcdn.net/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://2130706433/x",
        "file:///etc/passwd",
        "//lookaside.fbsbx.com/x",
        "not an address",
        "",
      })
  void any_other_address_does_not(String url) {
    assertThatThrownBy(() -> judge(META).judged(url)).isInstanceOf(MediaAddress.Forbidden.class);
  }

  @ParameterizedTest
  @CsvSource({
    "157.240.22.19, true",
    "8.8.8.8, true",
    "2a03:2880:f12f:83:face:b00c:0:25de, true",
    "127.0.0.1, false",
    "127.8.8.8, false",
    "0.0.0.0, false",
    "0.1.2.3, false",
    "10.0.0.1, false",
    "11.0.0.1, true",
    "172.15.255.255, true",
    "172.16.0.0, false",
    "172.31.255.255, false",
    "172.32.0.0, true",
    "192.168.1.1, false",
    "192.169.1.1, true",
    "169.254.169.254, false",
    "169.253.1.1, true",
    "100.63.255.255, true",
    "100.64.0.0, false",
    "100.127.255.255, false",
    "100.128.0.0, true",
    "192.0.0.8, false",
    "192.0.1.8, true",
    "192.0.2.8, false",
    "198.17.255.255, true",
    "198.18.0.0, false",
    "198.19.255.255, false",
    "198.20.0.0, true",
    "198.51.100.1, false",
    "203.0.113.1, false",
    "223.255.255.255, true",
    "224.0.0.1, false",
    "239.255.255.255, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fc00::1, false",
    "fd12::1, false",
    "ff02::1, false",
    "::ffff:10.0.0.1, false",
    "::ffff:169.254.169.254, false",
    "64:ff9b::a9fe:a9fe, false",
    "2002:a9fe:a9fe::1, false",
    "2001:0:53aa::1, false",
    "2001:db8::1, false",
    "2001:200::1, true",
    "4000::1, false"
  })
  void only_addresses_of_the_open_internet_are_public(String address, boolean open) {
    assertThat(MediaAddress.isPublic(address(address))).isEqualTo(open);
  }

  @Test
  void a_name_that_leads_into_a_private_network_gets_no_token() {
    MediaAddress one = judge(address("10.0.0.7"));
    MediaAddress among = judge(META, address("169.254.169.254"));

    assertThatThrownBy(() -> one.judged("https://lookaside.fbsbx.com/x"))
        .isInstanceOf(MediaAddress.Forbidden.class);
    assertThatThrownBy(() -> among.judged("https://lookaside.fbsbx.com/x"))
        .isInstanceOf(MediaAddress.Forbidden.class)
        .hasMessage("a name that leads into a private network");
  }

  @Test
  void a_name_that_cannot_be_looked_up_may_be_later() {
    MediaAddress addresses =
        new MediaAddress(
            WhatsAppMedia.HOSTS,
            Optional.empty(),
            host -> {
              throw new UnknownHostException("no such host");
            });

    assertThatThrownBy(() -> addresses.judged("https://lookaside.fbsbx.com/x"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void with_a_stand_in_every_download_goes_there() throws Exception {
    MediaAddress addresses =
        new MediaAddress(
            WhatsAppMedia.HOSTS,
            Optional.of(URI.create("http://127.0.0.1:8080/api")),
            host -> null);

    assertThat(addresses.judged("https://lookaside.fbsbx.com/a/b?mid=1&hash=x"))
        .isEqualTo(URI.create("http://127.0.0.1:8080/a/b?mid=1&hash=x"));
    assertThat(addresses.judged("http://169.254.169.254/latest"))
        .isEqualTo(URI.create("http://127.0.0.1:8080/latest"));
  }

  private static MediaAddress judge(InetAddress... behind) {
    return new MediaAddress(List.copyOf(WhatsAppMedia.HOSTS), Optional.empty(), host -> behind);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
