package dev.mora.whatsapp;

import dev.mora.language.Words;
import dev.mora.template.TemplateFinding;
import dev.mora.template.TemplateFinding.Level;
import java.util.Locale;

/** One kind of difference between our template and the provider's copy. */
enum DriftRule {
  NAME(
      "el proveedor la llama %s, nosotros %s",
      "o provedor a chama %s, nós %s", "the provider calls it %s, we %s"),
  LANGUAGE(
      "el idioma %s no está entre los nuestros: %s",
      "o idioma %s não está entre os nossos: %s", "the language %s is none of ours: %s"),
  STATUS(
      "el estado es %s: no se puede enviar",
      "o estado é %s: não pode ser enviada", "its status is %s: it cannot be sent"),
  CATEGORY(
      "el proveedor la cuenta como %s, nosotros como %s",
      "o provedor a conta como %s, nós como %s", "the provider counts it as %s, we as %s"),
  CATEGORY_COMING(
      "el proveedor la pasará de %s a %s",
      "o provedor a passará de %s para %s", "the provider will move it from %s to %s"),
  PARAMETER_FORMAT(
      "las variables aprobadas son %s, las nuestras %s",
      "as variáveis aprovadas são %s, as nossas %s", "the approved variables are %s, ours are %s"),
  VARIABLE_COUNT(
      "%s: hay %s variables aprobadas y %s nuestras",
      "%s: há %s variáveis aprovadas e %s nossas", "%s: %s variables are approved, ours are %s"),
  VARIABLE_NAME(
      "%s: la variable aprobada es %s, la nuestra %s",
      "%s: a variável aprovada é %s, a nossa %s", "%s: the approved variable is %s, ours is %s"),
  VARIABLE_ORDER(
      "%s: las variables van en otro orden: %s",
      "%s: as variáveis vão em outra ordem: %s", "%s: the variables stand in another order: %s"),
  VARIABLE_TYPE(
      "%s: se aprobó %s con un ejemplo que no es %s",
      "%s: %s foi aprovada com um exemplo que não é %s",
      "%s: %s was approved with an example that is no %s"),
  TEXT(
      "%s: el texto aprobado es otro desde el carácter %s",
      "%s: o texto aprovado é outro a partir do caractere %s",
      "%s: the approved text differs from character %s on"),
  LENGTH(
      "%s: el texto aprobado tiene %s caracteres, el nuestro %s",
      "%s: o texto aprovado tem %s caracteres, o nosso %s",
      "%s: the approved text has %s characters, ours %s"),
  HEADER_FORMAT(
      "el encabezado aprobado es %s, el nuestro %s",
      "o cabeçalho aprovado é %s, o nosso %s", "the approved header is %s, ours is %s"),
  BUTTON_COUNT(
      "hay %s botones aprobados y %s nuestros",
      "há %s botões aprovados e %s nossos", "%s buttons are approved, ours are %s"),
  BUTTON_KIND(
      "%s: se aprobó %s, el nuestro es %s",
      "%s: foi aprovado %s, o nosso é %s", "%s: %s is approved, ours is %s"),
  BUTTON_ORDER(
      "los botones van en otro orden",
      "os botões vão em outra ordem",
      "the buttons stand in another order"),
  BUTTON_LABEL(
      "%s: se aprobó \"%s\", el nuestro dice \"%s\"",
      "%s: foi aprovado \"%s\", o nosso diz \"%s\"", "%s: \"%s\" is approved, ours says \"%s\""),
  BUTTON_URL(
      "%s: el enlace aprobado es otro",
      "%s: o link aprovado é outro", "%s: the approved link is another"),
  BUTTON_PHONE(
      "%s: el teléfono aprobado es otro",
      "%s: o telefone aprovado é outro", "%s: the approved phone number is another"),
  COMPONENT(
      "el componente %s no es el nuestro",
      "o componente %s não é o nosso", "the component %s is not ours");

  private static final Words MEND =
      new Words(
          "vuelva a enviar la nuestra a revisión, o tome la aprobada",
          "envie a nossa de novo para revisão, ou adote a aprovada",
          "submit ours again, or take over the approved one");

  private final Words said;

  DriftRule(String es, String pt, String en) {
    said = new Words(es, pt, en);
  }

  /** {@code drift-variable-count}. */
  String id() {
    return "drift-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  TemplateFinding in(String language, String part, Object... arguments) {
    return TemplateFinding.of(
        this == CATEGORY_COMING ? Level.WARNING : Level.ERROR,
        id(),
        language,
        part,
        said.with(arguments),
        MEND);
  }
}
