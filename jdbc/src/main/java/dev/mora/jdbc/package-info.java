/**
 * The host's own database as a place for the ledger and as a source of portfolios. The protocol
 * stays in {@code dev.mora.ledger}; here it is kept, one writer at a time, all or nothing.
 *
 * <pre>
 *  JdbcLedger.sqlite | postgres | h2 ──> DeliveryLedger over a store ──> tables mora_*
 *  Schema.migrate ──> META-INF/mora/sql/DATABASE/V001__ledger.sql …
 *  JdbcPortfolio.of(dataSource, queries) ──> PortfolioSource
 * </pre>
 */
@NullMarked
package dev.mora.jdbc;

import org.jspecify.annotations.NullMarked;
