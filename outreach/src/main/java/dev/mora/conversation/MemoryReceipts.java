package dev.mora.conversation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Files in memory: for tests, dry runs and demonstrations. */
final class MemoryReceipts implements ReceiptStore {

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  @Override
  public Draft open(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new Draft() {
      @Override
      public OutputStream sink() {
        return bytes;
      }

      @Override
      public InputStream read() {
        return new ByteArrayInputStream(bytes.toByteArray());
      }

      @Override
      public void keep() {
        files.put(key, bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<InputStream> read(String key) {
    return Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new);
  }

  @Override
  public void remove(String key) {
    files.remove(key);
  }

  @Override
  public void forEach(Consumer<String> visitor) {
    List.copyOf(files.keySet()).forEach(visitor);
  }
}
