package dev.mora.template.lint;

import dev.mora.template.lint.Token.Case;
import dev.mora.template.lint.Token.Kind;
import java.util.List;
import java.util.Locale;

/**
 * What a decent collection message has: who writes, what is owed and of what, something that can be
 * answered, a person to talk to. What the text is for is taken from its {@link Purpose}; without
 * one, from its words.
 */
final class Structure {

  private static final List<String> SENDER_FIELDS =
      List.of(
          "creditor",
          "acreedor",
          "empresa",
          "entidad",
          "financiera",
          "prestamista",
          "lender",
          "company",
          "sender",
          "credor",
          "remitente",
          "marca",
          "brand",
          "instituc",
          "firma");

  private final LintedText text;
  private final Lexicon lexicon;
  private final Findings findings;

  private Structure(LintedText text, Lexicon lexicon, Findings findings) {
    this.text = text;
    this.lexicon = lexicon;
    this.findings = findings;
  }

  static void check(LintedText text, Findings findings) {
    text.lexicon().ifPresent(lexicon -> new Structure(text, lexicon, findings).all());
  }

  private void all() {
    if (!namesSender()) {
      findings.whole("no-sender", "");
    }
    boolean closed = text.says("mark:closed");
    boolean arrears =
        text.purpose().map(Purpose::arrears).orElse(!closed && text.says("mark:arrears"));
    boolean amount = text.says("mark:amount");
    if (arrears && !amount) {
      findings.whole("no-amount", "body");
    } else if (arrears && !text.says("mark:about")) {
      findings.whole("no-matter", "body");
    }
    boolean wants =
        text.purpose()
            .map(Purpose::wantsAnswer)
            .orElse(!closed && (arrears || amount || text.says("mark:owed")));
    if (wants && !answerable()) {
      findings.whole("no-question", "body");
    } else if (arrears && !offersPerson()) {
      findings.whole("no-person", "");
    }
  }

  private boolean answerable() {
    return text.hasButton()
        || text.message().stream().anyMatch(part -> part.source().indexOf('?') >= 0)
        || text.message().stream().anyMatch(this::invites);
  }

  /** An answer other than the word that stops the messages. */
  private boolean invites(ReadText part) {
    return lexicon.hits("mark:answer", part).stream()
        .anyMatch(
            hit ->
                hit.to() >= part.tokens().size()
                    || !lexicon.is("optout", part.tokens().get(hit.to())));
  }

  private boolean offersPerson() {
    return text.parts().stream().anyMatch(part -> lexicon.has("mark:person", part))
        || text.translation().fieldsUsed().contains("creditorPhone");
  }

  private boolean namesSender() {
    return text.says("mark:sender")
        || text.parts().stream()
            .filter(part -> !part.part().startsWith("buttons"))
            .anyMatch(this::hasName);
  }

  private boolean hasName(ReadText part) {
    for (int i = 0; i < part.tokens().size(); i++) {
      if (isName(part, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isName(ReadText part, int at) {
    Token token = part.tokens().get(at);
    if (token.kind() == Kind.FIELD) {
      String name = token.word().toLowerCase(Locale.ROOT);
      return SENDER_FIELDS.stream().anyMatch(name::contains);
    }
    if (token.kind() != Kind.WORD
        || token.letters() == Case.SMALL
        || token.word().length() < 3
        || lexicon.is("notname", token)) {
      return false;
    }
    String written = part.source().substring(token.start(), token.end());
    boolean inner =
        token.letters() == Case.CAPITAL
            && written.chars().skip(1).anyMatch(Character::isUpperCase)
            && written.chars().anyMatch(Character::isLowerCase);
    boolean labels =
        at == 0 && token.end() < part.source().length() && part.source().charAt(token.end()) == ':';
    boolean alone = part.part().equals("footer") && part.tokens().size() <= 3;
    return inner || labels || alone || (!token.startsSentence() && token.letters() == Case.CAPITAL);
  }
}
