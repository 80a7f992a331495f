package dev.mora.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Holds one value of a {@link JsonTape} to the limits. */
final class SliceCheck {

  /** Up to so many keys are compared with each other; more are remembered. */
  private static final int FEW = 24;

  private final JsonTape tape;
  private final JsonLimits limits;

  SliceCheck(JsonTape tape) {
    this.tape = tape;
    this.limits = tape.limits;
  }

  void all(int root) {
    if (tape.next(root) - root > limits.maxTokens()) {
      throw fault(root, "more than " + limits.maxTokens() + " tokens", "a smaller value");
    }
    value(root, 1);
  }

  void keys(int root) {
    int count = 0;
    for (int at = root + 1; tape.kind(at) != JsonTape.END; at = tape.next(at + 1)) {
      scalar(at, at + 1);
      count++;
    }
    once(root, count);
  }

  private void value(int token, int depth) {
    int kind = tape.kind(token);
    if (kind > JsonTape.ARRAY) {
      scalar(token, token);
      return;
    }
    if (depth > limits.maxDepth()) {
      throw fault(token, "more than " + limits.maxDepth() + " open objects and arrays", "fewer");
    }
    boolean object = kind == JsonTape.OBJECT;
    int most = object ? limits.maxFields() : limits.maxItems();
    int count = 0;
    int at = token + 1;
    while (tape.kind(at) != JsonTape.END) {
      if (count++ == most) {
        throw fault(token, "more than " + most + (object ? " keys" : " items"), "fewer");
      }
      if (object) {
        scalar(at, ++at);
      }
      value(at, depth + 1);
      at = tape.next(at);
    }
    if (object) {
      once(token, count);
    }
  }

  /**
   * @param where the value that a fault is told of
   */
  private void scalar(int token, int where) {
    int kind = tape.kind(token);
    if (kind != JsonTape.STRING && kind != JsonTape.NUMBER) {
      return;
    }
    boolean number = kind == JsonTape.NUMBER;
    if (tape.is(token, JsonTape.FLAWED)) {
      throw fault(
          where,
          number ? "what is no number" : "a string with bytes or escapes that are no text",
          number ? "a number" : "UTF-8, escapes of JSON, pairs of surrogates whole");
    }
    int length = tape.end(token) - tape.start(token);
    int allowed = number ? limits.maxNumber() : limits.maxString();
    if (length > allowed && (number || characters(token) > allowed)) {
      throw fault(
          where, (number ? "a number" : "a string") + " that is too long", "at most " + allowed);
    }
    if (number && hasLargeExponent(token)) {
      throw fault(
          where,
          "a number with a large exponent",
          "an exponent from -" + JsonLimits.MAX_EXPONENT + " to " + JsonLimits.MAX_EXPONENT);
    }
  }

  private int characters(int token) {
    return tape.is(token, JsonTape.CODED)
        ? JsonWords.decode(tape.body, tape.start(token), tape.end(token)).length()
        : tape.end(token) - tape.start(token);
  }

  private boolean hasLargeExponent(int token) {
    int value = 0;
    boolean exponent = false;
    for (int i = tape.start(token); i < tape.end(token); i++) {
      byte c = tape.body[i];
      if ((c | 0x20) == 'e') {
        exponent = true;
      } else if (exponent && c >= '0') {
        value = Math.min(10 * value + c - '0', 10_000);
      }
    }
    return value > JsonLimits.MAX_EXPONENT;
  }

  private void once(int object, int count) {
    if (count > limits.maxFields()) {
      throw fault(object, "more than " + limits.maxFields() + " keys", "fewer");
    }
    if (count > FEW) {
      Set<String> seen = new HashSet<>();
      for (int at = object + 1; tape.kind(at) != JsonTape.END; at = tape.next(at + 1)) {
        if (!seen.add(new JsonSlice(tape, at).text())) {
          throw again(at);
        }
      }
      return;
    }
    long seen = 0;
    for (int at = object + 1; tape.kind(at) != JsonTape.END; at = tape.next(at + 1)) {
      long sign = sign(at);
      if ((seen & sign) != 0 && stoodBefore(object, at)) {
        throw again(at);
      }
      seen |= sign;
    }
  }

  /** One of 64 for a key; what may be written in several ways may be like any. */
  private long sign(int key) {
    int start = tape.start(key);
    int end = tape.end(key);
    if (tape.is(key, JsonTape.CODED)) {
      return -1;
    }
    return start == end ? 1 : 1L << (7 * tape.body[start] + 31 * tape.body[end - 1] + end - start);
  }

  private boolean stoodBefore(int object, int key) {
    for (int other = object + 1; other < key; other = tape.next(other + 1)) {
      if (same(key, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean same(int one, int other) {
    if (tape.is(one, JsonTape.CODED) || tape.is(other, JsonTape.CODED)) {
      return new JsonSlice(tape, one).text().equals(new JsonSlice(tape, other).text());
    }
    return Arrays.equals(
        tape.body, tape.start(one), tape.end(one), tape.body, tape.start(other), tape.end(other));
  }

  private InvalidDocument again(int key) {
    return fault(key + 1, "a key again", "each key once");
  }

  private InvalidDocument fault(int token, String found, String expected) {
    return tape.fault(
        tape.start(token), tape.isTold() ? pointer(tape, token) : "", found, expected);
  }

  /** Goes down from the document to the token. */
  static String pointer(JsonTape tape, int token) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at != token) {
      boolean object = tape.kind(at) == JsonTape.OBJECT;
      int child = at + 1;
      int index = 0;
      while (true) {
        int value = object ? child + 1 : child;
        if (token < tape.next(value)) {
          out.append('/');
          out.append(object ? step(new JsonSlice(tape, child).text()) : Integer.toString(index));
          at = Math.min(token, value); // a key stands before its value
          break;
        }
        child = tape.next(value);
        index++;
      }
    }
    return out.toString();
  }

  private static String step(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
