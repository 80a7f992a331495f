package dev.mora.examples;

import dev.mora.whatsapp.GraphException;
import dev.mora.whatsapp.TemplateCopy;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppAccount;
import dev.mora.whatsapp.WhatsAppConfig;
import java.net.URI;
import java.util.List;
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

  @Option(
      names = "--whatsapp-url",
      paramLabel = "URL",
      defaultValue = "https://graph.facebook.com",
      description =
          "Base address of the Cloud API or its stand-in, without a version; default"
              + " ${DEFAULT-VALUE}.")
  private URI url;

  @Option(
      names = "--token-env",
      required = true,
      paramLabel = "NAME",
      description = "Environment variable that holds the access token.")
  private String tokenEnv;

  WhatsAppAccount open(CommandSpec command) {
    TokenSupplier token = TokenSupplier.of(Environment.secret(command, tokenEnv));
    return WhatsAppAccount.of(
        account,
        WhatsAppConfig.builder(account, token).baseUri(url).responseLimit(4 * 1024 * 1024).build());
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
