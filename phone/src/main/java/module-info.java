/** Phone numbers as people write them, into numbers that can be reached. */
@SuppressWarnings("requires-automatic") // libphonenumber has a name of its own, no descriptor
module dev.mora.phone {
  requires transitive dev.mora.core;
  requires com.google.i18n.phonenumbers.libphonenumber;
  requires static transitive org.jspecify;

  exports dev.mora.phone;
}
