/** What Mora does as counters and timers of Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // it has no descriptor
module dev.mora.micrometer {
  requires transitive dev.mora.outreach;
  requires transitive micrometer.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.mora.micrometer;
}
