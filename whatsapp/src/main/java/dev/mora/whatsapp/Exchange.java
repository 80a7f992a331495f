package dev.mora.whatsapp;

/** How one HTTP exchange ended, before anybody reads what the provider said. */
sealed interface Exchange {

  /** Proven by the witness: no byte of the body left. */
  record NothingSent(String why) implements Exchange {}

  /**
   * A whole answer.
   *
   * @param cut the body was longer than the limit; {@code body} is its beginning
   */
  record Answer(AnswerHead head, byte[] body, boolean cut) implements Exchange {

    int status() {
      return head.status();
    }
  }

  /**
   * The body was asked for and no whole answer came.
   *
   * @param head of the answer that broke off; {@link AnswerHead#NONE} if none began
   */
  record Unclear(String evidence, AnswerHead head) implements Exchange {}
}
