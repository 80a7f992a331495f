package dev.mora.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mora.channel.Handling;
import dev.mora.channel.MessageSender;
import dev.mora.channel.OutboundMessage;
import dev.mora.channel.SendResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessageSender} keeps. Extend it in the tests of an adapter and say how its
 * provider is made to answer; each test starts with one that accepts and has taken nothing.
 */
public abstract class MessageSenderContract {

  protected abstract MessageSender sender();

  /** A message that the provider takes. */
  protected abstract OutboundMessage message();

  /** The next message reaches the person, but the answer is lost. */
  protected abstract void theNextAnswerIsLost();

  /** The next message is refused for good. */
  protected abstract void theNextMessageIsRefused();

  /** The next message reaches the person, but what comes back is no answer of the provider. */
  protected abstract void theNextAnswerIsNonsense();

  /** The next message is refused because there were too many in a short time. */
  protected abstract void theNextMessageIsTooFast();

  /** Nothing listens any more. */
  protected abstract void theProviderIsGone();

  protected abstract int messagesThatReachedThePerson();

  @Test
  void an_accepted_message_reaches_the_person_once_and_has_an_id() throws Exception {
    SendResult result = send();

    assertEquals(SendResult.Kind.ACCEPTED, result.kind());
    assertFalse(((SendResult.Accepted) result).providerMessageId().isBlank());
    assertEquals(1, messagesThatReachedThePerson());
  }

  @Test
  void a_lost_answer_is_unknown_and_never_sent_again() throws Exception {
    theNextAnswerIsLost();

    SendResult result = send();

    assertEquals(SendResult.Kind.UNKNOWN, result.kind());
    assertEquals(1, messagesThatReachedThePerson());
  }

  @Test
  void a_refused_message_does_not_reach_the_person() throws Exception {
    theNextMessageIsRefused();

    SendResult result = send();

    assertEquals(SendResult.Kind.REFUSED, result.kind());
    assertEquals(0, messagesThatReachedThePerson());
  }

  @Test
  void nonsense_for_an_answer_is_unknown() throws Exception {
    theNextAnswerIsNonsense();

    assertEquals(SendResult.Kind.UNKNOWN, send().kind());
    assertEquals(1, messagesThatReachedThePerson());
  }

  @Test
  void too_fast_is_no_fault_of_the_message_and_the_next_one_goes_out() throws Exception {
    theNextMessageIsTooFast();

    SendResult result = send();

    assertEquals(0, messagesThatReachedThePerson());
    if (result instanceof SendResult.Refused refused) {
      assertNotEquals(Handling.FAIL_MESSAGE, refused.handling());
    } else {
      assertEquals(SendResult.Kind.NOT_SENT, result.kind());
    }
    assertEquals(SendResult.Kind.ACCEPTED, send().kind());
  }

  @Test
  void messages_at_once_each_get_a_result_and_an_id_of_their_own() throws Exception {
    List<CompletableFuture<SendResult>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(sender().send(message()).toCompletableFuture());
    }

    Set<String> ids = new HashSet<>();
    for (CompletableFuture<SendResult> one : all) {
      SendResult result = one.get(60, TimeUnit.SECONDS);
      assertEquals(SendResult.Kind.ACCEPTED, result.kind());
      ids.add(((SendResult.Accepted) result).providerMessageId());
    }
    assertEquals(20, ids.size());
    assertEquals(20, messagesThatReachedThePerson());
  }

  @Test
  void one_lost_answer_among_many_harms_no_other() throws Exception {
    theNextAnswerIsLost();
    List<CompletableFuture<SendResult>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(sender().send(message()).toCompletableFuture());
    }

    int unknown = 0;
    for (CompletableFuture<SendResult> one : all) {
      unknown += one.get(60, TimeUnit.SECONDS).kind() == SendResult.Kind.UNKNOWN ? 1 : 0;
    }
    assertEquals(1, unknown);
    assertEquals(8, messagesThatReachedThePerson());
  }

  @Test
  void a_result_holds_no_address_whatever_it_is() throws Exception {
    theNextMessageIsRefused();
    SendResult refused = send();
    theNextAnswerIsLost();
    SendResult unknown = send();
    theProviderIsGone();
    SendResult gone = send();

    String shown = refused + " " + unknown + " " + gone;
    assertFalse(shown.matches("(?s).*\\d{7,}.*"), "digits of an address in: toString");
  }

  @Test
  void a_provider_that_is_gone_proves_that_nothing_was_sent() throws Exception {
    theProviderIsGone();

    assertEquals(SendResult.Kind.NOT_SENT, send().kind());
  }

  @Test
  void results_show_no_address_and_no_provider_id() throws Exception {
    SendResult result = send();

    String shown = result.toString() + message();
    assertFalse(shown.contains(((SendResult.Accepted) result).providerMessageId()));
    assertFalse(shown.matches("(?s).*\\d{7,}.*"), "digits of an address in: toString");
  }

  @Test
  void it_says_which_channel_and_limits_it_has() {
    assertFalse(sender().account().isBlank());
    assertTrue(sender().limits().maxInFlight() > 0);
    assertFalse(sender().channel().name().isBlank());
  }

  private SendResult send() throws Exception {
    return sender().send(message()).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
