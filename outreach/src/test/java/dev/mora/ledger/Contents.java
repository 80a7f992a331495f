package dev.mora.ledger;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every text that can be reached from an object of ours. */
final class Contents {

  private final StringBuilder found = new StringBuilder();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Contents() {}

  static String of(Object root) {
    var contents = new Contents();
    contents.read(root);
    return contents.found.toString();
  }

  private void read(Object value) {
    if (value == null || value instanceof Enum<?> || !seen.add(value)) {
      return;
    }
    if (value instanceof CharSequence text) {
      found.append(text).append('\n');
    } else if (value instanceof byte[] bytes) {
      found.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
    } else if (value instanceof Optional<?> some) {
      some.ifPresent(this::read);
    } else if (value instanceof Collection<?> all) {
      all.forEach(this::read);
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(this::read);
      map.values().forEach(this::read);
    } else if (value.getClass().getName().startsWith("dev.mora.")) {
      fields(value);
    }
  }

  private void fields(Object value) {
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("dev.mora.")) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            read(valueOf(field, value));
          }
        }
      }
    }
  }

  private static Object valueOf(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
