package dev.mora.examples;

import dev.mora.whatsapp.GraphException;
import dev.mora.whatsapp.GraphFailure;
import dev.mora.whatsapp.TemplateCopy;
import dev.mora.whatsapp.WhatsAppAccount;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which account holds the templates, and how to reach it. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class AccountOption {

  private static final long NO_SUCH_ID = 33;

  @Option(
      names = "--account",
      required = true,
      paramLabel = "ID",
      description = "The provider's id of the WhatsApp Business account.")
  private String account;

  @Mixin private CloudOption cloud;

  WhatsAppAccount open(CommandSpec command) {
    return WhatsAppAccount.of(
        account, cloud.config(command, account).responseLimit(4 * 1024 * 1024).build());
  }

  /**
   * @throws IllegalArgumentException with what the provider said, if it could not be listed
   */
  List<TemplateCopy> list(WhatsAppAccount there) {
    return list(there, account, cloud.url());
  }

  /**
   * @param at where it was asked for
   * @throws IllegalArgumentException as {@link #list(WhatsAppAccount)} does
   */
  static List<TemplateCopy> list(WhatsAppAccount there, String account, BaseAddress at) {
    try {
      return there.list().toCompletableFuture().join().value();
    } catch (GraphException e) {
      throw new IllegalArgumentException(
          "the account could not be listed: " + why(e.failure(), account, at), e);
    }
  }

  private static String why(GraphFailure failure, String account, BaseAddress at) {
    if (failure.status() == 0) {
      return "no answer from " + at + " (" + failure.meaning() + ")";
    }
    return failure.says(NO_SUCH_ID)
        ? at + " has no account " + account + ", or this token may not see it (" + failure + ")"
        : failure.toString();
  }
}
