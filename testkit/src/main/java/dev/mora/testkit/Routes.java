package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Which desk of the stand-in answers a call. */
final class Routes {

  private final CloudApiServer server;

  Routes(CloudApiServer server) {
    this.server = server;
  }

  /**
   * @param headers gives a header of the request by its name, empty if it is not there
   */
  ResponseDefinitionBuilder answer(Call call, UnaryOperator<String> headers) {
    Instant now = server.clock().instant();
    if (call.is("POST", "messages")) {
      return number(call, account -> account.answer(call.text(), now));
    }
    if (call.is("POST", "media")) {
      return number(
          call,
          account ->
              server.media().upload(call.node(), headers.apply("Content-Type"), call.body()));
    }
    if (call.is("POST", "uploads")) {
      return server.examples().begin(call);
    }
    if (call.is("POST", "") && ExampleShelf.isUpload(call)) {
      return server.examples().take(call, headers.apply("file_offset"));
    }
    if (call.is("POST", "register")) {
      return number(call, account -> account.register(call, now));
    }
    if (call.is("POST", "deregister")) {
      return number(call, account -> account.deregister(now));
    }
    if (call.edge().equals("subscribed_apps")) {
      return business(call, desk -> desk.subscribe(call));
    }
    if (call.edge().equals("message_templates")) {
      return business(call, desk -> desk.account(call));
    }
    Optional<CloudBusiness> owner = server.withTemplate(call.node());
    if (owner.isPresent()) {
      return desk(owner.get()).template(call, owner.get().byId(call.node()).orElseThrow());
    }
    return call.edge().isEmpty() ? node(call) : GraphAnswer.unsupported(call);
  }

  /** Of an id that nobody has named the provider knows nothing. */
  private ResponseDefinitionBuilder number(
      Call call, Function<CloudAccount, ResponseDefinitionBuilder> answer) {
    return server.known(call.node()).map(answer).orElseGet(() -> GraphAnswer.unsupported(call));
  }

  private ResponseDefinitionBuilder business(
      Call call, Function<TemplateDesk, ResponseDefinitionBuilder> answer) {
    return server
        .knownBusiness(call.node())
        .map(this::desk)
        .map(answer)
        .orElseGet(() -> GraphAnswer.unsupported(call));
  }

  private TemplateDesk desk(CloudBusiness business) {
    return new TemplateDesk(business, server.uri().toString(), server.clock().instant());
  }

  private ResponseDefinitionBuilder node(Call call) {
    Optional<StoredMedia> file = server.media().find(call.node());
    if (file.isPresent()) {
      return switch (call.method()) {
        case "GET" -> server.media().resolve(call, file.get());
        case "DELETE" -> server.media().delete(file.get());
        default -> GraphAnswer.unsupported(call);
      };
    }
    Optional<CloudAccount> number = server.known(call.node());
    if (number.isPresent()) {
      return switch (call.method()) {
        case "GET" -> number.get().fields(call);
        case "POST" -> number.get().twoStep(call);
        default -> GraphAnswer.unsupported(call);
      };
    }
    return GraphAnswer.unsupported(call);
  }
}
