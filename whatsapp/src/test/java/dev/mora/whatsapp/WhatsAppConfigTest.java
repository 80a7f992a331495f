package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.DailyReach;
import dev.mora.channel.SendLimits;
import dev.mora.party.Channel;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppConfigTest {

  private static final TokenSupplier TOKENS = TokenSupplier.of(Reminders.TOKEN);

  @Test
  void the_defaults_are_those_of_the_provider_with_room_to_spare() {
    WhatsAppConfig config = WhatsAppConfig.of("106540352242922", TOKENS);

    assertThat(config.messages())
        .hasToString("https://graph.facebook.com/v25.0/106540352242922/messages");
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.exchangeDeadline()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.responseLimit()).isEqualTo(262_144);
    assertThat(config.limits()).isEqualTo(new SendLimits(40, Duration.ofSeconds(6), 32));
  }

  @Test
  void nothing_shows_the_token() {
    WhatsAppConfig config = WhatsAppConfig.of("106540352242922", TOKENS);

    assertThat(config.toString()).doesNotContain(Reminders.TOKEN);
    assertThat(TOKENS.toString()).doesNotContain(Reminders.TOKEN);
    assertThat(config.messages().toString()).doesNotContain(Reminders.TOKEN);
    try (WhatsAppSender sender = WhatsAppSender.of(config)) {
      assertThat(sender.toString()).doesNotContain(Reminders.TOKEN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080,false",
    "http://LOCALHOST:8080,false",
    "http://127.0.0.1:8080,false",
    "http://127.255.255.255,false",
    "http://[::1]:8080,false",
    "http://[0:0:0:0:0:0:0:1]:8080,false",
    "https://127.0.0.1:8443,false",
    "https://graph.facebook.com,true",
    "https://localhost.example.com,true",
    "https://127.0.0.1.example.com,true",
    "https://mylocalhost,true",
    "https://128.0.0.1,true",
    "https://0.0.0.0,true",
    "https://10.0.0.1,true",
    "https://192.168.0.1,true",
    "https://[::],true",
    "https://[fe80::1],true"
  })
  void only_this_very_machine_is_not_live(URI base, boolean live) {
    try (WhatsAppSender sender =
        WhatsAppSender.of(WhatsAppConfig.builder("1", TOKENS).baseUri(base).build())) {

      assertThat(sender.live()).isEqualTo(live);
      assertThat(sender.channel()).isEqualTo(Channel.WHATSAPP);
      assertThat(sender.account()).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://graph.facebook.com",
        "http://10.0.0.1",
        "http://0.0.0.0:8080",
        "ftp://localhost",
        "https://user:pw@graph.facebook.com",
        "https://graph.facebook.com?x=1",
        "https://graph.facebook.com#x",
        "https:///path",
        "https://127.1",
        "https://127.0.0.256",
        "graph.facebook.com",
        "/path"
      })
  void an_address_that_would_show_the_token_or_is_none_is_refused(URI base) {
    assertThatThrownBy(() -> WhatsAppConfig.builder("1", TOKENS).baseUri(base))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1,http://localhost:1/v25.0/9/messages",
    "http://localhost:1/,http://localhost:1/v25.0/9/messages",
    "https://partner.example/meta/,https://partner.example/meta/v25.0/9/messages"
  })
  void a_base_may_have_a_path_and_a_slash_behind_it(URI base, String messages) {
    assertThat(WhatsAppConfig.builder("9", TOKENS).baseUri(base).build().messages())
        .hasToString(messages);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1/2", "../x", "1?x", "1 2", "é", "+525512345678"})
  void an_id_that_would_change_the_path_is_refused(String id) {
    assertThatThrownBy(() -> WhatsAppConfig.of(id, TOKENS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("phone number id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "25.0", "v25", "v25.0/x", "V25.0", "v1234.0", "latest"})
  void a_version_looks_like_v25_0(String version) {
    assertThatThrownBy(() -> WhatsAppConfig.builder("1", TOKENS).version(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("v25.0");
  }

  @Test
  void durations_and_limits_are_positive() {
    WhatsAppConfig.Builder builder = WhatsAppConfig.builder("1", TOKENS);

    assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
        .hasMessageContaining("connect timeout");
    assertThatThrownBy(() -> builder.exchangeDeadline(Duration.ofSeconds(-1)))
        .hasMessageContaining("exchange deadline");
    assertThatThrownBy(() -> builder.responseLimit(1023)).hasMessageContaining("1024");
    assertThat(builder.responseLimit(1024).build().responseLimit()).isEqualTo(1024);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void limits_and_the_reach_are_both_kept_in_any_order(boolean reachFirst) {
    SendLimits limits = new SendLimits(5, Duration.ofSeconds(7), 3);
    DailyReach reach = DailyReach.ofTier("lender", 2_000);
    WhatsAppConfig.Builder builder = WhatsAppConfig.builder("1", TokenSupplier.of("t"));

    WhatsAppConfig config =
        (reachFirst ? builder.reach(reach).limits(limits) : builder.limits(limits).reach(reach))
            .build();

    assertThat(config.limits()).isEqualTo(limits.reaching(reach));
  }

  @Test
  void the_reach_that_was_said_last_is_the_one() {
    SendLimits limits = new SendLimits(5, Duration.ofSeconds(7), 3);
    DailyReach last = DailyReach.ofTier("lender", 10_000);

    WhatsAppConfig config =
        WhatsAppConfig.builder("1", TokenSupplier.of("t"))
            .reach(DailyReach.ofTier("lender", 2_000))
            .limits(limits.reaching(last))
            .build();

    assertThat(config.limits().reach()).contains(last);
  }
}
