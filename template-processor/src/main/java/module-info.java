/** Compares records with templates while a host compiles. Nothing of it is needed at run time. */
module dev.mora.template.processor {
  requires java.compiler;
  requires dev.mora.core;
  requires static transitive org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.mora.template.processor.TemplateFieldsProcessor;
}
