package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.Map;

/** Answers as the Graph API writes them. */
final class GraphAnswer {

  private GraphAnswer() {}

  static ResponseDefinitionBuilder json(Object value) {
    return new ResponseDefinitionBuilder()
        .withStatus(200)
        .withHeader("Content-Type", "application/json; charset=UTF-8")
        .withBody(ProviderJson.write(value));
  }

  static ResponseDefinitionBuilder success() {
    return json(Map.of("success", true));
  }

  static ResponseDefinitionBuilder error(GraphError error) {
    return error(error, 400);
  }

  static ResponseDefinitionBuilder error(GraphError error, int status) {
    ResponseDefinitionBuilder response = new ResponseDefinitionBuilder();
    error.shape(response, status);
    return response;
  }

  /** For a node that is not there, or that has no such edge. */
  static ResponseDefinitionBuilder unsupported(Call call) {
    return error(
        GraphError.of(
                100,
                "Unsupported " + call.method().toLowerCase(java.util.Locale.ROOT) + " request",
                "Object with ID '"
                    + call.node()
                    + "' does not exist, cannot be loaded due to missing permissions, or does not"
                    + " support this operation")
            .sub(33));
  }
}
