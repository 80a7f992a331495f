package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls for an account: its subscription, and for templates create, list page by page, read,
 * edit, delete, unpause (template management, Cloud API v25.0).
 */
final class TemplateDesk {

  private final CloudBusiness business;
  private final String root;
  private final Instant now;

  TemplateDesk(CloudBusiness business, String root, Instant now) {
    this.business = business;
    this.root = root;
    this.now = now;
  }

  /** {@code /{account}/subscribed_apps}. */
  ResponseDefinitionBuilder subscribe(Call call) {
    Optional<Fault> fault = business.takeFault();
    if (fault.isPresent() && !fault.get().takesTheMessage()) {
      return shaped(fault.get(), new ResponseDefinitionBuilder());
    }
    if (call.method().equals("GET")) {
      ResponseDefinitionBuilder apps = GraphAnswer.json(Map.of("data", apps()));
      return fault.map(one -> shaped(one, apps)).orElse(apps);
    }
    if (!call.method().equals("POST")) {
      return GraphAnswer.unsupported(call);
    }
    String callback = MessageRequest.text(call.json(), "override_callback_uri");
    if (callback.length() > 200) {
      return GraphAnswer.error(
          GraphError.of(100, "Invalid parameter", "override_callback_uri is too long"));
    }
    business.subscribed(callback);
    ResponseDefinitionBuilder answer = GraphAnswer.success();
    return fault.map(one -> shaped(one, answer)).orElse(answer);
  }

  /** The one app that there may be. */
  private List<Map<String, Object>> apps() {
    return business
        .subscription()
        .map(
            callback -> {
              Map<String, Object> app = new LinkedHashMap<>();
              app.put("whatsapp_business_api_data", Map.of("id", "600700800", "name", "stand-in"));
              if (!callback.isEmpty()) {
                app.put("override_callback_uri", callback);
              }
              return List.of(app);
            })
        .orElse(List.of());
  }

  /** {@code /{account}/message_templates}. */
  ResponseDefinitionBuilder account(Call call) {
    GraphError limit = business.callLimit();
    if (limit != null) {
      return GraphAnswer.error(limit);
    }
    Optional<Fault> fault = business.takeFault();
    if (fault.isPresent() && !fault.get().takesTheMessage()) {
      return shaped(fault.get(), new ResponseDefinitionBuilder());
    }
    ResponseDefinitionBuilder answer =
        switch (call.method()) {
          case "GET" -> list(call);
          case "POST" -> create(call);
          case "DELETE" -> delete(call);
          default -> GraphAnswer.unsupported(call);
        };
    return fault.map(one -> shaped(one, answer)).orElse(answer);
  }

  /** {@code /{template}} and {@code /{template}/unpause}. */
  ResponseDefinitionBuilder template(Call call, CloudTemplate template) {
    Optional<Fault> fault = business.takeFault();
    if (fault.isPresent() && !fault.get().takesTheMessage()) {
      return shaped(fault.get(), new ResponseDefinitionBuilder());
    }
    ResponseDefinitionBuilder answer;
    if (call.is("POST", "unpause")) {
      answer = unpause(template);
    } else if (call.is("POST", "")) {
      answer = edit(call, template);
    } else if (call.is("GET", "")) {
      answer = GraphAnswer.json(template.listed(fields(call)));
    } else {
      answer = GraphAnswer.unsupported(call);
    }
    return fault.map(one -> shaped(one, answer)).orElse(answer);
  }

  private static ResponseDefinitionBuilder shaped(Fault fault, ResponseDefinitionBuilder answer) {
    fault.shape(answer);
    return answer;
  }

  private ResponseDefinitionBuilder create(Call call) {
    Map<String, Object> form = call.json();
    GraphError error = new TemplateForm(form).check();
    if (error != null) {
      return GraphAnswer.error(error);
    }
    String key = MessageRequest.text(form, "name") + "/" + MessageRequest.text(form, "language");
    if (business.find(key).isPresent()) {
      return refusal(2388024, "There is already content in this language for this template.");
    }
    if (business.isBlocked(key)) {
      return refusal(2388023, "A template of this name was deleted less than 30 days ago.");
    }
    if (business.templates().size() >= 250) {
      return GraphAnswer.error(
          GraphError.of(2388019, "Message template limit exceeded", "250 templates"));
    }
    CloudTemplate taken = business.create(form);
    return GraphAnswer.json(
        ProviderTemplate.ordered(
            "id", taken.id(), "status", taken.status(), "category", taken.category()));
  }

