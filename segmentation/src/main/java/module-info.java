/** How late a loan is, and the segment that follows from it. */
module dev.mora.segmentation {
  requires transitive dev.mora.core;
  requires de.siegmar.fastcsv;
  requires static transitive org.jspecify;

  exports dev.mora.attribute;
  exports dev.mora.classification;
  exports dev.mora.delinquency;
  exports dev.mora.portfolio.csv;
  exports dev.mora.score;
  exports dev.mora.segmentation;
}
