package dev.mora.examples;

import dev.mora.channel.ChannelEvent;
import dev.mora.channel.Inbound;
import dev.mora.json.JsonObject;
import dev.mora.whatsapp.WhatsAppWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What webhook bodies say, one JSON line for each event. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description = "Read webhook bodies from files: one JSON line for each event, in body order.",
    footer = {
      "",
      "An event of a type that is not known gives a line Unrecognised with its raw JSON. A body",
      "without an event gives a line Rejected, and exit status 1. An event without a believable",
      "time has the time of its file.",
      "",
      "Examples:",
      "  mora webhook bodies/*.json",
      "  APP_SECRET=s mora webhook body.json --app-secret-env APP_SECRET --signature sha256=..."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class WebhookCommand implements Callable<Integer> {

  @Spec private CommandSpec command;
  @Mixin private Output output;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Raw bodies, as they came in.")
  private List<Path> files;

  @Option(
      names = "--app-secret-env",
      paramLabel = "NAME",
      description = "Environment variable that holds the app secret; the signature is checked.")
  private @Nullable String appSecretEnv;

  @Option(
      names = "--signature",
      paramLabel = "VALUE",
      description = "Value of X-Hub-Signature-256 that came with the one body.")
  private @Nullable String signature;

  private int status = Mora.DONE;

  @Override
  public Integer call() {
    Optional<WhatsAppWebhook> verifier = verifier();
    output.write(command, out -> files.forEach(file -> read(file, verifier, out)));
    return status;
  }

  private Optional<WhatsAppWebhook> verifier() {
    if (appSecretEnv == null && signature == null) {
      return Optional.empty();
    }
    if (appSecretEnv == null || signature == null || files.size() != 1) {
      throw new ParameterException(
          command.commandLine(),
          "--app-secret-env and --signature go together, with one file: a signature is of one body");
    }
    return Optional.of(WhatsAppWebhook.of("unused", Environment.secret(command, appSecretEnv)));
  }

  private void read(Path file, Optional<WhatsAppWebhook> verifier, Writer out) {
    byte[] body;
    Instant receivedAt;
    try {
      body = Files.readAllBytes(file);
      receivedAt = Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      String what = e instanceof NoSuchFileException ? "no such file: " : "cannot read ";
      command.commandLine().getErr().println(what + file);
      status = Mora.WRONG_USE;
      return;
    }
    String given = Optional.ofNullable(signature).orElse("");
    if (verifier.isPresent() && !verifier.get().verify(body, given)) {
      reject(file, "", "the signature does not fit the body and the secret", out);
      return;
    }
    Inbound inbound = WhatsAppWebhook.parserOnly().parse(body, receivedAt);
    for (ChannelEvent event : inbound.events()) {
      line(EventLine.of(file.toString(), event), out);
    }
    for (Inbound.Rejection rejection : inbound.rejections()) {
      reject(file, rejection.pointer(), rejection.reason(), out);
    }
    if (inbound.events().isEmpty() && inbound.rejections().isEmpty()) {
      reject(file, "", "the body holds no event", out);
    }
  }

  private void reject(Path file, String pointer, String reason, Writer out) {
    status = Math.max(status, Mora.SOMETHING_SKIPPED);
    JsonObject line = JsonObject.of().with("file", file.toString()).with("event", "Rejected");
    line((pointer.isEmpty() ? line : line.with("pointer", pointer)).with("reason", reason), out);
  }

  private static void line(JsonObject line, Writer out) {
    try {
      out.write(line.toJson());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
