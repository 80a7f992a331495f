package dev.mora.benchmarks;

import dev.mora.party.PhoneNumber;
import dev.mora.template.MessageTemplate;
import dev.mora.template.RecordTemplate;
import dev.mora.template.TextProfile;
import dev.mora.whatsapp.WhatsAppTemplates;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A record of four values into the bytes that the provider takes: filled, checked, rendered and
 * written as a sender does it, against a generator of Jackson by hand. Beside the time counts what
 * is allocated beyond the bytes themselves.
 */
final class TemplateBenchmark {

  private static final double BAR = 1.0;
  private static final double SPARE = 600;
  private static final String CORRELATION = "mora1:prod:4f1c2a9b7d";
  private static final PhoneNumber TO = PhoneNumber.of("+525512345678");

  private static final String TEMPLATE =
      """
      template: cuota_vencida  category: UTILITY  version: 2026-11-21
      fields: nombre text, monto money, vencimiento date, dias days
      --- es_MX
      Hola {nombre}, le escribe CrediAmiga. Su cuota de {monto} venció el {vencimiento}, hace {dias} días. ¿Cuándo puede pagarla?
      footer: Responda BAJA para no recibir avisos
      [Ya pagué: PAID] [Hablar con una persona: AGENT]
      """;

  private TemplateBenchmark() {}

  static boolean run(List<String> arguments) throws Exception {
    Options options =
        new Options(arguments, "--messages", "--rounds", "--warm-up", "--seed", "--csv");
    Overdue[] values =
        Overdue.draw(options.whole("--messages", 100_000), options.seed("--seed", 1));
    RecordTemplate<Overdue> template =
        MessageTemplate.parse("cuota_vencida.txt", TEMPLATE).bind(Overdue.class);
    TextProfile profile = WhatsAppTemplates.profile();
    JacksonByHand byHand = new JacksonByHand();
    long[] bytes = new long[2];
    for (Overdue one : values) {
      byte[] theirs = byHand.write(CORRELATION, TO.e164(), one);
      byte[] ours = ours(template, profile, one);
      if (!Arrays.equals(theirs, ours)) {
        throw new IllegalStateException(
            "not the same message: "
                + new String(theirs, StandardCharsets.UTF_8)
                + " and "
                + new String(ours, StandardCharsets.UTF_8));
      }
      bytes[0] += ours.length;
    }
    double payload = (double) bytes[0] / values.length;
    Report report = new Report(System.out);
    report.machine();
    List<Harness.Cost> costs =
        new Harness(options.whole("--rounds", 15), options.whole("--warm-up", 10))
            .compare(
                List.of(
                    new Harness.Way(
                        "Jackson by hand",
                        values.length,
                        () -> {
                          for (Overdue one : values) {
                            bytes[1] += byHand.write(CORRELATION, TO.e164(), one).length;
                          }
                        }),
                    new Harness.Way(
                        "record, template, message",
                        values.length,
                        () -> {
                          for (Overdue one : values) {
                            bytes[1] += ours(template, profile, one).length;
                          }
                        })));
    report.add("four values", costs, 0, BAR);
    report.add(
        "bytes beyond the payload",
        String.format(Locale.ROOT, "payload %.0f B, %.0f B may be spent", payload, SPARE),
        (costs.get(1).bytes() - payload) / SPARE,
        BAR);
    return report.finish(options.text("--csv", ""));
  }

  private static byte[] ours(
      RecordTemplate<Overdue> template, TextProfile profile, Overdue values) {
    return WhatsAppTemplates.message(
        CORRELATION, TO, template.fill(values).render("es-MX", profile));
  }
}
