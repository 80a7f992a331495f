package dev.mora.attribute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Asks many records. The JIT compiler sees through a handle only where it is a constant, so each
 * handle gets a class of its own: a hidden copy of {@link OfOne}, which holds it in a {@code static
 * final} field.
 */
abstract class RecordLoop {

  /** Writes what the handle gives for each record. */
  abstract void run(Object[] records, int from, int to, int[] places) throws Throwable;

  /** The same for the records that have no place yet: a negative one. */
  abstract void goOn(Object[] records, int from, int to, int[] places) throws Throwable;

  abstract int run(Object record) throws Throwable;

  /**
   * @param handle {@code (Object) -> int}
   */
  static RecordLoop of(MethodHandle handle) {
    String file = "RecordLoop$" + OfOne.class.getSimpleName() + ".class";
    try (InputStream in = RecordLoop.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not beside its class: " + file);
      }
      return (RecordLoop)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(in.readAllBytes(), handle, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never used itself, only its copies. */
  static final class OfOne extends RecordLoop {

    private static final MethodHandle HANDLE = handle();

    OfOne() {}

    private static MethodHandle handle() {
      try {
        return MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle.class);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void run(Object[] records, int from, int to, int[] places) throws Throwable {
      for (int i = from; i < to; i++) {
        places[i] = (int) HANDLE.invokeExact(records[i]);
      }
    }

    @Override
    void goOn(Object[] records, int from, int to, int[] places) throws Throwable {
      for (int i = from; i < to; i++) {
        if (places[i] < 0) {
          places[i] = (int) HANDLE.invokeExact(records[i]);
        }
      }
    }

    @Override
    int run(Object record) throws Throwable {
      return (int) HANDLE.invokeExact(record);
    }
  }
}
