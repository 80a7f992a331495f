package dev.mora.whatsapp;

import dev.mora.channel.OutboundMessage;
import dev.mora.json.JsonObject;
import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.template.Rendering;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import dev.mora.template.TemplateStatus;
import dev.mora.template.TemplateStatus.State;
import dev.mora.template.TextProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * WhatsApp's rules for approved templates, and its form of them (Cloud API v25.0).
 *
 * <pre>{@code
 * WhatsAppTemplates.check(template);                        // before it is submitted
 * WhatsAppTemplates.compare(template, approved);            // before anything is sent with it
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

  /**
   * What the provider's review would refuse, and what people would not see: each limit and rule of
   * its template components, for every language of the template.
   */
  public static List<TemplateFinding> check(MessageTemplate template) {
    return TemplateRules.check(template);
  }

  /**
   * A submission as a whole: the text as {@link #check(MessageTemplate)} sees it, and the examples,
   * handles and time to live that only the provider's form has.
   *
   * @throws dev.mora.json.InvalidDocument if it is no template
   */
  public static List<TemplateFinding> check(JsonObject submission) {
    List<TemplateFinding> out = new ArrayList<>(check(read(submission)));
    out.addAll(SubmissionRules.check(submission));
    return List.copyOf(out);
  }

  /**
   * The provider's JSON of one translation, in the form that creates one or the form that lists
   * them. A variable becomes a field of type text (a URL's one a pay link), named as the provider
   * names it or, where it has numbers, {@code header1}, {@code body1}, {@code url1}, {@code code1};
   * a quick reply's payload is its label. Components and buttons that have no place in our model
   * are kept as JSON; {@link TemplateSubmission#over} writes all else back as it was.
   *
   * @throws dev.mora.json.InvalidDocument if it is no template, or has no text for a body, or its
   *     numbered variables do not appear in their order
   */
  public static MessageTemplate read(JsonObject template) {
    return new ProviderReader(template, Optional.empty()).read();
  }

  /** The same, with names, types, payloads and version from ours where the texts agree. */
  public static MessageTemplate read(JsonObject template, MessageTemplate ours) {
    return new ProviderReader(template, Optional.of(ours)).read();
  }

  /**
   * What differs between our template and the copy that the provider holds of one translation. Each
   * kind of difference has a rule of its own, all with {@code drift-} in front. Empty: a message
   * that is built from ours will be taken and says what was approved.
   *
   * @param approved in the form that lists templates; without a {@code status} it counts as
   *     sendable
   * @throws dev.mora.json.InvalidDocument if it is no template at all
   */
  public static List<TemplateFinding> compare(MessageTemplate ours, JsonObject approved) {
    return Drift.between(ours, approved);
  }

  /**
   * The same as an event that stops or frees the sends of this text: the provider's state where it
   * does not allow sends, else {@link State#RECATEGORIZED} or {@link State#DRIFTED} with the rules
   * that tell so, else the provider's state.
   *
   * @param at time of the comparison
   */
  public static TemplateStatus status(MessageTemplate ours, JsonObject approved, Instant at) {
    Optional<TemplateStatus> found = finding(ours, approved, at);
    String word = approved.stringOr("status", State.APPROVED.name());
    String language = approved.string("language");
    return isSendable(word)
        ? found.orElseGet(() -> new TemplateStatus(ours.name(), language, State.of(word), "", at))
        : new TemplateStatus(
            ours.name(), language, State.of(word), approved.stringOr("rejected_reason", ""), at);
  }

  /** What differs, whatever the provider's state: it differs still when that allows sends again. */
  static Optional<TemplateStatus> finding(MessageTemplate ours, JsonObject approved, Instant at) {
    List<TemplateFinding> errors =
        compare(ours, approved).stream()
            .filter(f -> f.level() == Level.ERROR && !f.rule().equals(DriftRule.STATUS.id()))
            .toList();
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    boolean category = errors.stream().allMatch(f -> f.rule().equals(DriftRule.CATEGORY.id()));
    String reason =
        errors.stream().map(TemplateFinding::rule).distinct().collect(Collectors.joining(", "));
    return Optional.of(
        new TemplateStatus(
            ours.name(),
            approved.string("language"),
            category ? State.RECATEGORIZED : State.DRIFTED,
            reason,
            at));
  }

  /**
   * The body of {@code POST /{phone number id}/messages}, as the sender writes it: for hosts with a
   * transport of their own, and for tests.
   *
   * @param correlation comes back in the status webhooks; at most 512 characters, no personal data
   * @throws IllegalArgumentException on half a surrogate pair
   */
  public static byte[] message(String correlation, PhoneNumber to, Rendering rendering) {
    return MessageBody.of(
        new OutboundMessage(correlation, to, new OutboundMessage.Template(rendering)));
  }

  static boolean isSendable(String status) {
    return new TemplateStatus("x", "es", State.of(status), "", Instant.EPOCH).isSendable();
  }
}
