package dev.mora.portfolio;

/**
 * Where a portfolio comes from: a folder, a database, the host's own repositories. Called once per
 * plan, on the caller's thread; may block. Faults in single rows belong in the portfolio, a source
 * that cannot be read at all throws {@link java.io.UncheckedIOException}.
 */
@FunctionalInterface
public interface PortfolioSource {

  Portfolio read();
}
