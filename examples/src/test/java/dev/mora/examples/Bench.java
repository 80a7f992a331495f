package dev.mora.examples;

import dev.mora.ledger.Sleeper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder with a small portfolio and a desk, both valid as they stand, and commands on them. */
final class Bench {

  static final String NOW = "2026-11-24T16:00:00Z";
  static final String AS_OF = "2026-11-24";

  private final Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private Sleeper sleeper = duration -> {};

  private Bench(Path dir) {
    this.dir = dir;
  }

  /** Four loans: 12 days late, paid up, due in 3 days, 70 days late. */
  static Bench in(Path dir) {
    return new Bench(dir)
        .loans(
            "borrowers.csv",
            "borrower_id,name,phone,language,country,region,time_zone",
            "B1,Rosa Peña,+525511112222,es,MX,Ciudad de México,America/Mexico_City",
            "B2,Luis Castro,+525533334444,es,MX,Ciudad de México,America/Mexico_City",
            "B3,Norma Vega,+525555556666,es,MX,Ciudad de México,America/Mexico_City",
            "B4,Iván Ortiz,+525577778888,es,MX,Ciudad de México,America/Mexico_City")
        .loans(
            "loans.csv",
            "loan_id,borrower_id,product,currency,principal",
            "L1,B1,semanal,MXN,750.00",
            "L2,B2,semanal,MXN,300.00",
            "L3,B3,semanal,MXN,400.00",
            "L4,B4,semanal,MXN,900.00")
        .loans(
            "installments.csv",
            "loan_id,number,due_on,principal,interest,fees,penalties",
            "L1,1,2026-11-12,750.00,0.00,0.00,0.00",
            "L2,1,2026-11-01,300.00,0.00,0.00,0.00",
            "L3,1,2026-11-27,400.00,0.00,0.00,0.00",
            "L4,1,2026-09-15,900.00,0.00,0.00,0.00")
        .loans(
            "payments.csv",
            "payment_id,loan_id,paid_on,amount,reverses",
            "P1,L2,2026-10-31,300.00,")
        .desk("delinquency.json", demo("delinquency.json"))
        .desk("segmentation.json", demo("segmentation.json"))
        .desk("strategy.json", demo("strategy.json"))
        .desk(
            "contact.json",
            "{\"schema\":\"mora/contact-1\",\"packs\":[\"MX\"],\"consentForAll\":\"contract\"}")
        .desk("templates/cuota_por_vencer.txt", demo("templates/cuota_por_vencer.txt"))
        .desk("templates/cuota_vencida.txt", demo("templates/cuota_vencida.txt"))
        .desk("templates/acordar_fecha.txt", demo("templates/acordar_fecha.txt"));
  }

  Bench loans(String file, String... lines) {
    return write(dir.resolve("loans").resolve(file), String.join("\n", lines) + "\n");
  }

  Bench desk(String file, String text) {
    return write(dir.resolve("desk").resolve(file), text);
  }

  /** Replaces a part of a file of the desk that must be there. */
  Bench deskWith(String file, String part, String other) {
    String text = read("desk/" + file);
    if (!text.contains(part)) {
      throw new IllegalArgumentException(file + " has no " + part);
    }
    return desk(file, text.replace(part, other));
  }

  Bench environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Bench sleeper(Sleeper value) {
    sleeper = value;
    return this;
  }

  Path path(String name) {
    return dir.resolve(name);
  }

  String read(String name) {
    try {
      return Files.readString(dir.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command on the portfolio and the desk, as of {@link #AS_OF}. */
  Result onLoans(String command, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                command,
                "--portfolio",
                path("loans").toString(),
                "--desk",
                path("desk").toString(),
                "--as-of",
                AS_OF));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Mora.run(environment::get, sleeper, new PrintWriter(out), new PrintWriter(err), arguments);
    return new Result(status, out.toString(), err.toString());
  }

  static String demo(String name) {
    try (var in = Bench.class.getResourceAsStream("/META-INF/mora/demo/desk/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bench write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Result(int status, String out, String err) {

    List<String> rows() {
      return out.lines().toList();
    }

    /** The only row that begins with this. */
    String row(String start) {
      return rows().stream()
          .filter(row -> row.startsWith(start))
          .reduce(
              (one, other) -> {
                throw new AssertionError("two rows begin with " + start);
              })
          .orElseThrow(() -> new AssertionError("no row begins with " + start + " in " + out));
    }
  }
}
