package dev.mora.portfolio.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.delinquency.DelinquencyCsv;
import dev.mora.delinquency.DelinquencyPolicy;
import dev.mora.delinquency.LoanBook;
import dev.mora.portfolio.Portfolio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillingTest {

  private static final LocalDate AS_OF = LocalDate.of(2024, 3, 1);

  @TempDir Path dir;
  @TempDir Path temporary;

  private Path generated(boolean shuffled) throws IOException {
    Path folder = dir.resolve(shuffled ? "shuffled" : "grouped");
    new PortfolioGenerator(42, 300, 12).write(folder, shuffled);
    return folder;
  }

  private static String csv(PortfolioFolder folder) {
    StringBuilder out = new StringBuilder();
    DelinquencyCsv csv = DelinquencyCsv.to(out);
    folder.assess(
        DelinquencyPolicy.standard(),
        AS_OF,
        csv,
        fault -> {
          throw new AssertionError(fault.message());
        });
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 5_000, 100_000, 1 << 24})
  void shuffled_rows_give_the_same_lines_as_grouped_ones_however_small_the_memory(int bytes)
      throws IOException {
    String grouped = csv(PortfolioFolder.at(generated(false)));
    AtomicInteger rows = new AtomicInteger();

    String shuffled = csv(PortfolioFolder.at(generated(true)).spillingTo(temporary, bytes));

    shuffled.lines().forEach(line -> rows.incrementAndGet());
    assertThat(rows).hasValue(301);
    assertThat(shuffled).isEqualTo(grouped);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void the_stream_the_portfolio_and_the_columns_agree() throws IOException {
    PortfolioFolder folder = PortfolioFolder.at(generated(true));
    DelinquencyPolicy policy = DelinquencyPolicy.standard();
    String streamed = csv(folder);
    StringBuilder records = new StringBuilder();
    StringBuilder columns = new StringBuilder();

    Portfolio portfolio = folder.read();
    DelinquencyCsv one = DelinquencyCsv.to(records);
    portfolio.loans().values().forEach(loan -> one.accept(policy.assess(loan, AS_OF)));
    LoanBook book = folder.book(fault -> {});
    DelinquencyCsv two = DelinquencyCsv.to(columns);
    var all = policy.assess(book, AS_OF);
    for (int i = 0; i < all.size(); i++) {
      two.accept(all.delinquency(i));
    }

    assertThat(records.toString()).isEqualTo(streamed);
    assertThat(columns.toString()).isEqualTo(streamed);
  }

  @Test
  void rows_in_the_order_of_the_loans_touch_no_disk() throws IOException {
    PortfolioFolder folder =
        PortfolioFolder.at(generated(false)).spillingTo(temporary.resolve("never made"), 1);

    assertThat(csv(folder)).isNotEmpty();
  }

  @Test
  void a_failure_half_way_leaves_no_temporary_file() throws IOException {
    PortfolioFolder folder = PortfolioFolder.at(generated(true)).spillingTo(temporary, 5_000);
    AtomicInteger spilled = new AtomicInteger();

    assertThatThrownBy(
            () ->
                folder.assess(
                    DelinquencyPolicy.standard(),
                    AS_OF,
                    row -> {
                      try (Stream<Path> left = Files.walk(temporary)) {
                        spilled.set((int) left.filter(Files::isRegularFile).count());
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                      throw new IllegalStateException("the host fails");
                    },
                    fault -> {}))
        .hasMessage("the host fails");

    assertThat(spilled.get()).isGreaterThan(1);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void a_column_that_is_missing_leaves_no_temporary_file_either() throws IOException {
    Path folder = generated(true);
    Files.writeString(folder.resolve("promises.csv"), "loan_id,promised_on\n");

    assertThatThrownBy(() -> csv(PortfolioFolder.at(folder).spillingTo(temporary, 5_000)))
        .isInstanceOf(UnreadablePortfolio.class);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void progress_ends_with_all_that_was_to_read() throws IOException {
    long[] last = {0, 0};

    PortfolioFolder.at(generated(true))
        .assess(
            DelinquencyPolicy.standard(),
            AS_OF,
            row -> {},
            fault -> {},
            (done, total) -> {
              assertThat(done).isBetween(last[0], total);
              last[0] = done;
              last[1] = total;
            });

    assertThat(last[0]).isEqualTo(last[1]).isPositive();
  }
}
