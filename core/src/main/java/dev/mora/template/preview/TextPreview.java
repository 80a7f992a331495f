package dev.mora.template.preview;

import dev.mora.language.Language;
import dev.mora.template.EmailText;
import dev.mora.template.Rendering;
import dev.mora.template.SmsText;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as plain text by channel: the very characters that are sent, and below them in brackets
 * what is not text (buttons, media, what a channel leaves out). Personal data as it was given.
 */
public final class TextPreview {

  private TextPreview() {}

  /**
   * @param language of what the preview says itself
   */
  public static String whatsapp(Rendering rendering, Language language) {
    Words words = new Words(language);
    List<String> lines = new ArrayList<>(MediaBox.lines(rendering, words));
    rendering.header().ifPresent(header -> lines.add(header.text()));
    lines.add(rendering.body().text());
    if (!rendering.footer().isEmpty()) {
      lines.add(rendering.footer());
    }
    rendering.buttons().forEach(button -> lines.add("[" + said(button, words) + "]"));
    return String.join("\n", lines);
  }

  public static String sms(SmsText sms, Language language) {
    Words words = new Words(language);
    return sms.text() + "\n[" + words.segments(sms) + "]" + leftOut(sms.leftOut(), words);
  }

  public static String email(EmailText mail, Language language) {
    Words words = new Words(language);
    return words.subject()
        + ": "
        + mail.subject()
        + "\n\n"
        + mail.text()
        + leftOut(mail.leftOut(), words);
  }

  /** What a locked screen shows of it to whoever looks: the first 40 characters. */
  public static String lockScreen(Rendering rendering) {
    return LockScreen.of(rendering).open();
  }

  private static String leftOut(List<String> labels, Words words) {
    return labels.isEmpty() ? "" : "\n[" + words.leftOut() + ": " + String.join(", ", labels) + "]";
  }

  private static String said(Rendering.Button button, Words words) {
    if (button instanceof Rendering.Button.QuickReply reply) {
      return reply.label() + ": " + reply.payload();
    }
    if (button instanceof Rendering.Button.Url url) {
      return url.label() + " -> " + url.url();
    }
    if (button instanceof Rendering.Button.Phone phone) {
      return phone.label() + " -> " + phone.number().e164();
    }
    return button instanceof Rendering.Button.CopyCode copy
        ? copy.label() + " -> " + words.copied() + " " + copy.code()
        : button.label();
  }
}
