package dev.mora.examples.proof;

import dev.mora.money.Money;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Everything of ours that can be reached from some objects, and what each says of itself. */
final class Shown {

  private final Map<Object, Boolean> seen = new IdentityHashMap<>();
  private final Deque<Object> todo = new ArrayDeque<>();
  private final BiConsumer<Class<?>, String> shows;
  final Set<String> publicTypes = new TreeSet<>();
  int objects;

  Shown(BiConsumer<Class<?>, String> shows) {
    this.shows = shows;
  }

  void of(Collection<?> roots) {
    roots.forEach(this::add);
    while (!todo.isEmpty()) {
      visit(todo.pop());
    }
  }

  private void add(Object object) {
    if (object != null && seen.put(object, true) == null) {
      todo.push(object);
    }
  }

  private void visit(Object object) {
    if (object instanceof Iterable<?> many && !isOurs(object)) {
      many.forEach(this::add);
    } else if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            add(key);
            add(value);
          });
    } else if (object instanceof Optional<?> maybe) {
      maybe.ifPresent(this::add);
    } else if (object instanceof AtomicReference<?> reference) {
      add(reference.get());
    } else if (object instanceof Object[] array) {
      for (Object each : array) {
        add(each);
      }
    } else if (isOurs(object)) {
      show(object);
      fields(object);
    }
  }

  private static boolean isOurs(Object object) {
    String name = object.getClass().getName();
    return name.startsWith("dev.mora.")
        && !name.startsWith("dev.mora.testkit")
        && !name.startsWith("dev.mora.examples");
  }

  private void show(Object object) {
    objects++;
    if (Modifier.isPublic(object.getClass().getModifiers())) {
      publicTypes.add(object.getClass().getName());
    }
    // an amount is what it is: others must not show it
    if (!(object instanceof Money)) {
      shows.accept(object.getClass(), String.valueOf(object));
    }
  }

  private void fields(Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (!type.getName().startsWith("dev.mora.")) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
          continue;
        }
        try {
          field.setAccessible(true);
          add(field.get(object));
        } catch (InaccessibleObjectException | IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
