package dev.mora.portfolio.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers ids from 0 as they come, in a few bytes beyond their text: UTF-8 in pages, an open hash
 * table over them. Millions of ids fit where a map of strings would not.
 */
final class IdTable {

  static final int LONGEST_ID = 1_000;
  private static final int PAGE = 1 << 20;

  private byte[][] pages = {new byte[1 << 12]};
  private int page;
  private int used;
  private long[] starts = new long[16];
  private int[] slots = new int[32];
  private int size;

  int size() {
    return size;
  }

  /**
   * Returns the number of the id, new or not.
   *
   * @throws IllegalArgumentException if it is longer than {@link #LONGEST_ID}
   */
  int add(String id) {
    return add(bytes(id));
  }

  private int add(byte[] key) {
    int slot = slot(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
    }
    starts[size] = store(key);
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  /** -1 if it is not there. */
  int find(String id) {
    if (id.length() > LONGEST_ID) {
      return -1;
    }
    return slots[slot(id.getBytes(StandardCharsets.UTF_8))] - 1;
  }

  /** Numbers an ASCII id that is new; false, and nothing done, for any other. */
  boolean addNew(char[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > LONGEST_ID) {
      return false;
    }
    byte[] key = new byte[length];
    for (int i = 0; i < length; i++) {
      char c = text[from + i];
      if (c > '\u007f') {
        return false;
      }
      key[i] = (byte) c;
    }
    int before = size;
    return add(key) == before;
  }

  /** As {@link #find(String)} of a stretch of text. */
  int find(char[] text, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c > '\u007f') {
        return find(new String(text, from, to - from));
      }
      hash = 31 * hash + c;
    }
    int mask = slots.length - 1;
    int slot = spread(hash) & mask;
    while (slots[slot] != 0 && !is(slots[slot] - 1, text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slots[slot] - 1;
  }

  /** Whether a stretch of ASCII text is the id of that number; false for other text. */
  boolean is(int index, char[] text, int from, int to) {
    if (index < 0 || index >= size) {
      return false;
    }
    long start = starts[index];
    byte[] in = pages[(int) (start >>> 32)];
    int at = (int) start;
    int length = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
    if (length != to - from) {
      return false;
    }
    at += 2;
    for (int i = 0; i < length; i++) {
      // A byte of a longer UTF-8 sequence is negative, which no character is.
      if (in[at + i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** The id of that number. */
  String get(int index) {
    long start = starts[index];
    byte[] in = pages[(int) (start >>> 32)];
    int at = (int) start;
    int length = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
    return new String(in, at + 2, length, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String id) {
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("an id has at most " + LONGEST_ID + " characters");
    }
    return id.getBytes(StandardCharsets.UTF_8);
  }

  /** The slot of the key, or the free one where it belongs. */
  private int slot(byte[] key) {
    int mask = slots.length - 1;
    int slot = spread(Arrays.hashCode(key)) & mask;
    while (slots[slot] != 0 && !matches(slots[slot] - 1, key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean matches(int index, byte[] key) {
    long start = starts[index];
    byte[] in = pages[(int) (start >>> 32)];
    int at = (int) start;
    int length = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
    return length == key.length && Arrays.equals(in, at + 2, at + 2 + length, key, 0, key.length);
  }

  private long store(byte[] key) {
    int needed = key.length + 2;
    if (used + needed > pages[page].length) {
      if (pages[page].length < PAGE) {
        pages[page] = Arrays.copyOf(pages[page], Math.min(PAGE, pages[page].length * 4));
      } else {
        pages = Arrays.copyOf(pages, pages.length + 1);
        pages[++page] = new byte[PAGE];
        used = 0;
      }
      return store(key);
    }
    byte[] in = pages[page];
    long start = (long) page << 32 | used;
    in[used] = (byte) (key.length >>> 8);
    in[used + 1] = (byte) key.length;
    System.arraycopy(key, 0, in, used + 2, key.length);
    used += needed;
    return start;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      long start = starts[i];
      byte[] in = pages[(int) (start >>> 32)];
      int at = (int) start;
      int length = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
      int slot = spread(hash(in, at + 2, length)) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  /** As {@link Arrays#hashCode(byte[])}. */
  private static int hash(byte[] in, int from, int length) {
    int hash = 1;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + in[i];
    }
    return hash;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
