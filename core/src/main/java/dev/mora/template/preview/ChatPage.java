package dev.mora.template.preview;

import dev.mora.language.Language;
import dev.mora.template.EmailText;
import dev.mora.template.Rendering;
import dev.mora.template.SmsText;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One page with messages as they look on a telephone: the locked screen, the chat bubble with its
 * header, formatted body, footer and buttons, an SMS with its segments, an e-mail. The page is a
 * single file that loads nothing and runs no script; light or dark as the reader's system is. It
 * shows what it was given: personal data if there is some. Not safe for threads.
 *
 * <p>More than three buttons are shown as WhatsApp does: two, and "see all options" behind which
 * all of them stand.
 */
public final class ChatPage {

  private static final int MOST_BUTTONS = 3;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final String sender;
  private final LocalTime at;
  private final Words words;
  private final List<Consumer<Html>> figures = new ArrayList<>();

  private ChatPage(String sender, LocalTime at, Language language) {
    this.sender = Objects.requireNonNull(sender, "sender");
    this.at = Objects.requireNonNull(at, "at");
    this.words = new Words(language);
  }

  /**
   * @param sender as the chat names who writes
   * @param at what the bubbles show
   * @param language of what the page says itself
   */
  public static ChatPage of(String sender, LocalTime at, Language language) {
    return new ChatPage(sender, at, language);
  }

  /** A bubble in a WhatsApp chat, below it which template it is. */
  public ChatPage whatsapp(Rendering rendering) {
    figures.add(html -> chat(html, rendering));
    return this;
  }

  /** The text with every second segment shaded. */
  public ChatPage sms(Rendering rendering, SmsText sms) {
    figures.add(html -> sms(html, rendering, sms));
    return this;
  }

  public ChatPage email(Rendering rendering, EmailText mail) {
    figures.add(html -> email(html, rendering, mail));
    return this;
  }

  public String html() {
    Html html = new Html();
    html.tag("<!DOCTYPE html>\n<html lang=\"").text(words.language().code()).tag("\">\n<head>\n");
    html.tag("<meta charset=\"utf-8\">\n");
    html.tag("<meta name=\"viewport\" content=\"width=device-width\">\n");
    html.tag(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " style-src 'unsafe-inline'\">\n");
    html.tag("<title>").text(words.title() + " · " + sender).tag("</title>\n<style>\n");
    html.tag(ChatStyle.CSS).tag("</style>\n</head>\n<body>\n");
    html.element("h1", "title", words.title() + " · " + sender).tag("\n<main>\n");
    figures.forEach(figure -> figure.accept(html));
    return html.tag("</main>\n</body>\n</html>\n").toString();
  }

  private void chat(Html html, Rendering rendering) {
    html.tag("<figure>\n");
    lock(html, LockScreen.of(rendering));
    open(html);
    html.tag("<div class=\"bubble\">");
    MediaBox.write(html, rendering, words);
    rendering.header().ifPresent(header -> html.element("div", "head", header.text()));
    html.tag("<p class=\"text\">").formatted(rendering.body().text()).tag("</p>");
    if (!rendering.footer().isEmpty()) {
      html.element("p", "foot", rendering.footer());
    }
    html.element("p", "time", CLOCK.format(at));
    buttons(html, rendering.buttons());
    html.tag("</div></div></div>\n");
    caption(html, rendering, "WhatsApp");
  }

  private void lock(Html html, LockScreen lock) {
    html.tag("<div class=\"lock\"><small><span>").text(words.lockScreen()).tag("</span><span>");
    html.text(words.now()).tag("</span></small><b>").text(sender).tag("</b>");
    html.text(lock.open()).element("span", "more", lock.more()).tag("</div>\n");
  }

  private void open(Html html) {
    String first = sender.isEmpty() ? "" : Character.toString(sender.codePointAt(0));
    html.tag("<div class=\"phone\"><div class=\"bar\">").element("span", "face", first);
    html.element("span", "name", sender).tag("</div><div class=\"wall\">");
  }

  private void buttons(Html html, List<Rendering.Button> buttons) {
    if (buttons.isEmpty()) {
      return;
    }
    boolean folded = buttons.size() > MOST_BUTTONS;
    html.tag("<div class=\"buttons\">");
    buttons.subList(0, folded ? MOST_BUTTONS - 1 : buttons.size()).forEach(b -> button(html, b));
    if (folded) {
      html.tag("<details><summary class=\"button\">").tag(ChatStyle.LIST);
      html.text(words.allOptions()).tag("</summary><div class=\"sheet\">");
      buttons.forEach(button -> button(html, button));
      html.tag("</div></details>");
    }
    html.tag("</div>");
  }

  private void button(Html html, Rendering.Button button) {
    html.tag("<div class=\"button\">");
    if (button instanceof Rendering.Button.QuickReply reply) {
      html.tag(ChatStyle.REPLY).text(reply.label());
    } else if (button instanceof Rendering.Button.Url url) {
      html.tag(ChatStyle.OPEN).text(url.label()).element("span", "goes", url.url());
    } else if (button instanceof Rendering.Button.Phone phone) {
      html.tag(ChatStyle.CALL).text(phone.label()).element("span", "goes", phone.number().e164());
    } else if (button instanceof Rendering.Button.CopyCode copy) {
      html.tag(ChatStyle.COPY).text(copy.label()).element("span", "goes", copy.code());
    } else {
      html.text(button.label());
    }
    html.tag("</div>");
  }

  private void sms(Html html, Rendering rendering, SmsText sms) {
    html.tag("<figure class=\"sms\">\n");
    open(html);
    html.tag("<div class=\"bubble\"><p class=\"text\">");
    sms.segments().forEach(segment -> html.tag("<mark>").text(segment).tag("</mark>"));
    html.tag("</p>").element("p", "time", CLOCK.format(at)).tag("</div></div></div>\n");
    caption(html, rendering, "SMS · " + words.segments(sms) + leftOut(sms.leftOut()));
  }

  private void email(Html html, Rendering rendering, EmailText mail) {
    html.tag("<figure class=\"mail\">\n");
    open(html);
    html.element("div", "subject", mail.subject());
    html.tag("<iframe sandbox srcdoc=\"").text(mail.html()).tag("\" title=\"");
    html.text(mail.subject()).tag("\"></iframe></div></div>\n");
    caption(html, rendering, "E-mail" + leftOut(mail.leftOut()));
  }

  private String leftOut(List<String> labels) {
    return labels.isEmpty() ? "" : " · " + words.leftOut() + ": " + String.join(", ", labels);
  }

  private static void caption(Html html, Rendering rendering, String channel) {
    html.tag("<figcaption>").text(channel + " · " + rendering.template());
    html.text(" " + rendering.version() + " · " + rendering.language());
    html.text(" · " + rendering.category()).tag("</figcaption>\n</figure>\n");
  }
}
