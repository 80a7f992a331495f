package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonObject;
import dev.mora.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One list of an account, page by page, begun anew where the provider forgets its cursor. What of
 * it cannot be read is left out with a warning; a page of which nothing can is a failure.
 */
final class Pages<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  private static final int MOST_PAGES = 400;
  private static final int MOST_RESTARTS = 2;
  private static final int CURSOR_INVALID = 131059;

  private final Function<Map<String, String>, CompletableFuture<GraphAnswer>> ask;
  private final Map<String, String> query;
  private final Function<JsonObject, T> read;
  private final List<T> found = new ArrayList<>();
  private int pages;
  private int restarts;

  /**
   * @param query of the first page
   * @param read throws an {@link InvalidDocument} of what lacks what it is known by
   */
  Pages(
      Function<Map<String, String>, CompletableFuture<GraphAnswer>> ask,
      Map<String, String> query,
      Function<JsonObject, T> read) {
    this.ask = ask;
    this.query = query;
    this.read = read;
  }

  CompletionStage<TemplateAnswer<List<T>>> all() {
    return next("");
  }

  private CompletionStage<TemplateAnswer<List<T>>> next(String after) {
    Map<String, String> page = new LinkedHashMap<>(query);
    if (!after.isEmpty()) {
      page.put("after", after);
    }
    return ask.apply(page).thenCompose(answer -> answer.fold(this::page, this::failed));
  }

  private CompletionStage<TemplateAnswer<List<T>>> page(GraphAnswer.Ok ok) {
    Optional<String> after;
    try {
      List<JsonValue> data = ok.body().array("data").values();
      List<T> readable = readable(data);
      if (readable.isEmpty() && !data.isEmpty()) {
        return over(new TemplateAnswer.Failed<>(unreadable(ok)));
      }
      found.addAll(readable);
      after = nextCursor(ok.body());
    } catch (InvalidDocument e) {
      return over(new TemplateAnswer.Failed<>(unreadable(ok)));
    }
    if (after.isEmpty()) {
      return over(new TemplateAnswer.Ok<>(List.copyOf(found)));
    }
    return ++pages < MOST_PAGES
        ? next(after.get())
        : over(
            new TemplateAnswer.Failed<>(
                GraphFailure.unreadable(
                    ok.status(), "the list has more pages than " + MOST_PAGES)));
  }

  private List<T> readable(List<JsonValue> data) {
    List<T> readable = new ArrayList<>();
    for (JsonValue one : data) {
      try {
        readable.add(read.apply(one.asObject()));
      } catch (InvalidDocument e) {
        LOG.warn("one of a list lacks what it is known by: left out");
      }
    }
    return readable;
  }

  private CompletionStage<TemplateAnswer<List<T>>> failed(GraphFailure why) {
    if (why.says(CURSOR_INVALID) && restarts < MOST_RESTARTS) {
      restarts++;
      found.clear();
      pages = 0;
      return next("");
    }
    return over(new TemplateAnswer.Failed<>(why));
  }

  private static <T> CompletionStage<TemplateAnswer<T>> over(TemplateAnswer<T> answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /**
   * Meta names a next page by {@code paging.next}; the cursor alone is there on the last one too.
   */
  private static Optional<String> nextCursor(JsonObject body) {
    return body.optionalObject("paging")
        .filter(paging -> paging.has("next"))
        .flatMap(paging -> paging.optionalObject("cursors"))
        .flatMap(cursors -> cursors.optionalString("after"))
        .filter(cursor -> !cursor.isEmpty());
  }

  static GraphFailure unreadable(GraphAnswer.Ok ok) {
    return GraphFailure.unreadable(ok.status(), "the answer lacks what it is for");
  }
}
