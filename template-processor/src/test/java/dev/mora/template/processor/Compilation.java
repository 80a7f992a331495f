package dev.mora.template.processor;

import dev.mora.template.MessageTemplate;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A host that is compiled by the compiler of the running JDK: core alone on its path, the processor
 * on an explicit processor path, found as a service.
 */
final class Compilation {

  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private boolean onModulePath;

  /**
   * @param folder for classes and resources; empty
   */
  Compilation(Path folder) {
    this.folder = folder;
  }

  Compilation source(String name, String text) {
    sources.put(name, text);
    onModulePath |= name.equals("module-info");
    return this;
  }

  /** A file in the class output, as Maven leaves resources there. */
  Compilation resource(String path, String text) {
    return file(classes().resolve(path), text);
  }

  Compilation file(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Compilation option(String option) {
    options.add(option);
    return this;
  }

  Path classes() {
    return folder.resolve("classes");
  }

  /** What the compiler says: {@code LINE: message} of each error and warning. */
  List<String> run() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(told, Locale.ROOT, null)) {
      Files.createDirectories(classes());
      List<String> arguments = new ArrayList<>(options);
      arguments.addAll(List.of("-d", classes().toString(), "--release", "17", "-Xlint:all,-path"));
      arguments.addAll(List.of("--processor-path", everything()));
      arguments.addAll(
          onModulePath ? List.of("--module-path", everything()) : List.of("--class-path", core()));
      compiler.getTask(new StringWriter(), files, told, arguments, List.of(), units()).call();
      return told.getDiagnostics().stream()
          .filter(one -> one.getKind() != Diagnostic.Kind.NOTE)
          .map(one -> one.getLineNumber() + ": " + one.getMessage(Locale.ROOT))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JavaFileObject> units() {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach(
        (name, text) -> {
          URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
          units.add(
              new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                  return text;
                }
              });
        });
    return units;
  }

  private static String core() {
    return Path.of(
            URI.create(
                MessageTemplate.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()))
        .toString();
  }

  /** All that this test runs with: the modules that core needs, and the processor. */
  private static String everything() {
    return String.join(
        File.pathSeparator,
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""));
  }
}
