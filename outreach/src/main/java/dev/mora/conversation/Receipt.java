package dev.mora.conversation;

import dev.mora.channel.ContentScanner;
import dev.mora.channel.MediaType;
import dev.mora.language.Language;
import java.util.Objects;
import java.util.Optional;

/**
 * The picture or the file that a person sent, usually proof of a payment: on its way, kept, or why
 * not. Its bytes are in the {@link ReceiptStore} under the key of the tray item.
 *
 * @param type by its first bytes; empty unless it is kept
 * @param size in bytes; 0 unless it is kept
 * @param sha256 64 hex digits; empty unless it is kept
 * @param repeats whether the same bytes came before
 * @param first key of the tray item that they first came with; empty if they had not
 * @param scan what the scanner of the host said
 * @param problem why there are no bytes
 */
public record Receipt(
    State state,
    Optional<MediaType> type,
    long size,
    String sha256,
    Repeat repeats,
    String first,
    ContentScanner.Verdict scan,
    Problem problem) {

  public Receipt {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(scan, "scan");
    if ((state == State.KEPT) != type.isPresent()) {
      throw new IllegalArgumentException("a receipt that is kept has a type, and no other has");
    }
    if ((state == State.MISSING) != (problem != Problem.NONE)) {
      throw new IllegalArgumentException("a receipt that is missing has a problem, no other has");
    }
    if ((repeats == Repeat.NONE) != first.isEmpty()) {
      throw new IllegalArgumentException("a receipt that came before names where");
    }
  }

  public static Receipt awaited() {
    return without(State.AWAITED, Problem.NONE);
  }

  public static Receipt kept(
      MediaType type, long size, String sha256, ContentScanner.Verdict scan) {
    return new Receipt(
        State.KEPT, Optional.of(type), size, sha256, Repeat.NONE, "", scan, Problem.NONE);
  }

  public static Receipt missing(Problem problem) {
    return without(State.MISSING, problem);
  }

  private static Receipt without(State state, Problem problem) {
    return new Receipt(
        state,
        Optional.empty(),
        0,
        "",
        Repeat.NONE,
        "",
        ContentScanner.Verdict.NOT_SCANNED,
        problem);
  }

  /** The same bytes were sent before. */
  public Receipt repeating(String firstKey, Repeat whose) {
    return new Receipt(state, type, size, sha256, whose, firstKey, scan, problem);
  }

  /** What became of it, for a person. */
  public String in(Language language) {
    return switch (state) {
      case AWAITED -> language.pick("por llegar", "a caminho", "on its way");
      case MISSING -> language.pick("falta: ", "falta: ", "missing: ") + problem.in(language);
      case KEPT ->
          language.pick("guardado", "guardado", "kept")
              + switch (repeats) {
                case NONE -> "";
                case BY_THE_SAME ->
                    language.pick(
                        ", ya lo había enviado", ", já o tinha enviado", ", sent before already");
                case BY_ANOTHER ->
                    language.pick(
                        ", otra persona lo envió antes",
                        ", outra pessoa o enviou antes",
                        ", somebody else sent it before");
              };
    };
  }

  @Override
  public String toString() {
    return "Receipt(" + state + ", " + problem + ", " + repeats + ")";
  }

  public enum State {
    AWAITED,
    KEPT,
    MISSING
  }

  public enum Repeat {
    NONE,

    /** The borrower sent it before. */
    BY_THE_SAME,

    /** Somebody else sent it before, or nobody knows who did. */
    BY_ANOTHER
  }

  /** Why there are no bytes; a person decides what to do about it. */
  public enum Problem {
    NONE("", "", ""),
    TOO_LARGE("es demasiado grande", "é grande demais", "is too large"),
    TYPE(
        "no es una imagen ni un PDF, o no es lo que dice ser",
        "não é imagem nem PDF, ou não é o que diz ser",
        "is no picture and no PDF, or not what it says it is"),
    HASH("llegó alterado", "chegou alterado", "came in altered"),
    ADDRESS(
        "el proveedor dio una dirección ajena",
        "o provedor deu um endereço alheio",
        "the provider gave an address that is not its own"),
    GONE("el proveedor ya no lo tiene", "o provedor já não o tem", "the provider has it no more"),
    SCANNER("el antivirus lo rechazó", "o antivírus o recusou", "the scanner refused it"),
    NOT_FETCHED(
        "no se pudo descargar en siete días",
        "não foi possível baixar em sete dias",
        "could not be fetched in seven days");

    private final String es;
    private final String pt;
    private final String en;

    Problem(String es, String pt, String en) {
      this.es = es;
      this.pt = pt;
      this.en = en;
    }

    public String in(Language language) {
      return language.pick(es, pt, en);
    }
  }
}
