package dev.mora.whatsapp;

/** A call for management, media or templates failed; says why in fields. */
public final class GraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient GraphFailure failure;

  GraphException(GraphFailure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  public GraphFailure failure() {
    return failure;
  }
}
