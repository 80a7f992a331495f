package dev.mora.whatsapp;

import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonObject;
import dev.mora.template.TemplateStatus.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * One WhatsApp Business account and its templates (template management, Cloud API v25.0). Wants a
 * token with {@code whatsapp_business_management}. Thread-safe; no call blocks, and no stage
 * completes exceptionally because of the provider.
 *
 * <p>What changes something is asked for once: after an outcome that nobody knows, list and look.
 * What only reads is asked for up to three times where the connection failed. Meta counts calls, by
 * default 200 an hour: list every quarter of an hour at most and let webhooks tell the rest.
 *
 * <pre>{@code
 * var account = WhatsAppAccount.of("102290129340398", config);
 * var plan = TemplatePlan.between(ours, account.list().toCompletableFuture().join().value(), examples);
 * System.out.println(plan.table());
 * TemplateRun done = account.apply(plan, plan.digest()).toCompletableFuture().join();
 * }</pre>
 */
public final class WhatsAppAccount implements AutoCloseable {

  static final int PAGE = 50;

  private static final String FIELDS =
      "id,name,language,status,category,correct_category,quality_score,parameter_format,"
          + "components,rejected_reason";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LONGEST_CALLBACK = 200;
  private static final int TRIES = 3;

  private final String id;
  private final GraphClient graph;

  private WhatsAppAccount(String id, GraphClient graph) {
    this.id = id;
    this.graph = graph;
  }

  /**
   * @param accountId the WhatsApp Business account's id, not that of a phone number
   * @param config host, version, token and deadlines; its phone number id is not used. A page of
   *     fifty templates has to fit into its {@link WhatsAppConfig#responseLimit()}
   */
  public static WhatsAppAccount of(String accountId, WhatsAppConfig config) {
    if (!ID.matcher(accountId).matches()) {
      throw new IllegalArgumentException(
          "an account id has 1 to 64 letters, digits, _ or -: found "
              + accountId.length()
              + " characters");
    }
    return new WhatsAppAccount(accountId, GraphClient.of(config));
  }

  public String id() {
    return id;
  }

  /**
   * Lets the app of the token hear of this account, at the callback of its dashboard: without it no
   * webhook comes, whichever fields the app listens to ({@code POST /{account}/subscribed_apps}).
   * May be repeated; {@link #subscriptions} tells whether it holds.
   *
   * @return empty once the provider has taken it
   */
  public CompletionStage<Optional<GraphFailure>> subscribe() {
    return subscribed(JsonObject.of());
  }

  /**
   * The same with a callback for this account alone, which Meta asks for the handshake at once.
   *
   * @param callback https with a host, at most 200 characters
   * @param verifyToken what {@link WhatsAppWebhook#handshake} is to expect there
   */
  public CompletionStage<Optional<GraphFailure>> subscribe(URI callback, String verifyToken) {
    if (!"https".equalsIgnoreCase(callback.getScheme()) || callback.getHost() == null) {
      throw new IllegalArgumentException(
          "a callback: found scheme %s and host %s, expected https and a host"
              .formatted(callback.getScheme(), callback.getHost()));
    }
    int length = callback.toString().length();
    if (length > LONGEST_CALLBACK) {
      throw new IllegalArgumentException(
          "a callback: found %d characters, expected at most %d"
              .formatted(length, LONGEST_CALLBACK));
    }
    if (verifyToken.isBlank()) {
      throw new IllegalArgumentException(
          "a verify token: found %d characters, none but blanks, expected one that is a secret"
              .formatted(verifyToken.length()));
    }
    return subscribed(
        JsonObject.of()
            .with("override_callback_uri", callback.toString())
            .with("verify_token", verifyToken));
  }

  private CompletionStage<Optional<GraphFailure>> subscribed(JsonObject body) {
    return graph
        .post(id + "/subscribed_apps", bytes(body))
        .thenApply(GraphAnswer::notDone)
        .minimalCompletionStage();
  }

  /** The apps that hear of this account, with their callbacks ({@code GET}, the same address). */
  public CompletionStage<TemplateAnswer<List<SubscribedApp>>> subscriptions() {
    return new Pages<>(
            page -> get(id + "/subscribed_apps", page, TRIES), Map.of(), SubscribedApp::of)
        .all();
  }

