package dev.mora.template;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the components of a record are the fields of templates. With {@code
 * mora-template-processor} on the processor path, a build fails where they disagree, at the place
 * in the template's file; without it the annotation does nothing.
 *
 * <pre>{@code
 * @TemplateFields("templates/cuota_vencida.txt")
 * record Overdue(String nombre, Money monto, LocalDate vencimiento, int dias) {}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface TemplateFields {

  /**
   * Paths with {@code /} to files in the text or the JSON form, below the compiler option {@code
   * -Amora.templates=FOLDER}, else among the resources of the module that is compiled.
   */
  String[] value();
}
