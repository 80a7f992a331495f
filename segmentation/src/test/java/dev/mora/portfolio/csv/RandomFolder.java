package dev.mora.portfolio.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Small portfolio folders with all that is allowed and much that is not, the same for a seed. */
public final class RandomFolder {

  private static final LocalDate START = LocalDate.of(2024, 1, 10);

  private final Random random;
  private final Path folder;
  private final int loans;
  private final boolean messy;
  private final boolean paidToDate;

  private RandomFolder(long seed, Path folder) {
    random = new Random(seed);
    this.folder = folder;
    loans = 1 + random.nextInt(14);
    messy = random.nextInt(4) != 0;
    paidToDate = random.nextInt(4) == 0;
  }

  /** Writes the files into an empty folder. */
  public static void write(long seed, Path folder) {
    new RandomFolder(seed, folder).write();
  }

  private void write() {
    borrowers();
    loans();
    installments();
    payments();
    file("pauses.csv", "loan_id,start_on,end_on,kind", 8, this::pause);
    file("restructures.csv", "loan_id,restructured_on,days_past_due,capitalised", 8, this::era);
    file("parties.csv", "loan_id,borrower_id,role", 5, this::party);
    file("promises.csv", "loan_id,promised_on,due_on,amount,state", 3, this::promise);
    file("given.csv", "loan_id,days_past_due,overdue_amount,outstanding", 6, this::given);
    file("consents.csv", "borrower_id,channel,state,at", 3, this::consent);
    file("contacts.csv", "borrower_id,at,channel,direction,outcome", 3, this::contact);
  }

  private void borrowers() {
    List<String> rows = new ArrayList<>();
    for (int b = 0; b < loans; b++) {
      if (rarely()) {
        continue;
      }
      rows.add(
          String.join(
              ",",
              "B" + b,
              sometimes("\"Ana, \"\"la\"\" " + b + "\"", "Ana"),
              odd("+5255" + (10_000_000 + b), "12", ""),
              odd("es-MX", "", "xx-"),
              odd("MX", "", "ZZZ"),
              sometimes("Sonora", "Jalisco"),
              odd("America/Lima", "Amerika/Lima", ""),
              odd("1980", "18", "2090"),
              odd("F", "", "M"),
              odd("1200.50", "", "1,2"),
              odd("640", "", "x"),
              odd("3", "", "gold")));
      if (rarely()) {
        rows.add(rows.get(0));
      }
    }
    broken(rows, "B1,\"Ana,,,");
    write(
        "borrowers.csv",
        "borrower_id,name,phone,language,country,region,time_zone,birth_year,gender,income,"
            + "credit_score,tier",
        rows);
  }

  private void loans() {
    List<String> rows = new ArrayList<>();
    for (int l = 0; l < loans; l++) {
      String currency = odd("MXN", "CLP", messy ? "PESO" : "PEN");
      rows.add(
          String.join(
              ",",
              id(l),
              "B" + random.nextInt(Math.max(1, loans - 2)),
              sometimes("weekly", "\"group, small\""),
              currency,
              odd("1200", "0", "12.345"),
              odd(START.minusDays(random.nextInt(60)).toString(), "", "2026-01-01"),
              odd("", "ACTIVE", pick("CLOSED", "WRITTEN_OFF", "SOLD", "PENDING")),
              odd("north", "", "south"),
              odd("12", "", "many")));
      if (rarely()) {
        rows.add(rows.get(random.nextInt(rows.size())));
      }
      if (messy && rarely()) {
        rows.add(id(l) + ",B0,weekly,PEN,10,,,,");
      }
    }
    broken(rows, "," + "B1,weekly,MXN,10,,,,");
    broken(rows, "LX,B1,weekly,MXN,10");
    write(
        "loans.csv",
        "loan_id,borrower_id,product,currency,principal,disbursed_on,status,branch,visits",
        rows);
  }

  private void installments() {
    List<String> rows = new ArrayList<>();
    for (int l = 0; l < loans; l++) {
      boolean replaced = random.nextInt(8) == 0;
      LocalDate due = START.plusDays(random.nextInt(20));
      int count = random.nextInt(7);
      for (int n = 1; n <= count; n++) {
        due = due.plusDays(rarely() ? 0 : 1 + random.nextInt(20));
        String number = messy && random.nextInt(30) == 0 ? "1" : Integer.toString(n);
        String row =
            id(l) + "," + number + "," + odd(due.toString(), " " + due + " ", wrong("soon"));
        row += "," + odd("100", "0", wrong("1e3")) + "," + odd("12", "0", "\"7\"") + ",0,0";
        row += replaced && n <= 2 ? ",2024-03-01" : ",";
        if (paidToDate) {
          row += pick(",,,,,", ",0,0,0,0,", ",100,12,0,0," + due, ",50,0,0,0,");
        }
        rows.add(row);
      }
    }
    broken(rows, "nobody,1,2024-02-01,1,1,0,0," + (paidToDate ? ",,,,," : ""));
    broken(rows, id(0) + ",9,2024-02-01");
    broken(rows, id(0) + ",9,\"2024-02-01,1,1,0,0");
    scatter(rows);
    write(
        "installments.csv",
        "loan_id,number,due_on,principal,interest,fees,penalties,replaced_on"
            + (paidToDate
                ? ",paid_principal,paid_interest,paid_fees,paid_penalties,completed_on"
                : ""),
        rows);
  }

