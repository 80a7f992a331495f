package dev.mora.portfolio.csv;

import dev.mora.delinquency.LoanBook;
import dev.mora.portfolio.GivenFacts;
import dev.mora.promise.PromiseToPay;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some loans of a folder that follow one another in loans.csv, and what was said of them. */
public final class LoanBatch {

  private final LoanBook book;
  private final int[] borrowers;
  private final Map<Integer, GivenFacts> given;
  private final Map<Integer, List<PromiseToPay>> promises;
  private final boolean keepsPromises;

  LoanBatch(
      LoanBook book,
      int[] borrowers,
      Map<Integer, GivenFacts> given,
      Map<Integer, List<PromiseToPay>> promises,
      boolean keepsPromises) {
    this.book = book;
    this.borrowers = borrowers;
    this.given = Map.copyOf(given);
    this.promises = Map.copyOf(promises);
    this.keepsPromises = keepsPromises;
  }

  public LoanBook book() {
    return book;
  }

  /** The number under which {@link PortfolioFolder.Intake} hears of the borrower of a loan. */
  public int borrower(int loan) {
    return borrowers[loan];
  }

  /** The lender's own figures, if there are any for that loan. */
  public Optional<GivenFacts> given(int loan) {
    return Optional.ofNullable(given.get(loan));
  }

  /** In the order of the file. */
  public List<PromiseToPay> promises(int loan) {
    return promises.getOrDefault(loan, List.of());
  }

  /** Whether the folder has a file of promises at all. */
  public boolean keepsPromises() {
    return keepsPromises;
  }
}
