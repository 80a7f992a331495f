package dev.mora.whatsapp;

import dev.mora.channel.ChannelEvent;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All kinds of events, by what the sealed families permit, and what one is made of. */
final class Events {

  private Events() {}

  static Set<Class<?>> all() {
    Set<Class<?>> found = new LinkedHashSet<>();
    collect(ChannelEvent.class, found);
    return found;
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (type.isRecord()) {
      found.add(type);
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      collect(permitted, found);
    }
  }

  /** The values of a record that are objects of ours, and those within them. */
  static List<Object> parts(Object record) {
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      if (value instanceof Optional<?> optional && optional.isPresent()) {
        value = optional.get();
      }
      if (value instanceof List<?> list) {
        list.stream().filter(Record.class::isInstance).forEach(parts::add);
      }
      if (value instanceof Record inner && !(value instanceof ChannelEvent.Header)) {
        parts.add(inner);
        parts.addAll(parts(inner));
      }
    }
    return parts;
  }

  private static Object value(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
