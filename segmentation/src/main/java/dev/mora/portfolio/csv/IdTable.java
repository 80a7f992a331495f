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
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("an id has at most " + LONGEST_ID + " characters");
    }
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return add(key, 0, key.length);
  }

  /** The same of a stretch of UTF-8, at most 4 bytes for each character that an id may have. */
  int add(byte[] text, int from, int to) {
    int slot = slot(text, from, to);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
    }
    starts[size] = store(text, from, to - from);
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
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return find(key, 0, key.length);
  }

  /** As {@link #find(String)} of a stretch of UTF-8. */
  int find(byte[] text, int from, int to) {
    return slots[slot(text, from, to)] - 1;
  }

  /** Whether a stretch of UTF-8 is the id of that number. */
  boolean is(int index, byte[] text, int from, int to) {
    if (index < 0 || index >= size) {
      return false;
    }
    long start = starts[index];
    byte[] in = pages[(int) (start >>> 32)];
    int at = (int) start;
    int length = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
    return Arrays.equals(in, at + 2, at + 2 + length, text, from, to);
  }

  /** The id of that number. */
  String get(int index) {
    long start = starts[index];
    byte[] in = pages[(int) (start >>> 32)];
    int at = (int) start;
    int length = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
    return new String(in, at + 2, length, StandardCharsets.UTF_8);
  }

  /** The slot of the key, or the free one where it belongs. */
  private int slot(byte[] text, int from, int to) {
    int mask = slots.length - 1;
    int slot = spread(hash(text, from, to - from)) & mask;
    while (slots[slot] != 0 && !is(slots[slot] - 1, text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private long store(byte[] key, int from, int length) {
    int needed = length + 2;
    if (used + needed > pages[page].length) {
      if (pages[page].length < PAGE) {
        pages[page] = Arrays.copyOf(pages[page], Math.min(PAGE, pages[page].length * 4));
      } else {
        pages = Arrays.copyOf(pages, pages.length + 1);
        pages[++page] = new byte[PAGE];
        used = 0;
      }
      return store(key, from, length);
    }
    byte[] in = pages[page];
    long start = (long) page << 32 | used;
    in[used] = (byte) (length >>> 8);
    in[used + 1] = (byte) length;
    System.arraycopy(key, from, in, used + 2, length);
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
