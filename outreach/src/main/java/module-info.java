/** What may be said to whom and when, sent exactly once at most. */
module dev.mora.outreach {
  requires transitive dev.mora.core;
  requires transitive dev.mora.segmentation;
  requires de.siegmar.fastcsv;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.mora.contact;
  exports dev.mora.conversation;
  exports dev.mora.ledger;
  exports dev.mora.outreach;
  exports dev.mora.report;
}
