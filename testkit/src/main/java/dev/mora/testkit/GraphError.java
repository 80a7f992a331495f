package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The provider's error envelope, as it prints it for Graph API v25.0.
 *
 * @param subcode 0 if it has none
 */
record GraphError(int code, String title, String details, int subcode) {

  static GraphError of(int code, String title) {
    return new GraphError(code, title, title, 0);
  }

  static GraphError of(int code, String title, String details) {
    return new GraphError(code, title, details, 0);
  }

  /** Old, but what tells one refused template from another. */
  GraphError sub(int value) {
    return new GraphError(code, title, details, value);
  }

  void shape(ResponseDefinitionBuilder response, int status) {
    response
        .withStatus(status)
        .withHeader("Content-Type", "application/json; charset=UTF-8")
        .withBody(json());
  }

  String json() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", "(#" + code + ") " + title);
    error.put("type", "OAuthException");
    error.put("code", code);
    error.put("error_data", Map.of("messaging_product", "whatsapp", "details", details));
    if (subcode != 0) {
      error.put("error_subcode", subcode);
      error.put("is_transient", false);
      error.put("error_user_title", title);
      error.put("error_user_msg", details);
    }
    error.put("fbtrace_id", "StandInTrace");
    return ProviderJson.write(Map.of("error", error));
  }
}
