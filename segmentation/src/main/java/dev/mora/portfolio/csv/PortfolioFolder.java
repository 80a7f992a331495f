package dev.mora.portfolio.csv;

import dev.mora.delinquency.Delinquency;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.LoanBook;
import dev.mora.delinquency.LoanBookBuilder;
import dev.mora.history.ContactRecord;
import dev.mora.loan.Loan;
import dev.mora.loan.LoanId;
import dev.mora.party.Borrower;
import dev.mora.party.Consent;
import dev.mora.portfolio.DataFault;
import dev.mora.portfolio.GivenFacts;
import dev.mora.portfolio.Portfolio;
import dev.mora.portfolio.PortfolioSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio as a folder of CSV files (UTF-8, header row, RFC 4180, any order of columns and
 * rows). Immutable; each reading opens the files anew, on the caller's thread.
 *
 * <p>A fault in a contact field leaves the borrower unreachable there; one in a money or date field
 * skips the loan; both are listed. A folder that lacks a file or a column throws {@link
 * UnreadablePortfolio}. Rows that stand away from their loan go through temporary files of the
 * caller's own user, which are deleted at the end, also after a failure.
 */
public final class PortfolioFolder implements PortfolioSource {

  private static final int BUFFER = 16 << 20;

  private final Path folder;
  private final boolean strict;
  private final int buffer;
  private final @Nullable Path temporary;

  private PortfolioFolder(Path folder, boolean strict, int buffer, @Nullable Path temporary) {
    this.folder = folder;
    this.strict = strict;
    this.buffer = buffer;
    this.temporary = temporary;
  }

  public static PortfolioFolder at(Path folder) {
    return new PortfolioFolder(Objects.requireNonNull(folder, "folder"), false, BUFFER, null);
  }

  /** Stops at the first fault, as an {@link UnreadablePortfolio}; remarks do not stop it. */
  public PortfolioFolder strict() {
    return new PortfolioFolder(folder, true, buffer, temporary);
  }

