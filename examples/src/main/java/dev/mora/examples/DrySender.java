package dev.mora.examples;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import dev.mora.template.TextProfile;
import dev.mora.whatsapp.WhatsAppTemplates;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands where WhatsApp would while something is only planned: it refuses to send. */
final class DrySender implements MessageSender {

  @Override
  public Channel channel() {
    return Channel.WHATSAPP;
  }

  @Override
  public String account() {
    return "dry-run";
  }

  @Override
  public SendLimits limits() {
    return new SendLimits(1, Duration.ofSeconds(6), 1);
  }

  @Override
  public TextProfile textProfile() {
    return WhatsAppTemplates.profile();
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public CompletionStage<SendResult> send(OutboundMessage message) {
    return CompletableFuture.completedFuture(
        new SendResult.NotSent("a dry run sends nothing", Duration.ZERO));
  }
}
