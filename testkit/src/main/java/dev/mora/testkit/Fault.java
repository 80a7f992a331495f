package dev.mora.testkit;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** Something that goes wrong at the provider, for the next request of an account. */
public enum Fault {
  /** Takes the message, then resets the connection: it was sent, the caller cannot know. */
  RESET_AFTER_READ(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
    }
  },
  /** Takes the message, then closes without an answer. */
  EMPTY_ANSWER(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withFault(com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE);
    }
  },
  /** Takes the message, answers noise. */
  GARBAGE(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withFault(com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE);
    }
  },
  /** Takes the message, answers a page of the proxy in front of it with status 502. */
  BAD_GATEWAY(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response
          .withStatus(502)
          .withHeader("Content-Type", "text/html")
          .withBody("<html><body><h1>502 Bad Gateway</h1></body></html>");
    }
  },
  /** Takes the message, answers 200 without an id. */
  NO_ID(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withStatus(200).withHeader("Content-Type", "application/json").withBody("{}");
    }
  },
  /** Takes the message and parks it for a quality check. */
  HELD(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {}
  },
  /** Refuses: too fast for this number (130429). */
  RATE_LIMITED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(130429, "Rate limit hit").shape(response, 400);
    }
  },
  /** Refuses: too fast for this recipient (131056). */
  PAIR_LIMITED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131056, "Pair rate limit hit").shape(response, 400);
    }
  },
  /** Refuses: the access token has expired (190). */
  TOKEN_EXPIRED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(190, "Access token has expired").shape(response, 401);
    }
  },
  /** Refuses: the recipient cannot get the message (131026). */
  UNDELIVERABLE(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131026, "Message undeliverable").shape(response, 400);
    }
  };

  private final boolean takes;

  Fault(boolean takes) {
    this.takes = takes;
  }

  /** Whether the message reaches the person all the same. */
  public boolean takesTheMessage() {
    return takes;
  }

  abstract void shape(ResponseDefinitionBuilder response);
}
