package dev.mora.examples;

import dev.mora.json.Nearest;
import dev.mora.template.MessageTemplate;
import dev.mora.testkit.Behaviour;
import dev.mora.testkit.CloudAccount;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.CloudLimits;
import dev.mora.testkit.Fault;
import dev.mora.testkit.Faults;
import dev.mora.testkit.Review;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The stand-in as a server that people and other processes can use. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    description = "Run the Cloud API stand-in until it is stopped.",
    footer = {
      "",
      "A faults file has one name a line, each for one request in turn, or OK for none; # begins a",
      "comment. Names: RESET_AFTER_READ, EMPTY_ANSWER, GARBAGE, BAD_GATEWAY, NO_ID, HELD,",
      "RATE_LIMITED, PAIR_LIMITED, TOKEN_EXPIRED, UNDELIVERABLE, RESET_BEFORE_READ, CUT_ANSWER,",
      "SLOW_DRIP, TOO_MANY_REQUESTS, SERVER_ERROR, NOT_REGISTERED, MAINTENANCE, TEMPLATE_MISSING,",
      "TEMPLATE_PAUSED, SPAM_LIMITED, LOCKED. After the file, --fault-rate decides.",
      "",
      "Its templates can be listed, created, edited and deleted: mora template plan --help, with",
      "the business account that it prints.",
      "",
      "Example:",
      "  APP_SECRET=s mora simulator --port 8300 --app-secret-env APP_SECRET \\",
      "      --templates desk/templates --callback http://localhost:8301/hooks/whatsapp \\",
      "      --now 2026-11-24T16:00:00Z"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class SimulatorCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      required = true,
      paramLabel = "N",
      description = "Port to listen on; 0 takes a free one.")
  private int port;

  @Option(
      names = "--app-secret-env",
      required = true,
      paramLabel = "NAME",
      description = "Environment variable that holds the app secret; signs notifications.")
  private String appSecretEnv;

  @Option(
      names = "--templates",
      required = true,
      paramLabel = "DIR",
      description = "Templates that count as approved, in all their languages.")
  private Path templates;

  @Option(
      names = "--phone-number-id",
      paramLabel = "ID",
      defaultValue = "100000000000001",
      description = "The account that exists; default ${DEFAULT-VALUE}.")
  private String phoneNumberId;

  @Option(
      names = "--callback",
      paramLabel = "URL",
      description = "Where signed notifications go; without it nothing comes back.")
  private @Nullable URI callback;

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = "What goes wrong, request by request.")
  private @Nullable Path faults;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What people do depends on it; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--fault-rate",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "That share of messages meets a fault, chosen by --seed; default 0, at most 1.")
  private double faultRate;

  @Option(
      names = "--limits",
      description =
          "Keep the limits of a new account: 80 a second, pairs, 250 people a day, windows.")
  private boolean limits;

  @Option(
      names = "--review",
      paramLabel = "DURATION|seeded",
      defaultValue = "0s",
      description =
          "Submitted templates are approved after this time, or as --seed decides within a day;"
              + " default ${DEFAULT-VALUE}.")
  private String review;

  @Option(
      names = "--hurry",
      paramLabel = "N",
      defaultValue = "60",
      description = "People react N times as fast as in life; default ${DEFAULT-VALUE}.")
  private int hurry;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Pretend that it starts at this moment; the same as that of run.")
  private @Nullable Instant now;

  @Override
  public Integer call() {
    try (CloudApiServer server = start()) {
      PrintWriter err = command.commandLine().getErr();
      err.println(
          "simulator on "
              + server.uri()
              + ", account "
              + phoneNumberId
              + ", callback "
              + Optional.ofNullable(callback).map(URI::toString).orElse("none"));
      err.println("templates of business account " + server.account(phoneNumberId).business().id());
      err.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Mora.DONE;
  }

  private CloudApiServer start() {
    if (hurry < 1) {
      throw new ParameterException(command.commandLine(), "--hurry is 1 or more: " + hurry);
    }
    List<MessageTemplate> approved = Templates.in(templates);
    if (approved.isEmpty()) {
      throw new ParameterException(command.commandLine(), "no template files in " + templates);
    }
    List<Optional<Fault>> script = faults == null ? List.of() : script(faults);
    Faults byItself = Faults.seeded(seed, faultRate);
    Review reviewed = reviewed();
    CloudApiServer.Builder builder =
        CloudApiServer.builder()
            .port(port)
            .realTime(now == null ? Mora.CLOCK : PretendedClock.from(now))
            .forgetful()
            .appSecret(Environment.secret(command, appSecretEnv));
    URI target = callback;
    if (target != null) {
      builder.callback(() -> target);
    }
    CloudApiServer server = builder.start();
    CloudAccount account = server.account(phoneNumberId);
    approved.forEach(account::approve);
    account.behaves(hurried(Behaviour.lively(seed)));
    account.faults(byItself);
    account.business().reviews(reviewed);
    if (limits) {
      account.limits(CloudLimits.documented());
    }
    script.forEach(fault -> fault.ifPresentOrElse(account::next, account::nextIsFine));
    return server;
  }

  private Review reviewed() {
    if (review.equals("seeded")) {
      return Review.seeded(seed);
    }
    try {
      return Review.approves(Durations.parse(review));
    } catch (TypeConversionException e) {
      throw new ParameterException(
          command.commandLine(), "--review: " + e.getMessage() + ", or seeded", e);
    }
  }

  private static List<Optional<Fault>> script(Path file) {
    List<Optional<Fault>> script = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i).replaceFirst("#.*", "").strip().toUpperCase(Locale.ROOT);
      if (!name.isEmpty()) {
        script.add(fault(name, file + ":" + (i + 1)));
      }
    }
    return script;
  }

  private static Optional<Fault> fault(String name, String where) {
    if (name.equals("OK")) {
      return Optional.empty();
    }
    List<String> names = Arrays.stream(Fault.values()).map(Fault::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          where
              + ": found "
              + name
              + ": expected OK or one of "
              + String.join(", ", names)
              + Nearest.hint(name, names));
    }
    return Optional.of(Fault.valueOf(name));
  }

  private Behaviour hurried(Behaviour people) {
    return message ->
        people.after(message).stream()
            .map(
                reaction ->
                    new Behaviour.Reaction(
                        reaction.after().dividedBy(hurry),
                        reaction.status(),
                        reaction.reply(),
                        reaction.errorCode(),
                        reaction.title()))
            .toList();
  }
}
