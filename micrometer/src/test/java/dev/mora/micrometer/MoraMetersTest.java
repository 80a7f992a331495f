package dev.mora.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.Handling;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OpenWindow;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.event.DomainEvent;
import dev.mora.ledger.CampaignId;
import dev.mora.ledger.DispatchEvent;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.State;
import dev.mora.party.Channel;
import dev.mora.party.PhoneNumber;
import dev.mora.template.TemplateStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MoraMetersTest {

  private static final Instant NOON = Instant.parse("2026-11-21T18:00:00Z");
  private static final DispatchId ID = DispatchId.of("L-17", "vencida-3");
  private static final CampaignId CAMPAIGN = CampaignId.of("mora");
  private static final PhoneNumber ROSA = PhoneNumber.of("+525512345678");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  static Stream<Arguments> events() {
    return Stream.of(
        event("accepted", "held=true", new DispatchEvent.Accepted(ID, CAMPAIGN, true, NOON)),
        event(
            "reported",
            "state=delivered",
            new DispatchEvent.Reported(ID, CAMPAIGN, State.DELIVERED, NOON)),
        event("failed", "code=131026", new DispatchEvent.Failed(ID, CAMPAIGN, "131026", NOON)),
        event("failed", "code=none", new DispatchEvent.Failed(ID, CAMPAIGN, "", NOON)),
        event("unknown", "", new DispatchEvent.Unknown(ID, CAMPAIGN, NOON)),
        event(
            "deferred",
            "reason=quiet-hours",
            new DispatchEvent.Deferred(ID, CAMPAIGN, NOON, "quiet-hours", NOON)),
        event(
            "stopped",
            "reason=other,state=parked",
            new DispatchEvent.Stopped(ID, CAMPAIGN, State.PARKED, "Rosa, 525512345678", NOON)));
  }

  private static Arguments event(String name, String tags, DomainEvent event) {
    return Arguments.of("mora.dispatch." + name, tags, event);
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_counts_once_under_its_name(String name, String tags, DomainEvent event) {
    MoraMeters.of(registry).on(event);

    assertThat(registry.getMeters()).hasSize(1);
    Meter.Id id = registry.getMeters().get(0).getId();
    assertThat(id.getName()).isEqualTo(name);
    assertThat(written(id)).isEqualTo(tags);
    assertThat(registry.get(name).counter().count()).isEqualTo(1);
  }

  @Test
  void news_of_a_template_and_events_of_others_count_too() {
    record TrayFilled(Instant at) implements DomainEvent {}

    MoraMeters meters = MoraMeters.of(registry);
    meters.on(new TemplateStatus("cuota", "es_MX", TemplateStatus.State.PAUSED, "", NOON));
    meters.on(new TrayFilled(NOON));

    assertThat(registry.get("mora.template.status").tag("state", "paused").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("mora.event").tag("type", "TrayFilled").counter().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "131026,131026",
    "local-131047,local-131047",
    "http-401,http-401",
    "quiet-hours,quiet-hours",
    "MX.window,MX.window",
    "'',none",
    "525512345678,other",
    "wamid.HBgN525512345678,other",
    "Rosa Pérez,other",
    "loan-12345,other"
  })
  void a_tag_is_a_word_of_ours_or_other(String text, String tag) {
    assertThat(MoraMeters.word(text)).isEqualTo(tag);
  }

  @Test
  void a_send_is_timed_by_its_result_and_counted_while_it_is_open() {
    var open = new CompletableFuture<SendResult>();
    MessageSender metered = MeteredSender.of(sender(open), registry);
    var text =
        new OutboundMessage.Text(
            "Hola", new OpenWindow(Channel.WHATSAPP, ROSA, NOON, NOON.plusSeconds(1)));

    CompletionStage<SendResult> sent = metered.send(new OutboundMessage("c", ROSA, text));
    assertThat(registry.get("mora.send.in.flight").gauge().value()).isEqualTo(1);
    open.complete(new SendResult.Refused("131047", "closed", Handling.FAIL_MESSAGE));

    assertThat(sent.toCompletableFuture()).isCompleted();
    assertThat(registry.get("mora.send.in.flight").gauge().value()).isZero();
    assertThat(registry.get("mora.send").tag("result", "refused").timer().count()).isEqualTo(1);
    assertThat(registry.get("mora.send.refused").tag("code", "131047").counter().count())
        .isEqualTo(1);
    assertThat(registry.getMeters().stream().map(meter -> written(meter.getId())).toList())
        .noneMatch(tags -> tags.contains("5512345678"));
  }

  @Test
  void a_sender_that_breaks_its_contract_counts_as_unknown() {
    MessageSender metered =
        MeteredSender.of(
            sender(CompletableFuture.failedFuture(new IllegalStateException("bug"))), registry);
    var text =
        new OutboundMessage.Text(
            "Hola", new OpenWindow(Channel.WHATSAPP, ROSA, NOON, NOON.plusSeconds(1)));

    metered.send(new OutboundMessage("c", ROSA, text));

    assertThat(registry.get("mora.send").tag("result", "unknown").timer().count()).isEqualTo(1);
    assertThat(metered.account()).isEqualTo("106540352242922");
    assertThat(metered.limits().perSecond()).isEqualTo(40);
    assertThat(metered.live()).isFalse();
  }

  @Test
  void a_name_that_stands_for_another_meter_costs_a_figure_and_no_outcome() {
    taken("mora.send", "result", "refused");
    taken("mora.send.refused", "code", "131047");
    var refused = new SendResult.Refused("131047", "closed", Handling.FAIL_MESSAGE);
    MessageSender metered =
        MeteredSender.of(sender(CompletableFuture.completedFuture(refused)), registry);
    var text =
        new OutboundMessage.Text(
            "Hola", new OpenWindow(Channel.WHATSAPP, ROSA, NOON, NOON.plusSeconds(1)));

    CompletionStage<SendResult> sent = metered.send(new OutboundMessage("c", ROSA, text));

    assertThat(sent.toCompletableFuture()).isCompletedWithValue(refused);
    assertThat(registry.get("mora.send.in.flight").gauge().value()).isZero();
  }

  private void taken(String name, String key, String value) {
    Gauge.builder(name, () -> 1)
        .tags("channel", Channel.WHATSAPP.name(), "account", "106540352242922", key, value)
        .register(registry);
  }

  private static String written(Meter.Id id) {
    List<String> tags =
        id.getTags().stream().map((Tag tag) -> tag.getKey() + "=" + tag.getValue()).toList();
    return String.join(",", tags);
  }

  private static MessageSender sender(CompletionStage<SendResult> result) {
    return new MessageSender() {
      @Override
      public Channel channel() {
        return Channel.WHATSAPP;
      }

      @Override
      public String account() {
        return "106540352242922";
      }

      @Override
      public SendLimits limits() {
        return new SendLimits(40, Duration.ofSeconds(6), 32);
      }

      @Override
      public boolean live() {
        return false;
      }

      @Override
      public CompletionStage<SendResult> send(OutboundMessage message) {
        return result;
      }
    };
  }
}
