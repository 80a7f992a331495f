package dev.mora.ledger.contract;

import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendLimits;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Correlation;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.SenderId;
import dev.mora.party.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A sender that counts bodies and answers what a test wants. Thread-safe. */
public final class FakeSender implements MessageSender {

  private final List<DispatchId> bodies = Collections.synchronizedList(new ArrayList<>());
  private final SendLimits limits;
  private final boolean live;
  private final Function<DispatchId, CompletionStage<SendResult>> answer;

  private FakeSender(
      SendLimits limits, boolean live, Function<DispatchId, CompletionStage<SendResult>> answer) {
    this.limits = limits;
    this.live = live;
    this.answer = answer;
  }

  /** Answers at once. */
  public static FakeSender answering(Function<DispatchId, SendResult> answer) {
    return with(LedgerFixture.FAST, id -> CompletableFuture.completedFuture(answer.apply(id)));
  }

  public static FakeSender accepting() {
    return answering(id -> new SendResult.Accepted("w-" + id));
  }

  public static FakeSender with(
      SendLimits limits, Function<DispatchId, CompletionStage<SendResult>> answer) {
    return new FakeSender(limits, false, answer);
  }

  public FakeSender reachingPeople() {
    return new FakeSender(limits, true, answer);
  }

  /** The dispatch of each body, in the order of handing over. */
  public List<DispatchId> bodies() {
    synchronized (bodies) {
      return List.copyOf(bodies);
    }
  }

  @Override
  public Channel channel() {
    return LedgerFixture.SENDER.channel();
  }

  @Override
  public String account() {
    return LedgerFixture.SENDER.account();
  }

  @Override
  public SendLimits limits() {
    return limits;
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public CompletionStage<SendResult> send(OutboundMessage message) {
    DispatchId id = Correlation.parse(message.correlation()).orElseThrow().dispatch();
    bodies.add(id);
    return answer.apply(id);
  }

  @Override
  public String toString() {
    return "FakeSender(" + SenderId.of(this) + ")";
  }
}
