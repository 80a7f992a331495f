package dev.mora.template.processor;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.template.MessageTemplate;
import dev.mora.template.RecordShape;
import dev.mora.template.TemplateFields;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Fails the build where a record with {@link TemplateFields} and one of its templates disagree.
 * Each error stands at the component, or at the record, and starts with the place in the template's
 * file: line and column, in the JSON form also the pointer. It writes no code.
 */
@SupportedAnnotationTypes("dev.mora.template.TemplateFields")
@SupportedOptions(TemplateFiles.FOLDER)
public final class TemplateFieldsProcessor extends AbstractProcessor {

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element element : round.getElementsAnnotatedWith(TemplateFields.class)) {
      if (element.getKind() == ElementKind.RECORD) {
        check((TypeElement) element, element.getAnnotation(TemplateFields.class));
      } else {
        error("found @TemplateFields on " + element + ", expected it on a record", element);
      }
    }
    return true;
  }

  private void check(TypeElement record, TemplateFields named) {
    if (named.value().length == 0) {
      error("found no template in @TemplateFields, expected at least one path", record);
    }
    Map<String, String> types = new LinkedHashMap<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      types.put(component.getSimpleName().toString(), nameOf(component.asType()));
    }
    // javac tells no line for a component, but for the field behind it
    Map<String, Element> fields = new HashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(record.getEnclosedElements())) {
      fields.put(field.getSimpleName().toString(), field);
    }
    RecordShape shape = new RecordShape(record.getSimpleName().toString(), types);
    for (String path : named.value()) {
      try {
        MessageTemplate template = new TemplateFiles(processingEnv).load(path);
        for (RecordShape.Difference difference : shape.differences(template)) {
          Element at = difference.component().map(fields::get).orElse(record);
          error(difference.fault().message(), at);
        }
      } catch (InvalidDocument e) {
        for (Fault fault : e.faults()) {
          error(fault.message(), record);
        }
      }
    }
  }

  /** As {@link Class#getName()} has it, but for arrays, which no field takes. */
  private String nameOf(TypeMirror type) {
    TypeMirror erased = processingEnv.getTypeUtils().erasure(type);
    if (erased instanceof DeclaredType declared) {
      TypeElement element = (TypeElement) declared.asElement();
      return processingEnv.getElementUtils().getBinaryName(element).toString();
    }
    return erased.getKind().isPrimitive()
        ? processingEnv.getTypeUtils().getPrimitiveType(erased.getKind()).toString()
        : erased.toString();
  }

  private void error(String message, Element at) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, at);
  }
}
