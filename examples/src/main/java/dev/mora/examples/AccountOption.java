package dev.mora.examples;

import dev.mora.whatsapp.GraphException;
import dev.mora.whatsapp.TemplateCopy;
import dev.mora.whatsapp.WhatsAppAccount;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which account holds the templates, and how to reach it. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class AccountOption {

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
  static List<TemplateCopy> list(WhatsAppAccount account) {
    try {
      return account.list().toCompletableFuture().join().value();
    } catch (GraphException e) {
      throw new IllegalArgumentException("the account could not be listed: " + e.getMessage(), e);
    }
  }
}