  private void payments() {
    List<String> rows = new ArrayList<>();
    int number = 0;
    for (int l = 0; l < loans; l++) {
      LocalDate on = START;
      for (int i = random.nextInt(5); i > 0; i--) {
        on = on.plusDays(random.nextInt(25));
        String payment = "P" + (messy && rarely() ? 1 : number++);
        String booked = random.nextInt(3) == 0 ? on.plusDays(2).toString() : "";
        String tail = "," + booked + "," + odd("", "1", wrong("9")) + ",";
        rows.add(payment + "," + id(l) + "," + on + "," + odd("112", "60", wrong("0")) + tail);
        if (random.nextInt(8) == 0) {
          rows.add("R" + payment + "," + id(l) + "," + on + ",112,,," + payment);
        }
      }
    }
    broken(rows, "PX,nobody,2024-02-01,1,,,");
    broken(rows, "PY," + id(0) + ",2024-02-01,\"1\"x,,,");
    scatter(rows);
    if (random.nextInt(6) != 0) {
      write(
          "payments.csv", "payment_id,loan_id,paid_on,amount,booked_on,installment,reverses", rows);
    }
  }

  private String pause(int l) {
    LocalDate start = START.plusDays(random.nextInt(60));
    return id(l) + "," + start + "," + start.plusDays(random.nextInt(20)) + "," + pick("", "PAUSE");
  }

  private String era(int l) {
    return id(l) + ",2024-03-01," + odd("", "12", wrong("x")) + "," + odd("", "5", "0");
  }

  private String party(int l) {
    return id(l) + ",B" + random.nextInt(loans + 3) + "," + odd("GUARANTOR", "GROUP", wrong("X"));
  }

  private String promise(int l) {
    LocalDate on = START.plusDays(random.nextInt(60));
    return id(l)
        + ","
        + on
        + ","
        + on.plusDays(5)
        + ","
        + odd("50", "9", wrong("0"))
        + ","
        + pick("", "KEPT");
  }

  private String given(int l) {
    return id(l) + "," + random.nextInt(90) + ",10," + odd("20", "10", wrong("5"));
  }

  private String consent(int l) {
    return "B" + l + "," + odd("whatsapp", "sms", "watsap") + ",OUT,2024-01-01T00:00:00Z";
  }

  private String contact(int l) {
    return "B"
        + (l + random.nextInt(3))
        + ",2024-03-01T10:00:00-06:00,sms,OUT,"
        + pick("SENT", "READ");
  }

  private interface RowOf {
    String of(int loan);
  }

  private void file(String name, String header, int oneIn, RowOf row) {
    if (random.nextInt(3) != 0) {
      return;
    }
    List<String> rows = new ArrayList<>();
    for (int l = 0; l < loans; l++) {
      if (random.nextInt(oneIn) == 0) {
        rows.add(row.of(l));
      }
    }
    write(name, header, rows);
  }

  private void scatter(List<String> rows) {
    int kind = random.nextInt(3);
    if (kind == 0) {
      Collections.shuffle(rows, random);
    } else if (kind == 1 && rows.size() > 3) {
      rows.add(random.nextInt(rows.size()), rows.remove(rows.size() - 1));
    }
  }

  private void broken(List<String> rows, String row) {
    if (messy && random.nextInt(5) == 0) {
      rows.add(random.nextInt(rows.size() + 1), row);
    }
  }

  private void write(String name, String header, List<String> rows) {
    try {
      Files.writeString(
          folder.resolve(name),
          header + "\n" + String.join("\n", rows) + (rows.isEmpty() ? "" : "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String id(int loan) {
    return loan % 7 == 3 ? "Ñ-" + loan : "L-" + loan;
  }

  /** Nearly always the first. */
  private String odd(String usual, String other, String strange) {
    int at = random.nextInt(40);
    return at == 0 && messy ? strange : at < 4 ? other : usual;
  }

  /** In a messy folder only. */
  private String wrong(String text) {
    return text;
  }

  private String sometimes(String one, String other) {
    return random.nextInt(3) == 0 ? one : other;
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private boolean rarely() {
    return random.nextInt(12) == 0;
  }
}
