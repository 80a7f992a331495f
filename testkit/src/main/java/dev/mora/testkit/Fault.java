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
  },
  /** Resets the connection and takes nothing; the caller cannot know. */
  RESET_BEFORE_READ(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
    }
  },
  /** Takes the message, begins an answer and breaks off within it. */
  CUT_ANSWER(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withFault(com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK);
    }
  },
  /** Takes the message and tells the callback that it was sent before it answers. */
  STATUS_FIRST(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {}
  },
  /** Takes the message, answers well but byte by byte, for thirty seconds of real time. */
  SLOW_DRIP(true) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      response.withChunkedDribbleDelay(30, 30_000);
    }
  },
  /** Refuses with status 429, and says to come back in a second (130429). */
  TOO_MANY_REQUESTS(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(130429, "Rate limit hit").shape(response, 429);
      response.withHeader("Retry-After", "1");
    }
  },
  /** Says that something went wrong (131000, status 500); takes nothing, the caller cannot know. */
  SERVER_ERROR(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131000, "Something went wrong").shape(response, 500);
    }
  },
  /** Refuses: the number is not registered (131045, status 500 although it is for good). */
  NOT_REGISTERED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131045, "Incorrect certificate").shape(response, 500);
    }
  },
  /** Refuses: the account is in maintenance (131057, status 500). */
  MAINTENANCE(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131057, "Account in maintenance mode").shape(response, 500);
    }
  },
  /** Refuses: the template is not there in this language (132001, status 404). */
  TEMPLATE_MISSING(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(132001, "Template name does not exist in the translation").shape(response, 404);
    }
  },
  /** Refuses: the template is paused (132015). */
  TEMPLATE_PAUSED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(132015, "Template is Paused").shape(response, 400);
    }
  },
  /** Refuses: too much spam from this number (131048). */
  SPAM_LIMITED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131048, "Spam rate limit hit").shape(response, 400);
    }
  },
  /** Refuses: the account is locked (131031). */
  LOCKED(false) {
    @Override
    void shape(ResponseDefinitionBuilder response) {
      GraphError.of(131031, "Business Account locked").shape(response, 403);
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
