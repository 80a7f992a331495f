package dev.mora.portfolio.csv;

import dev.mora.json.Nearest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first row of a file, which lacks a column. It tells the names that are there, unless the row
 * may be a borrower's: a file without a header begins with values, and those are told nowhere.
 */
record Header(Table table, List<String> names) {

  private static final int MOST_NAMES = 20;

  /** As our own are written, so that no name of a person or a place is among them. */
  private static final Pattern OURS = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_ .-]{0,39}");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** What lenders call our columns, without accents and with _ for blanks. */
  private static final Map<String, List<String>> SYNONYMS =
      Map.ofEntries(
          Map.entry("borrower_id", List.of("cliente", "cliente_id", "id_cliente", "client_id")),
          Map.entry("loan_id", List.of("credito", "credito_id", "id_credito", "prestamo_id")),
          Map.entry("name", List.of("nombre", "nome", "nombre_completo", "full_name")),
          Map.entry("phone", List.of("telefono", "telefone", "celular", "movil", "mobile_no")),
          Map.entry("email", List.of("correo", "correo_electronico", "e_mail")),
          Map.entry("time_zone", List.of("zona_horaria", "fuso_horario", "huso_horario")),
          Map.entry("product", List.of("producto", "produto")),
          Map.entry("currency", List.of("moneda", "moeda")),
          Map.entry("principal", List.of("capital", "monto", "valor")),
          Map.entry("interest", List.of("interes", "intereses", "juros")),
          Map.entry("fees", List.of("comision", "comisiones", "cargos", "tarifas")),
          Map.entry("penalties", List.of("mora", "moratorios", "multa", "multas")),
          Map.entry("number", List.of("numero", "cuota", "parcela", "installment")),
          Map.entry(
              "due_on", List.of("due_date", "vencimiento", "fecha_vencimiento", "vencimento")),
          Map.entry("payment_id", List.of("pago", "pago_id", "id_pago", "pagamento_id")),
          Map.entry("paid_on", List.of("fecha_pago", "fecha_de_pago", "payment_date", "paid_date")),
          Map.entry("amount", List.of("monto", "importe", "valor")));

  /** What to say was found where a column should be. */
  String foundWithout() {
    if (names.isEmpty() || !holdsNames()) {
      return "no such column";
    }
    String told =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> NAME.matcher(name).matches() ? name : "…")
            .collect(Collectors.joining(", "));
    return "no such column among " + told + (names.size() > MOST_NAMES ? ", …" : "");
  }

  private boolean holdsNames() {
    return names.stream().anyMatch(table.columns::contains)
        || names.stream().allMatch(name -> OURS.matcher(name).matches());
  }

  /**
   * {@code the column due_on; did you mean it by "vencimiento"?}, of a name that is nobody's else.
   */
  String expected(String column) {
    List<String> unknown =
        holdsNames()
            ? names.stream().filter(name -> !table.columns.contains(name)).toList()
            : List.of();
    Optional<String> near =
        unknown.stream()
            .filter(name -> SYNONYMS.getOrDefault(column, List.of()).contains(plain(name)))
            .findFirst()
            .or(() -> Nearest.to(column, unknown));
    return "the column "
        + column
        + near.map(name -> "; did you mean it by \"" + name + "\"?").orElse("");
  }

  private static String plain(String name) {
    String split = Normalizer.normalize(name.strip(), Normalizer.Form.NFD);
    return ACCENTS.matcher(split).replaceAll("").toLowerCase(Locale.ROOT).replaceAll("[ .-]+", "_");
  }
}