  /**
   * Where to spill, and after how much.
   *
   * @param bytes of memory for rows that stand away from their loan; 16 MB if not said
   */
  public PortfolioFolder spillingTo(Path temporaryFolder, int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be 1 or more: " + bytes);
    }
    return new PortfolioFolder(
        folder, strict, bytes, Objects.requireNonNull(temporaryFolder, "temporaryFolder"));
  }

  /** The whole folder in memory, loans in the order of loans.csv. */
  @Override
  public Portfolio read() {
    Portfolio.Builder portfolio = Portfolio.builder();
    Faults faults = new Faults(portfolio::fault, strict);
    PeopleReader people = new PeopleReader(folder, faults, bytes -> {});
    try (LoanWalk walk = new LoanWalk(folder, faults, buffer, temporary, bytes -> {})) {
      walk.open();
      for (LoanAssembler.Assembled one = walk.next(); one != null; one = walk.next()) {
        Loan loan = one.book().loan(0);
        portfolio.loan(loan);
        people.expect(loan);
        one.promises().forEach(portfolio::promise);
        GivenFacts given = one.given();
        if (given != null) {
          portfolio.given(loan.id(), given);
        }
      }
    }
    people.read(
        new PeopleReader.Sink() {
          @Override
          public void borrower(int number, Borrower borrower) {
            portfolio.borrower(borrower);
          }

          @Override
          public void consent(Consent consent) {
            portfolio.consent(consent);
          }

          @Override
          public void contact(ContactRecord contact) {
            portfolio.contact(contact);
          }
        });
    if (Files.exists(folder.resolve(Table.PROMISES.file))) {
      portfolio.keepsPromises();
    }
    if (Files.exists(folder.resolve(Table.CONTACTS.file))) {
      portfolio.keepsContacts();
    }
    return portfolio.build();
  }

  /** All loans as columns; loans with given figures are there too. */
  public LoanBook book(Consumer<DataFault> faults) {
    LoanBookBuilder book = LoanBook.builder();
    walk(faults, (done, total) -> {}, one -> book.add(one.book().loan(0)));
    return book.build();
  }

  /**
   * Assesses loan by loan in the order of loans.csv, in memory that does not grow with the
   * portfolio but for some 30 bytes for each loan and each payment id. People are not read.
   *
   * @param rows hears of each valid loan
   * @param faults hears of what is wrong; of rows without a loan first
   */
  public void assess(
      DelinquencyPolicy policy,
      LocalDate asOf,
      Consumer<Delinquency> rows,
      Consumer<DataFault> faults,
      Progress progress) {
    walk(
        faults,
        progress,
        one -> {
          GivenFacts given = one.given();
          rows.accept(
              given == null
                  ? policy.assess(one.book(), 0, asOf)
                  : policy.given(one.book().loan(0), given, asOf));
        });
  }

  /** {@link #assess(DelinquencyPolicy, LocalDate, Consumer, Consumer, Progress)} in silence. */
  public void assess(
      DelinquencyPolicy policy,
      LocalDate asOf,
      Consumer<Delinquency> rows,
      Consumer<DataFault> faults) {
    assess(policy, asOf, rows, faults, (done, total) -> {});
  }

  /**
   * Hands on all loans in batches, in the order of loans.csv, then the borrowers, in memory that
   * does not grow with installments: some 30 bytes for each loan and each person, 8 for each
   * payment. Installments and payments that stand in the order of their loans are read once. Where
   * a row turns out to stand elsewhere, reading starts again and sorts that file on disk.
   *
   * @param loanColumns extra columns of loans.csv that are read
   * @param faults hears of what is wrong once all was read, in the order of {@link #read()}
   */
  public void stream(
      Set<String> loanColumns, Intake intake, Consumer<DataFault> faults, Progress progress) {
    Meter meter = new Meter(progress, FolderStream.bytesToRead(folder));
    new FolderStream(folder, strict, buffer, temporary)
        .read(loanColumns, intake, faults, meter, meter::more);
    meter.end();
  }

  /** Hears of a portfolio. Called on the reading thread. */
  public interface Intake {

    /** All that was said is void: reading starts again. */
    void again();

    void loans(LoanBatch loans);

    /**
     * Somebody with a loan, after all loans.
     *
     * @param number of {@link LoanBatch#borrower}; one that no loan has is a party
     */
    void borrower(int number, Borrower borrower);
  }

  /**
   * Figures of another source in the columns of given.csv, for loans of {@code portfolio}.
   *
   * @param faults hears of rows that cannot be used, and of loans that the portfolio does not have
   */
  public static Map<LoanId, GivenFacts> figures(
      Path file, Portfolio portfolio, Consumer<DataFault> faults) {
    return FiguresReader.read(file, portfolio, faults);
  }

  private void walk(
      Consumer<DataFault> sink, Progress progress, Consumer<LoanAssembler.Assembled> each) {
    Meter meter = new Meter(progress, LoanWalk.bytesToRead(folder));
    try (LoanWalk walk = new LoanWalk(folder, new Faults(sink, strict), buffer, temporary, meter)) {
      walk.open();
      for (LoanAssembler.Assembled one = walk.next(); one != null; one = walk.next()) {
        each.accept(one);
      }
    }
    meter.end();
  }

  /** How far a reading is. Called on the reading thread, often; it should return at once. */
  @FunctionalInterface
  public interface Progress {

    /**
     * @param done bytes of all files read so far; a file may be read more than once
     * @param total bytes to read in all, {@code done} at the end
     */
    void at(long done, long total);
  }

  private static final class Meter implements IntConsumer {

    private final Progress progress;
    private long total;
    private long done;

    Meter(Progress progress, long total) {
      this.progress = progress;
      this.total = total;
    }

    @Override
    public void accept(int bytes) {
      done = Math.min(total, done + bytes);
      progress.at(done, total);
    }

    /** Some is read again. */
    void more() {
      total += done;
    }

    void end() {
      progress.at(total, total);
    }
  }
}
