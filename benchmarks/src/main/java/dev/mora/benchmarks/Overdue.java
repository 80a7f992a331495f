package dev.mora.benchmarks;

import dev.mora.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Random;

/** What one message is filled with. Public, as a host's record that is bound to a template. */
public record Overdue(String nombre, Money monto, LocalDate vencimiento, int dias) {

  private static final String[] NAMES = {
    "Rosa", "María José", "Guadalupe Hernández", "Íñigo", "Ana \"Nita\" Pérez", "José"
  };

  static Overdue[] draw(int count, long seed) {
    Random random = new Random(seed);
    Currency pesos = Currency.getInstance("MXN");
    Overdue[] out = new Overdue[count];
    for (int i = 0; i < count; i++) {
      int days = 1 + random.nextInt(120);
      out[i] =
          new Overdue(
              NAMES[random.nextInt(NAMES.length)],
              Money.ofMinor(pesos, 1_000 + random.nextInt(2_000_000)),
              LocalDate.of(2026, 11, 21).minusDays(days),
              days);
    }
    return out;
  }
}
