/** Values, templates, the channel SPI and the facts that the other modules share. */
module dev.mora.core {
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static org.jspecify;
}
