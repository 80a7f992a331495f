package dev.mora.portfolio.csv;

import dev.mora.history.ContactRecord;
import dev.mora.party.Borrower;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.csv.PortfolioFolder.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a folder by a {@link LoanStream}, again with another plan where the first one fails. */
final class FolderStream {

  private final Path folder;
  private final boolean strict;
  private final int buffer;
  private final @Nullable Path temporary;

  FolderStream(Path folder, boolean strict, int buffer, @Nullable Path temporary) {
    this.folder = folder;
    this.strict = strict;
    this.buffer = buffer;
    this.temporary = temporary;
  }

  /**
   * @param again is told when reading starts again
   */
  void read(
      Set<String> loanColumns,
      Intake intake,
      Consumer<DataFault> sink,
      IntConsumer bytesRead,
      Runnable again) {
    LoanStream.Plan plan = LoanStream.Plan.first();
    while (true) {
      try {
        LoanStream.Plan other = tryOnce(plan, loanColumns, intake, sink, bytesRead);
        if (other.equals(plan)) {
          return;
        }
        plan = other;
      } catch (OrderedRows.Scattered e) {
        plan = plan.scattered(e.table());
      } catch (UnreadablePortfolio e) {
        // The walk meets it in its own order, which is the one that is promised.
        walk();
        throw e;
      } catch (LoanStream.Ended e) {
        walk();
        // Half of a scattered loan looked faulty.
        plan = plan.safe();
      }
      again.run();
      intake.again();
    }
  }

  /** Another plan if this one was wrong. */
  private LoanStream.Plan tryOnce(
      LoanStream.Plan plan,
      Set<String> loanColumns,
      Intake intake,
      Consumer<DataFault> sink,
      IntConsumer bytesRead) {
    List<DataFault> ofPeople = new ArrayList<>();
    PeopleReader people = new PeopleReader(folder, new Faults(ofPeople::add, strict), bytesRead);
    try (SpillFolder spills = new SpillFolder(temporary);
        LoanStream loans =
            new LoanStream(
                folder, strict, people, loanColumns, buffer, spills::file, plan, bytesRead)) {
      loans.walk(intake::loans);
      Set<Long> suspects = loans.suspects();
      if (!suspects.isEmpty()) {
        return plan.suspects(suspects);
      }
      people.read(
          new PeopleReader.Sink() {
            @Override
            public void borrower(int number, Borrower borrower) {
              if (number >= 0) {
                intake.borrower(number, borrower);
              }
            }

            @Override
            public void consent(Consent consent) {}

            @Override
            public void contact(ContactRecord contact) {}
          });
      loans.tell(sink);
    }
    ofPeople.forEach(sink);
    return plan;
  }

  private void walk() {
    Faults faults = new Faults(fault -> {}, strict);
    try (LoanWalk walk = new LoanWalk(folder, faults, buffer, temporary, bytes -> {})) {
      walk.open();
      while (walk.next() != null) {
        // Only what it throws matters.
      }
    }
  }

  /** Bytes of the files, as often as they are read if all goes well. */
  static long bytesToRead(Path folder) {
    long bytes = 2 * size(folder.resolve(Table.LOANS.file));
    for (Table table : LoanWalk.OF_LOANS) {
      boolean once = table == Table.INSTALLMENTS || table == Table.PAYMENTS;
      bytes += (once ? 1 : 2) * size(folder.resolve(table.file));
    }
    for (Table table : List.of(Table.BORROWERS, Table.CONSENTS, Table.CONTACTS)) {
      bytes += size(folder.resolve(table.file));
    }
    return bytes;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
