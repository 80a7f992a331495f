package dev.mora.examples;

import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How to reach the provider. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class CloudOption {

  @Option(
      names = "--whatsapp-url",
      paramLabel = "URL",
      defaultValue = "https://graph.facebook.com",
      description =
          "Base address of the Cloud API or its stand-in, without a version; default"
              + " ${DEFAULT-VALUE}.")
  private BaseAddress url;

  @Option(
      names = "--token-env",
      required = true,
      paramLabel = "NAME",
      description = "Environment variable that holds the access token.")
  private String tokenEnv;

  WhatsAppConfig.Builder config(CommandSpec command, String id) {
    TokenSupplier token = TokenSupplier.of(Environment.secret(command, tokenEnv));
    return WhatsAppConfig.builder(id, token).baseUri(url.uri());
  }

  BaseAddress url() {
    return url;
  }
}
