package dev.mora.examples;

import dev.mora.outreach.Outreach;
import dev.mora.template.MessageTemplate;
import dev.mora.template.TemplateStatus;
import dev.mora.whatsapp.TemplateRegistry;
import dev.mora.whatsapp.TokenSupplier;
import dev.mora.whatsapp.WhatsAppAccount;
import dev.mora.whatsapp.WhatsAppConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Compares the texts that an account holds with ours, and tells outreach. */
final class ApprovedTexts {

  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final String account;
  private final BaseAddress at;
  private final WhatsAppConfig.Builder config;
  private final InstantSource clock;

  ApprovedTexts(String account, BaseAddress at, TokenSupplier token, InstantSource clock) {
    this.account = account;
    this.at = at;
    config = WhatsAppConfig.builder(account, token).baseUri(at.uri()).clock(clock);
    this.clock = clock;
  }

  /**
   * @return what of ours may not be sent
   * @throws IllegalArgumentException with what the provider said, if it could not be listed
   */
  List<TemplateStatus> compare(List<MessageTemplate> ours, Outreach outreach) {
    TemplateRegistry registry =
        TemplateRegistry.of(ours, clock, event -> outreach.templateChanged((TemplateStatus) event));
    Instant asked = clock.instant();
    try (WhatsAppAccount there =
        WhatsAppAccount.of(account, config.responseLimit(MOST_BYTES).build())) {
      return registry.listed(AccountOption.list(there, account, at), asked);
    }
  }
}
