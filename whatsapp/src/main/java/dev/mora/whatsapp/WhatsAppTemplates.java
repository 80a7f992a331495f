package dev.mora.whatsapp;

import dev.mora.template.TextProfile;

/**
 * WhatsApp's rules for approved templates (Cloud API v25.0).
 *
 * <pre>{@code
 * Rendering text = filled.render("es-MX", WhatsAppTemplates.profile());
 * }</pre>
 */
public final class WhatsAppTemplates {

  private static final TextProfile PROFILE =
      TextProfile.builder("whatsapp")
          .body(LocalCheck.BODY)
          .header(LocalCheck.HEADER)
          .footer(60)
          .label(25)
          .payload(128)
          .url(LocalCheck.URL)
          .build();

  private WhatsAppTemplates() {}

  /**
   * Lengths with the values put in. Payloads end at 128, which all documents agree on; the sender
   * itself lets 256 pass. Values are cleaned, because a line break, a tab or five blanks in a row
   * make Meta refuse the message (132012, 132018).
   */
  public static TextProfile profile() {
    return PROFILE;
  }
}
