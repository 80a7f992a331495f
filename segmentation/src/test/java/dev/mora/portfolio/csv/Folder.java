package dev.mora.portfolio.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small folder that is valid as it stands; a test changes the file that it is about. */
final class Folder {

  private final Path path;

  private Folder(Path path) {
    this.path = path;
  }

  static Folder in(Path path) {
    Folder folder = new Folder(path);
    folder.file(
        "borrowers.csv",
        "borrower_id,name,phone,email,language,country,region,time_zone",
        "B1,Rosa,+525512345678,rosa@example.com,es,MX,Sonora,America/Hermosillo",
        "B2,Luis,+525512345679,,es,MX,,America/Mexico_City");
    folder.file(
        "loans.csv",
        "loan_id,borrower_id,product,currency,principal,disbursed_on,status",
        "L1,B1,single,MXN,200.00,2024-01-01,",
        "L2,B2,group,MXN,100.00,,ACTIVE");
    folder.file(
        "installments.csv",
        "loan_id,number,due_on,principal,interest,fees,penalties",
        "L1,1,2024-02-01,100.00,10.00,0,0",
        "L1,2,2024-03-01,100.00,10.00,0,0",
        "L2,1,2024-02-15,100.00,0,0,0");
    folder.file(
        "payments.csv", "payment_id,loan_id,paid_on,amount,reverses", "P1,L1,2024-02-01,110.00,");
    return folder;
  }

  Folder file(String name, String... lines) {
    return text(name, String.join("\n", lines) + "\n");
  }

  Folder text(String name, String text) {
    try {
      Files.writeString(path.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PortfolioFolder open() {
    return PortfolioFolder.at(path);
  }
}
