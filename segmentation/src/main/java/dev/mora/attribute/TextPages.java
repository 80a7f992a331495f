package dev.mora.attribute;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts by row, in the bytes of their UTF-8. Not thread-safe. */
final class TextPages {

  private static final int PAGE = 1 << 20;

  private byte[][] pages = {new byte[PAGE]};
  private int used;
  private long[] starts = new long[64];
  private int[] lengths = new int[64];

  void put(int row, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (row >= starts.length) {
      int length = Math.max(row + 1, starts.length + (starts.length >> 1));
      starts = Arrays.copyOf(starts, length);
      lengths = Arrays.copyOf(lengths, length);
    }
    int page = pages.length - 1;
    if (used + bytes.length > PAGE) {
      pages = Arrays.copyOf(pages, pages.length + 1);
      pages[++page] = new byte[Math.max(PAGE, bytes.length)];
      used = 0;
    }
    System.arraycopy(bytes, 0, pages[page], used, bytes.length);
    starts[row] = (long) page << 32 | used;
    lengths[row] = bytes.length;
    used += bytes.length;
  }

  String get(int row) {
    long start = starts[row];
    return new String(
        pages[(int) (start >>> 32)], (int) start, lengths[row], StandardCharsets.UTF_8);
  }
}