  /**
   * Every translation of every template, in the provider's order; at most 20,000, more are a
   * failure. One that has no readable id, name or language is left out with a warning in the log.
   */
  public CompletionStage<TemplateAnswer<List<TemplateCopy>>> list() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("fields", FIELDS);
    query.put("limit", Integer.toString(PAGE));
    return new Pages<>(page -> get(id + "/message_templates", page, TRIES), query, TemplateCopy::of)
        .all();
  }

  /** One translation by its id. */
  public CompletionStage<TemplateAnswer<TemplateCopy>> read(String templateId) {
    return get(checked(templateId), Map.of("fields", FIELDS), TRIES)
        .thenApply(answer -> answer.fold(ok -> copy(ok), TemplateAnswer.Failed::new));
  }

  /**
   * Submits one translation for review.
   *
   * @param submission as {@link TemplateSubmission#toJson} writes it
   */
  public CompletionStage<TemplateAnswer<SubmittedTemplate>> create(JsonObject submission) {
    String asked = submission.string("category");
    return graph
        .post(id + "/message_templates", bytes(submission))
        .thenApply(answer -> answer.fold(ok -> submitted(ok, asked), TemplateAnswer.Failed::new));
  }

  /**
   * Replaces all components, category and time to live of one translation, which is reviewed again.
   * Meta takes it for approved, rejected and paused ones; for an approved one once in 24 hours, ten
   * times in 30 days, and never another category (2388039).
   *
   * @param copy as it is now; the category is sent for one that is rejected or paused
   */
  public CompletionStage<TemplateAnswer<Boolean>> edit(TemplateCopy copy, JsonObject submission) {
    JsonObject body = JsonObject.of();
    if (copy.state() == State.REJECTED || copy.state() == State.PAUSED) {
      body = body.with("category", submission.string("category"));
    }
    if (submission.has("message_send_ttl_seconds")) {
      body = body.with("message_send_ttl_seconds", submission.value("message_send_ttl_seconds"));
    }
    body = body.with("components", submission.array("components"));
    return done(graph.post(checked(copy.id()), bytes(body)));
  }

  /**
   * Deletes a template in all its languages; the name of an approved one is blocked for 30 days.
   */
  public CompletionStage<TemplateAnswer<Boolean>> delete(String name) {
    return done(graph.delete(id + "/message_templates", Map.of("name", name)));
  }

  /** Deletes one translation. */
  public CompletionStage<TemplateAnswer<Boolean>> delete(TemplateCopy copy) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("hsm_id", copy.id());
    query.put("name", copy.name());
    return done(graph.delete(id + "/message_templates", query));
  }

  /** Ends a pause of pacing; other pauses end by themselves. */
  public CompletionStage<TemplateAnswer<Boolean>> unpause(String templateId) {
    return done(graph.post(checked(templateId) + "/unpause", bytes(JsonObject.of())));
  }

  /**
   * Reads a translation again and again until its review is over.
   *
   * @param every Meta answers within minutes mostly, within 24 hours at most; one second or more
   * @param until by {@code clock}; what is still pending then is the answer
   */
  public CompletionStage<TemplateAnswer<TemplateCopy>> decided(
      String templateId, Duration every, Instant until, Delay delay, InstantSource clock) {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("ask every second or less often: " + every);
    }
    return read(templateId)
        .thenCompose(
            answer -> {
              boolean open =
                  answer.fold(copy -> copy.state() == State.PENDING, WhatsAppAccount::mayPass);
              return open && clock.instant().plus(every).compareTo(until) <= 0
                  ? delay
                      .after(every)
                      .thenCompose(over -> decided(templateId, every, until, delay, clock))
                  : CompletableFuture.completedFuture(answer);
            });
  }

  private static boolean mayPass(GraphFailure why) {
    return why.kind() != GraphFailure.Kind.REFUSED || why.isTransient();
  }

  /**
   * Does what a plan says, one line after the other, and nothing else. Each line looks at the
   * account first: what is already so is left, what has changed since the plan is left and said. It
   * stops at the first line whose outcome is unknown, that the provider refuses for its rate, or
   * whose category comes back another. The same plan again goes on where it stopped.
   *
   * @param digest of the plan that a person has read
   * @throws IllegalArgumentException if it is not this plan's
   */
  public CompletionStage<TemplateRun> apply(TemplatePlan plan, String digest) {
    if (!plan.digest().equals(digest)) {
      throw new IllegalArgumentException(
          "the plan has digest " + plan.digest() + ", not " + digest + ": plan again, and read it");
    }
    return list()
        .thenCompose(
            answer ->
                answer.fold(
                    copies -> new PlanRunner(this, plan, copies).run(),
                    why -> CompletableFuture.completedFuture(TemplateRun.notBegun(why))));
  }

  private CompletableFuture<GraphAnswer> get(String path, Map<String, String> query, int tries) {
    return graph
        .get(path, query)
        .thenCompose(
            answer -> {
              boolean again =
                  tries > 1
                      && answer
                          .failure()
                          .filter(why -> why.kind() != GraphFailure.Kind.REFUSED)
                          .isPresent();
              return again
                  ? get(path, query, tries - 1)
                  : CompletableFuture.completedFuture(answer);
            });
  }

  private static TemplateAnswer<TemplateCopy> copy(GraphAnswer.Ok ok) {
    try {
      return new TemplateAnswer.Ok<>(TemplateCopy.of(ok.body()));
    } catch (InvalidDocument e) {
      return new TemplateAnswer.Failed<>(Pages.unreadable(ok));
    }
  }

  private static TemplateAnswer<SubmittedTemplate> submitted(GraphAnswer.Ok ok, String asked) {
    try {
      return new TemplateAnswer.Ok<>(
          new SubmittedTemplate(
              ok.body().string("id"),
              State.of(ok.body().stringOr("status", "")),
              asked,
              ok.body().stringOr("category", asked)));
    } catch (InvalidDocument e) {
      return new TemplateAnswer.Failed<>(Pages.unreadable(ok));
    }
  }

  private static CompletionStage<TemplateAnswer<Boolean>> done(
      CompletableFuture<GraphAnswer> call) {
    return call.thenApply(
        answer ->
            answer.fold(
                ok ->
                    isSuccess(ok.body())
                        ? new TemplateAnswer.Ok<>(true)
                        : new TemplateAnswer.Failed<>(Pages.unreadable(ok)),
                TemplateAnswer.Failed::new));
  }

  private static boolean isSuccess(JsonObject body) {
    try {
      return body.bool("success", false);
    } catch (InvalidDocument e) {
      return false;
    }
  }

  private static String checked(String templateId) {
    if (!ID.matcher(templateId).matches()) {
      throw new IllegalArgumentException("a template id has digits");
    }
    return templateId;
  }

  private static byte[] bytes(JsonObject json) {
    return json.toJson().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "WhatsAppAccount(" + id + ")";
  }

  /** Ends at once what is still open. */
  @Override
  public void close() {
    graph.close();
  }
}
