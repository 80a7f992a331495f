/** Values, templates, the channel SPI and the facts that the other modules share. */
module dev.mora.core {
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.mora.event;
  exports dev.mora.json;
  exports dev.mora.money;
  exports dev.mora.language;
  exports dev.mora.calendar;
  exports dev.mora.party;
  exports dev.mora.loan;
  exports dev.mora.promise;
  exports dev.mora.history;
  exports dev.mora.portfolio;
  exports dev.mora.template;
  exports dev.mora.template.preview;
  exports dev.mora.template.lint;
  exports dev.mora.template.catalogue;
  exports dev.mora.channel;
}
