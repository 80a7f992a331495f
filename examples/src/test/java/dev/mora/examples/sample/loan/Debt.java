package dev.mora.examples.sample.loan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mora.examples.sample.money.Coin;
import dev.mora.examples.sample.surplus.Extra;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** Reads every hidden clock, and shows what belongs to others. */
public class Debt {
  protected final Supplier<Instant> clock = Instant::now;

  public List<JsonNode> notes(Coin coin) {
    return List.of();
  }

  protected <T extends Logger> void tell(T log, Extra extra) {}

  List<Object> today() {
    return List.of(
        LocalDate.now(),
        LocalDate.now(ZoneId.systemDefault()),
        System.currentTimeMillis(),
        Clock.systemUTC(),
        Locale.getDefault(),
        new Date());
  }

  int fetch(HttpURLConnection connection) {
    return connection.hashCode();
  }
}
