package dev.mora.template;

/** The kinds of buttons in the JSON form, and the key that holds what each does. */
enum ButtonType {
  QUICK_REPLY("payload"),
  URL("url"),
  PHONE("phone"),
  COPY_CODE("code"),
  OTHER("raw");

  final String target;

  ButtonType(String target) {
    this.target = target;
  }
}
