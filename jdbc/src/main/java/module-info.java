/** A ledger that survives, and portfolios from queries, on the host's own database. */
module dev.mora.jdbc {
  requires transitive dev.mora.core;
  requires transitive dev.mora.segmentation;
  requires transitive dev.mora.outreach;
  requires transitive java.sql;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.mora.jdbc;
}
