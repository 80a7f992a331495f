package dev.mora.contact;

/** A rule that is switched on, with the pack that it stands in. */
record ActiveRule(ContactPack pack, Rule rule) {

  String id() {
    return rule.head().id();
  }
}