  private ResponseDefinitionBuilder edit(Call call, CloudTemplate template) {
    if (!List.of("APPROVED", "REJECTED", "PAUSED").contains(template.status())) {
      return refusal(2388039, "A template that is " + template.status() + " cannot be edited.");
    }
    Map<String, Object> form = call.json();
    boolean approved = template.status().equals("APPROVED");
    if (approved
        && form.containsKey("category")
        && !template.category().equals(form.get("category"))) {
      return refusal(2388039, "The category of an approved template cannot be edited.");
    }
    if (approved
        && (template.edits(Duration.ofDays(1), now) >= 1
            || template.edits(Duration.ofDays(30), now) >= 10)) {
      return refusal(2388039, "One edit in 24 hours and ten in 30 days for an approved template.");
    }
    Map<String, Object> whole = new LinkedHashMap<>(template.listed(List.of("name", "language")));
    whole.putAll(
        template.listed(List.of("category", "parameter_format", "components", "language")));
    whole.putAll(form);
    whole.put("name", template.name());
    whole.put("language", template.language());
    GraphError error = new TemplateForm(whole).check();
    if (error != null) {
      return GraphAnswer.error(error);
    }
    business.edit(template, form);
    return GraphAnswer.success();
  }

  private ResponseDefinitionBuilder delete(Call call) {
    String name = call.query().getOrDefault("name", "");
    String id = call.query().getOrDefault("hsm_id", "");
    List<CloudTemplate> gone =
        business.templates().stream()
            .filter(one -> one.name().equals(name) && (id.isEmpty() || one.id().equals(id)))
            .toList();
    if (gone.isEmpty()) {
      return GraphAnswer.error(MessageRequest.parameter("no message template of this name"));
    }
    if (gone.stream().anyMatch(one -> one.status().equals("DISABLED"))) {
      return refusal(2388039, "A disabled template cannot be deleted.");
    }
    gone.forEach(business::delete);
    return GraphAnswer.success();
  }

  private ResponseDefinitionBuilder unpause(CloudTemplate template) {
    if (!template.status().equals("PAUSED")) {
      return refusal(2388039, "A template that is " + template.status() + " is not paused.");
    }
    business.decide(template.name(), template.language(), "APPROVED", "NONE", "UNPAUSE");
    return GraphAnswer.success();
  }

  private ResponseDefinitionBuilder list(Call call) {
    Map<String, String> query = call.query();
    Optional<Integer> from = cursor(query.getOrDefault("after", ""));
    if (from.isEmpty()) {
      return GraphAnswer.error(
          GraphError.of(131059, "Invalid cursor", "the paging cursor is not valid"));
    }
    List<CloudTemplate> found =
        business.templates().stream()
            .filter(one -> one.name().contains(query.getOrDefault("name", "")))
            .filter(one -> same(query, "status", one.status()))
            .filter(one -> same(query, "category", one.category()))
            .filter(one -> same(query, "language", one.language()))
            .toList();
    int limit = Integer.parseInt(query.getOrDefault("limit", "25"));
    int start = Math.min(from.get(), found.size());
    int end = Math.min(start + limit, found.size());
    List<String> fields = fields(call);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("data", found.subList(start, end).stream().map(t -> t.listed(fields)).toList());
    if (end > start) {
      Map<String, Object> paging = new LinkedHashMap<>();
      paging.put(
          "cursors", ProviderTemplate.ordered("before", cursor(start), "after", cursor(end)));
      if (end < found.size()) {
        paging.put(
            "next", root + "/v25.0/" + business.id() + "/message_templates?after=" + cursor(end));
      }
      answer.put("paging", paging);
    }
    return GraphAnswer.json(answer);
  }

  private static boolean same(Map<String, String> query, String key, String value) {
    String wanted = query.getOrDefault(key, value);
    return wanted.equals(value);
  }

  private String cursor(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((business.cursorAge() + ":" + offset).getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty for one that is not known. */
  private Optional<Integer> cursor(String text) {
    if (text.isEmpty()) {
      return Optional.of(0);
    }
    try {
      String read = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      String mark = business.cursorAge() + ":";
      return read.startsWith(mark)
          ? Optional.of(Integer.parseInt(read.substring(mark.length())))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<String> fields(Call call) {
    String asked = call.query().getOrDefault("fields", "");
    return asked.isEmpty()
        ? List.of("name", "parameter_format", "components", "language", "status", "category")
        : Arrays.stream(asked.split(",", -1)).map(String::strip).toList();
  }

  private static ResponseDefinitionBuilder refusal(int sub, String details) {
    return GraphAnswer.error(GraphError.of(100, "Invalid parameter", details).sub(sub));
  }
}
