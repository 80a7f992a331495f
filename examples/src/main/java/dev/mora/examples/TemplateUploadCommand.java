package dev.mora.examples;

import dev.mora.channel.MediaType;
import dev.mora.whatsapp.ExampleFiles;
import dev.mora.whatsapp.GraphException;
import dev.mora.whatsapp.MediaFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The handle that a template with a picture, film or file in its header needs. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = {
      "Upload the file that a reviewer sees in a template's header, and print its handle.",
      "The handle stands in the --examples of mora template plan under the field's name."
    },
    footer = {
      "",
      "Exit status: 0 uploaded; 2 wrong use, an unreadable file, or no answer.",
      "",
      "Example:",
      "  TOKEN=... mora template upload recibo.pdf --app 634974688087057 --token-env TOKEN",
      "  then in examples.json: {\"recibo\": \"4::aW...\"}"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class TemplateUploadCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private CloudOption cloud;

  @Parameters(paramLabel = "FILE", description = "JPEG, PNG, MP4 or PDF. No real borrower's data.")
  private Path file;

  @Option(
      names = "--app",
      required = true,
      paramLabel = "ID",
      description = "The provider's id of the app that the token belongs to.")
  private String app;

  @Override
  public Integer call() throws IOException {
    MediaFile example = MediaFile.of(file, mimeType());
    try (ExampleFiles files = ExampleFiles.of(cloud.config(command, app).build(), app)) {
      PrintWriter out = command.commandLine().getOut();
      out.println(files.upload(example).join());
      out.flush();
    } catch (CompletionException e) {
      if (e.getCause() instanceof GraphException failure) {
        throw new IllegalArgumentException(
            "the file was not uploaded: " + failure.getMessage(), failure);
      }
      throw e;
    }
    return Mora.DONE;
  }

  private String mimeType() throws IOException {
    MediaType type;
    try (InputStream in = Files.newInputStream(file)) {
      type = MediaType.of(in.readNBytes(MediaType.HEAD));
    }
    return switch (type) {
      case JPEG -> "image/jpeg";
      case PNG -> "image/png";
      case MP4 -> "video/mp4";
      case PDF -> "application/pdf";
      default ->
          throw new IllegalArgumentException(
              file + ": a header shows JPEG, PNG, MP4 or PDF, not " + type);
    };
  }
}
