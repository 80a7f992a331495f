package dev.mora.examples;

import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.InboxItem;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.Resolution;
import dev.mora.ledger.State;
import dev.mora.loan.LoanId;
import dev.mora.party.BorrowerId;
import dev.mora.report.BorrowerExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a ledger remembers. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    subcommands = LedgerReleaseCommand.class,
    description = "Look into a ledger: what was sent, what is unknown, one person's file.",
    footer = {
      "",
      "Examples:",
      "  mora ledger show --ledger mora.db",
      "  mora ledger unknown --ledger mora.db",
      "  mora ledger release --by marta --because 'the address was wrong' --ledger mora.db",
      "  mora ledger export B-17 --ledger mora.db --out B-17.jsonl",
      "  mora ledger verify B-17.jsonl",
      "  mora ledger verify --ledger mora.db"
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class LedgerCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "say which one: " + String.join(", ", command.subcommands().keySet()));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "A CSV row for each dispatch; how many stand where on standard error.",
      footer = {
        "",
        "Columns: dispatch_id, campaign, borrower_id, loans, segment, step, channel, state,"
            + " reason,",
        "submits, not_before, submitted_at.",
        "",
        "Example:",
        "  mora ledger show --ledger mora.db --borrower B-17"
      })
  int show(
      @Mixin LedgerOption ledgers,
      @Mixin Output output,
      @Mixin Language language,
      @Option(names = "--borrower", paramLabel = "ID", description = "One borrower's alone.")
          @Nullable String borrower,
      @Option(names = "--state", paramLabel = "STATE", description = "In one state alone.")
          @Nullable State state) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      EntryFilter all =
          borrower == null ? EntryFilter.all() : EntryFilter.of(BorrowerId.of(borrower));
      EntryFilter wanted = state == null ? all : all.in(state);
      write(ledger, wanted, output, "show");
      Map<State, Long> counts = new EnumMap<>(State.class);
      ledger.forEach(wanted, entry -> counts.merge(entry.state(), 1L, Long::sum));
      Columns table = new Columns("  ");
      table.head(language.pick("estado", "estado", "state"), "n");
      counts.forEach((each, n) -> table.row(each.name(), String.valueOf(n)));
      table.lines().forEach(err()::println);
      return Mora.DONE;
    }
  }

  @Command(
      name = "unknown",
      mixinStandardHelpOptions = true,
      description =
          "Messages of which nobody knows whether they were sent; no run sends them again.",
      footer = {
        "",
        "Columns as in mora ledger show. Exit status 1 if there are any. A status of the provider",
        "resolves one by itself; a person does it with mora ledger resolve.",
        "",
        "Example:",
        "  mora ledger unknown --ledger mora.db"
      })
  int unknown(@Mixin LedgerOption ledgers, @Mixin Output output, @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      long found =
          write(ledger, EntryFilter.all().in(State.UNKNOWN, State.UNKNOWN_HELD), output, "unknown");
      err()
          .println(
              found == 0
                  ? language.pick("nada sin confirmar", "nada sem confirmação", "nothing unknown")
                  : found + language.pick(" sin confirmar", " sem confirmação", " not confirmed"));
      long open = ledger.counts().getOrDefault(State.SUBMITTING, 0L);
      if (open > 0) {
        err()
            .println(
                open
                    + language.pick(
                        " en camino; si su proceso terminó, mora run los pone aquí cuando vence su"
                            + " plazo de un minuto",
                        " a caminho; se o processo terminou, mora run os põe aqui quando vence o"
                            + " prazo de um minuto",
                        " under way; if their process is gone, mora run puts them here when their"
                            + " minute is over"));
      }
      return found == 0 ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }

  private long write(DeliveryLedger ledger, EntryFilter filter, Output output, String which) {
    AtomicLong rows = new AtomicLong();
    output.write(
        subcommand(which),
        out -> {
          CsvLine.write(
              out,
              "dispatch_id",
              "campaign",
              "borrower_id",
              "loans",
              "segment",
              "step",
              "channel",
              "state",
              "reason",
              "submits",
              "not_before",
              "submitted_at");
          ledger.forEach(
              filter,
              entry -> {
                row(entry, out);
                rows.incrementAndGet();
              });
        });
    return rows.get();
  }

  private static void row(DispatchEntry entry, Writer out) {
    CsvLine.write(
        out,
        entry.id(),
        entry.campaign(),
        entry.borrower(),
        entry.header().loans().stream().map(LoanId::value).collect(Collectors.joining(";")),
        entry.header().segment(),
        entry.header().key().step(),
        entry.header().sender().channel(),
        entry.state(),
        entry.reason(),
        entry.submits(),
        entry.notBefore(),
        entry.evidence().submittedAt().map(Object::toString).orElse(""));
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "All that is kept of one borrower, as JSON lines in a chain of hashes.",
      footer = {
        "",
        "Every message as it was rendered, with template version, local hour, the policies that",
        "allowed it and proof of delivery; what was not sent and why; replies, consents, opt-outs.",
        "",
        "Example:",
        "  mora ledger export B-17 --ledger mora.db --out B-17.jsonl"
      })
  int export(
      @Parameters(paramLabel = "BORROWER", description = "Id of the borrower.") String borrower,
      @Mixin LedgerOption ledgers,
      @Mixin Output output,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      BorrowerId who = BorrowerId.of(borrower);
      BorrowerExport export = BorrowerExport.of(ledger.export(who), ledgers.clock().instant());
      output.write(subcommand("export"), export::write);
      Optional<String> stranger = Stranger.borrower(ledger, who, language);
      stranger.ifPresent(err()::println);
      return stranger.isPresent() ? Mora.SOMETHING_SKIPPED : Mora.DONE;
    }
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Hold exports against their chain, or each row of a ledger against its events.",
      footer = {
        "",
        "An export is verified without a ledger. Exit status 1 if anything is wrong.",
        "",
        "Examples:",
        "  mora ledger verify B-17.jsonl",
        "  mora ledger verify --ledger mora.db"
      })
  int verify(
      @Parameters(arity = "0..*", paramLabel = "FILE", description = "Exports.")
          @Nullable List<Path> files,
      @Option(names = "--ledger", paramLabel = "FILE|JDBC-URL", description = "A ledger.")
          @Nullable String name,
      @Mixin Language language)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    long seen = 0;
    if ((files == null || files.isEmpty()) && name == null) {
      throw new ParameterException(
          subcommand("verify").commandLine(), "say what: a file, or --ledger");
    }
    for (Path file : files == null ? List.<Path>of() : files) {
      if (!Files.exists(file) || Files.isDirectory(file)) {
        throw new ParameterException(
            subcommand("verify").commandLine(), "found no file " + file + ", expected an export");
      }
      try (Reader in = Files.newBufferedReader(file)) {
        BorrowerExport.verify(in).forEach(each -> wrong.add(file + ": " + each));
        seen++;
      }
    }
    if (name != null) {
      try (DeliveryLedger ledger = LedgerOption.existing(subcommand("verify"), name)) {
        List<DispatchEntry> rows = ledger.entries(EntryFilter.all());
        rows.stream()
            .filter(row -> !isSumOfItsEvents(ledger, row))
            .forEach(row -> wrong.add(row.id() + ": the row is not the sum of its events"));
        seen += rows.size();
      }
    }
    wrong.forEach(err()::println);
    err()
        .println(
            seen
                + language.pick(" revisados, ", " verificados, ", " verified, ")
                + wrong.size()
                + language.pick(" con fallas", " com falhas", " wrong"));
    return wrong.isEmpty() ? Mora.DONE : Mora.SOMETHING_SKIPPED;
  }

  private static boolean isSumOfItsEvents(DeliveryLedger ledger, DispatchEntry row) {
    List<LedgerEvent> events = ledger.events(row.id());
    return DispatchEntry.fold(DispatchEntry.planned(row.header(), row.template()), events)
        .equals(row);
  }

  @Command(
      name = "resolve",
      mixinStandardHelpOptions = true,
      description = "Say what became of a message that is unknown.",
      footer = {
        "",
        "Sent: somebody saw it on the phone; it counts as sent. Not sent: the provider's own list",
        "does not have it; the next run sends it, through the gate like any other. That can be said",
        "five minutes after it became unknown: until then its request may still arrive.",
        "",
        "Example:",
        "  mora ledger resolve N4NZ9Y4BR1CP4NTWMQYXDNT7M9 --as SENT --by marta \\",
        "      --because 'seen on her phone' --ledger mora.db"
      })
  int resolve(
      @Parameters(paramLabel = "DISPATCH", description = "Id of the dispatch.") String dispatch,
      @Option(
              names = "--as",
              required = true,
              paramLabel = "SENT|NOT_SENT",
              description = "What is known.")
          Resolution as,
      @Mixin Signed signed,
      @Option(
              names = "--because",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "What it is known by.")
          String because,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      DispatchId id = new DispatchId(dispatch);
      if (ledger.find(id).isEmpty()) {
        throw new IllegalArgumentException("no such dispatch: " + dispatch);
      }
      State state = ledger.resolve(id, as, because, signed.by()).state();
      err()
          .println(dispatch + " " + language.pick("ahora está ", "agora está ", "is now ") + state);
      return Mora.DONE;
    }
  }

  @Command(
      name = "inbox",
      mixinStandardHelpOptions = true,
      description = "Notifications that could not be applied and were set aside.",
      footer = {
        "",
        "Columns: item, channel, received_at, tries, bytes, reason. Exit status 1 if there are any;",
        "mora ledger again takes one in again.",
        "",
        "Example:",
        "  mora ledger inbox --ledger mora.db"
      })
  int inbox(@Mixin LedgerOption ledgers, @Mixin Output output) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      List<InboxItem> aside = ledger.inbox().quarantined();
      output.write(
          subcommand("inbox"),
          out -> {
            CsvLine.write(out, "item", "channel", "received_at", "tries", "bytes", "reason");
            for (InboxItem item : aside) {
              CsvLine.write(
                  out,
                  item.id(),
                  item.channel(),
                  item.receivedAt(),
                  item.tries(),
                  item.body().length,
                  item.reason());
            }
          });
      return aside.isEmpty() ? Mora.DONE : Mora.SOMETHING_SKIPPED;
    }
  }

  @Command(
      name = "again",
      mixinStandardHelpOptions = true,
      description = "Take a notification that was set aside in again.",
      footer = {
        "",
        "The next run with --webhook-port reads it; what it has brought about is not done twice.",
        "",
        "Example:",
        "  mora ledger again 17 --by marta --ledger mora.db"
      })
  int again(
      @Parameters(paramLabel = "ITEM", description = "As mora ledger inbox lists it.") long item,
      @Mixin Signed signed,
      @Mixin LedgerOption ledgers,
      @Mixin Language language) {
    try (DeliveryLedger ledger = ledgers.openExisting()) {
      ledger.inbox().again(item, signed.by());
      err()
          .println(
              item
                  + language.pick(
                      " espera de nuevo", " espera de novo", " waits to be read again"));
      return Mora.DONE;
    }
  }

  private CommandSpec subcommand(String name) {
    return Objects.requireNonNull(command.subcommands().get(name)).getCommandSpec();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
