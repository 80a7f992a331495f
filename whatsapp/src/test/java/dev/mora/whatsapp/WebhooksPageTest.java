package dev.mora.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.channel.ChannelEvent;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonSlice;
import dev.mora.testkit.WebhookCorpus;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of docs/webhooks.md says what the records and the corpus say. */
class WebhooksPageTest {

  private static final Path PAGE = Path.of("../docs/webhooks.md");

  /** Told above the table, for all events or for all messages. */
  private static final Set<String> OF_ALL = Set.of("header", "key");

  private static final Set<String> OF_MESSAGES = Set.of("from", "messageId", "context");

  @Test
  void each_event_has_a_row_with_its_parts_in_their_order() throws IOException {
    Map<String, String> expected = new HashMap<>();
    for (Class<?> event : Events.all()) {
      expected.put(name(event), parts(event));
    }

    Map<String, String> told = new HashMap<>();
    rows().forEach((event, row) -> told.put(event, row[2].strip()));

    assertThat(told).isEqualTo(expected);
  }

  private static String parts(Class<?> event) {
    boolean message = ChannelEvent.Message.class.isAssignableFrom(event);
    List<String> names =
        Arrays.stream(event.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !OF_ALL.contains(name))
            .filter(name -> !message || !OF_MESSAGES.contains(name))
            .map(name -> "`" + name + "`")
            .toList();
    return String.join(", ", names);
  }

  @Test
  void each_event_names_the_fields_that_it_comes_from() throws IOException {
    Map<String, Set<String>> fields = fieldsOfTheCorpus();

    rows()
        .forEach(
            (event, row) -> {
              Set<String> from = fields.get(event);
              String told = row[1].strip();
              if (told.equals("any other")) {
                assertThat(event).endsWith(".Unrecognised");
              } else {
                assertThat(told).as(event).isEqualTo("`" + String.join("`, `", from) + "`");
              }
            });
  }

  private static Map<String, Set<String>> fieldsOfTheCorpus() {
    Map<String, Set<String>> fields = new HashMap<>();
    for (WebhookCorpus.Case body : WebhookCorpus.all()) {
      Set<String> of = body.isHostile() ? Set.of() : fields(body.body());
      if (of.size() == 1) {
        for (ChannelEvent event :
            WhatsAppWebhook.parserOnly().parse(body.body(), WebhookCorpus.RECEIVED).events()) {
          fields.computeIfAbsent(name(event.getClass()), name -> new TreeSet<>()).addAll(of);
        }
      }
    }
    return fields;
  }

  private static Set<String> fields(byte[] body) {
    Set<String> fields = new TreeSet<>();
    JsonSlice root = JsonSlice.of("corpus", body, JsonLimits.WIRE);
    for (JsonSlice entry : root.get("entry").items()) {
      for (JsonSlice change : entry.get("changes").items()) {
        fields.add(change.text("field"));
      }
    }
    return fields;
  }

  /** Staff, flows and names do nothing by themselves, so a beginner need not hear of them. */
  @Test
  void the_page_for_beginners_asks_for_each_field_that_does_something() throws IOException {
    Set<String> fields = new TreeSet<>();
    rows()
        .forEach(
            (event, row) -> {
              if (!row[1].contains("any other") && !event.startsWith("StaffNews.")) {
                fields.addAll(List.of(row[1].strip().replace("`", "").split(", ")));
              }
            });
    fields.removeAll(Set.of("flows", "phone_number_name_update", "phone_number_username_update"));

    String page = Files.readString(Path.of("../docs/whatsapp.md"));

    assertThat(fields).contains("messages", "user_preferences").hasSizeGreaterThan(8);
    assertThat(fields).allSatisfy(field -> assertThat(page).contains("`" + field + "`"));
  }

  @Test
  void the_page_tells_the_limits_and_the_size_of_the_corpus() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(page)
        .contains(
            said("%d MiB", WhatsAppWebhook.MAX_BYTES / (1 << 20)),
            said("| %d |", JsonLimits.WIRE.maxDepth()),
            said("| %d, %,d (", JsonLimits.WIRE.maxFields(), JsonLimits.WIRE.maxItems()),
            said("%,d characters, %d", JsonLimits.WIRE.maxString(), JsonLimits.WIRE.maxNumber()),
            said("| %,d |", JsonLimits.WIRE.maxTokens()),
            said("| %,d, %d;", NotificationReader.MOST_EVENTS, NotificationReader.MOST_REJECTIONS),
            said("holds %d bodies", WebhookCorpus.all().size()));
  }

  private static String said(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }

  private static Map<String, String[]> rows() throws IOException {
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.matches("\\| `[A-Z][A-Za-z]+\\.[A-Z].*")) {
        String[] cells = line.substring(1).split("\\|");
        rows.put(cells[0].replace('`', ' ').strip(), cells);
      }
    }
    return rows;
  }

  private static String name(Class<?> event) {
    return event.getEnclosingClass().getSimpleName() + "." + event.getSimpleName();
  }
}
