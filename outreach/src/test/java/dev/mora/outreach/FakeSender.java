package dev.mora.outreach;

import dev.mora.channel.DailyReach;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.party.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as it was told to, one message after the other; else it accepts. Keeps every body. */
final class FakeSender implements MessageSender {

  private final Channel channel;
  private final Queue<Function<OutboundMessage, CompletionStage<SendResult>>> answers =
      new ArrayDeque<>();
  final List<OutboundMessage> bodies = new CopyOnWriteArrayList<>();
  private int inFlight = 8;
  private DailyReach reach;

  FakeSender(Channel channel) {
    this.channel = channel;
  }

  FakeSender next(SendResult result) {
    return next(message -> CompletableFuture.completedFuture(result));
  }

  synchronized FakeSender next(Function<OutboundMessage, CompletionStage<SendResult>> answer) {
    answers.add(answer);
    return this;
  }

  /** A dispatcher hands over the next one only after the answer to the one before. */
  synchronized FakeSender oneAtATime() {
    inFlight = 1;
    return this;
  }

  synchronized FakeSender reaching(DailyReach people) {
    reach = people;
    return this;
  }

  List<String> texts() {
    return bodies.stream().map(FakeSender::text).toList();
  }

  static String text(OutboundMessage message) {
    return message.content() instanceof OutboundMessage.Template template
        ? template.rendering().body().text()
        : ((OutboundMessage.Text) message.content()).body();
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public String account() {
    return "100";
  }

  @Override
  public synchronized SendLimits limits() {
    return new SendLimits(1_000, Duration.ZERO, inFlight, Optional.ofNullable(reach));
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public synchronized CompletionStage<SendResult> send(OutboundMessage message) {
    bodies.add(message);
    Function<OutboundMessage, CompletionStage<SendResult>> answer = answers.poll();
    return answer == null
        ? CompletableFuture.completedFuture(new SendResult.Accepted("wamid." + bodies.size()))
        : answer.apply(message);
  }
}
