package dev.mora.template;

import dev.mora.language.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for what loads but should not go out over any channel. What one provider's review refuses
 * is told by its adapter.
 */
final class TemplateCheck {

  private final MessageTemplate template;
  private final TextProfile profile;
  private final List<TemplateFinding> findings = new ArrayList<>();

  private TemplateCheck(MessageTemplate template, TextProfile profile) {
    this.template = template;
    this.profile = profile;
  }

  static List<TemplateFinding> of(MessageTemplate template, TextProfile profile) {
    TemplateCheck check = new TemplateCheck(template, profile);
    check.fields();
    check.approval();
    template.languages().values().forEach(check::translation);
    return List.copyOf(check.findings);
  }

  private void fields() {
    Set<String> anywhere = new LinkedHashSet<>();
    template.languages().values().forEach(t -> anywhere.addAll(t.fieldsUsed()));
    for (TemplateField<?> field : template.fields()) {
      if (!anywhere.contains(field.name())) {
        warning(
            "unused-field",
            "",
            "",
            new Words(
                "el campo %s no aparece en ningún texto",
                "o campo %s não aparece em nenhum texto", "field %s appears in no text"),
            new Words("úselo o quítelo", "use-o ou retire-o", "use it or take it out"),
            field.name());
      }
    }
    for (Translation translation : template.languages().values()) {
      for (String field : anywhere) {
        if (!translation.fieldsUsed().contains(field)) {
          warning(
              "field-missing-in-language",
              translation.language(),
              "",
              new Words(
                  "el campo %s solo aparece en otros idiomas",
                  "o campo %s só aparece em outros idiomas",
                  "field %s appears in other languages only"),
              new Words(
                  "diga lo mismo en cada idioma",
                  "diga o mesmo em cada idioma",
                  "say the same in each language"),
              field);
        }
      }
    }
  }

  /** The last approval counts: earlier ones were of earlier contents. */
  private void approval() {
    List<Provenance.Approval> approved = template.provenance().approved();
    if (!approved.isEmpty()) {
      Provenance.Approval last = approved.get(approved.size() - 1);
      if (!last.isOf(template.contentHash())) {
        warning(
            "approval-stale",
            "",
            "",
            new Words(
                "%s aprobó el %s el contenido %s, que ahora es %s",
                "%s aprovou em %s o conteúdo %s, que agora é %s",
                "%s approved on %s the content %s, which is now %s"),
            new Words(
                "pida que lo aprueben otra vez",
                "peça que o aprovem de novo",
                "have it approved again"),
            last.by(),
            last.on(),
            last.hash(),
            template.contentHash().substring(0, Provenance.Approval.DIGITS));
      }
    }
  }

  private void translation(Translation t) {
    String language = t.language();
    if (!Languages.hasRegion(language)) {
      warning(
          "language-without-region",
          language,
          "",
          new Words(
              "montos y fechas se escriben como en la región del cliente, o como CLDR para %s",
              "valores e datas são escritos como na região do cliente, ou como no CLDR para %s",
              "amounts and dates are written as the borrower's region does, or as CLDR's default"
                  + " for %s"),
          new Words(
              "agregue la región, por ejemplo es_MX",
              "acrescente a região, por exemplo pt_BR",
              "add the region, such as en_US"),
          language);
    }
    if (t.header().isPresent() && t.header().get() instanceof TemplateHeader.Text header) {
      length("header", language, "header", header.wording().literalText(), profile.header());
    }
    if (t.header().isPresent()
        && t.header().get() instanceof TemplateHeader.Media media
        && media.field().isEmpty()) {
      error(
          "media-header",
          language,
          "header",
          new Words(
              "ningún campo llena el encabezado de tipo %s",
              "nenhum campo preenche o cabeçalho do tipo %s",
              "no field fills the header of type %s"),
          new Words(
                  "nombre un campo en él: [%s {campo}]",
                  "nomeie um campo nele: [%s {campo}]", "name a field in it: [%s {field}]")
              .with(media.kind().word()),
          media.kind().word());
    }
    if (!t.others().isEmpty()) {
      error(
          "unknown-component",
          language,
          "",
          new Words(
              "un componente de tipo desconocido no se puede llenar",
              "um componente de tipo desconhecido não pode ser preenchido",
              "a component of an unknown kind cannot be filled"),
          new Words(
              "envíe esta plantilla por otro medio",
              "envie este modelo por outro meio",
              "send this template by other means"));
    }
    length("body", language, "body", t.body().literalText(), profile.body());
    length("footer", language, "footer", t.footer(), profile.footer());
    buttons(t);
  }

  private void buttons(Translation t) {
    Set<String> labels = new HashSet<>();
    Set<String> payloads = new HashSet<>();
    for (int i = 0; i < t.buttons().size(); i++) {
      TemplateButton button = t.buttons().get(i);
      String part = "buttons/" + i + "/";
      if (button instanceof TemplateButton.QuickReply reply) {
        if (!payloads.add(reply.payload())) {
          warning(
              "same-payload",
              t.language(),
              part + "payload",
              new Words("dos botones envían %s", "dois botões enviam %s", "two buttons send %s"),
              new Words(
                  "dé a cada botón su propia respuesta",
                  "dê a cada botão a sua própria resposta",
                  "give each button an answer of its own"),
              reply.payload());
        }
        length("payload", t.language(), part + "payload", reply.payload(), profile.payload());
      }
      String label = button.label();
      if (!label.isEmpty() && !labels.add(label)) {
        error(
            "same-label",
            t.language(),
            part + "label",
            new Words(
                "dos botones dicen \"%s\"", "dois botões dizem \"%s\"", "two buttons say \"%s\""),
            new Words(
                "dé a cada botón su propio texto",
                "dê a cada botão o seu próprio texto",
                "give each button a text of its own"),
            label);
      }
      length("label", t.language(), part + "label", label, profile.label());
    }
  }

  private void length(String rule, String language, String part, String fixed, int most) {
    int length = profile.unit().length(fixed);
    if (length > most) {
      error(
          rule + "-length",
          language,
          part,
          new Words(
              "%s tiene %s caracteres fijos, caben %s",
              "%s tem %s caracteres fixos, cabem %s", "%s has %s fixed characters, at most %s fit"),
          new Words("acórtelo", "encurte-o", "shorten it"),
          rule,
          length,
          most);
    }
  }

  private void error(
      String rule, String language, String part, Words said, Words mend, Object... arguments) {
    findings.add(
        TemplateFinding.of(
            TemplateFinding.Level.ERROR, rule, language, part, said.with(arguments), mend));
  }

  private void warning(
      String rule, String language, String part, Words said, Words mend, Object... arguments) {
    findings.add(
        TemplateFinding.of(
            TemplateFinding.Level.WARNING, rule, language, part, said.with(arguments), mend));
  }
}
