package dev.mora.template.processor;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLocation;
import dev.mora.template.MessageTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Where a compiler finds the files of templates. */
final class TemplateFiles {

  /** Compiler option: the folder below which templates lie. */
  static final String FOLDER = "mora.templates";

  /** Maven copies resources to the output before it compiles; others may have them elsewhere. */
  private static final List<JavaFileManager.Location> PLACES =
      List.of(
          StandardLocation.CLASS_OUTPUT, StandardLocation.SOURCE_PATH, StandardLocation.CLASS_PATH);

  private final ProcessingEnvironment environment;

  TemplateFiles(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /**
   * @throws InvalidDocument with the faults of the file, or that there is none
   */
  MessageTemplate load(String path) {
    String folder = environment.getOptions().get(FOLDER);
    return folder == null ? resource(path) : file(Path.of(folder), path);
  }

  private static MessageTemplate file(Path folder, String path) {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw missing(path, "a file in " + folder + " (-A" + FOLDER + ")");
    }
    try {
      return MessageTemplate.load(file);
    } catch (UncheckedIOException e) {
      throw missing(path, "a file that can be read");
    }
  }

  private MessageTemplate resource(String path) {
    for (JavaFileManager.Location place : PLACES) {
      try (InputStream in = open(place, path)) {
        if (in != null) {
          return MessageTemplate.read(path, in);
        }
      } catch (IOException | UncheckedIOException e) {
        throw missing(path, "a file that can be read");
      }
    }
    throw missing(
        path, "a resource of this module, or -A" + FOLDER + "=FOLDER to say where templates lie");
  }

  private @Nullable InputStream open(JavaFileManager.Location place, String path) {
    try {
      return environment.getFiler().getResource(place, "", path).openInputStream();
    } catch (IOException | RuntimeException e) {
      // not there, or the compiler has no such place; each compiler says it in another way
      return null;
    }
  }

  private static InvalidDocument missing(String path, String expected) {
    return Fault.of(new JsonLocation(path, 0, 0, ""), "no such template", expected).asException();
  }
}
