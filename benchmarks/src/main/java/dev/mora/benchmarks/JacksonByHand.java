package dev.mora.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The one message of {@link TemplateBenchmark}, written out as a careful person would: one factory,
 * names encoded once, formatters and buffer kept. For one thread.
 */
final class JacksonByHand {

  private static final JsonFactory JSON = new JsonFactory();
  private static final SerializedString TYPE = new SerializedString("type");
  private static final SerializedString TEXT = new SerializedString("text");
  private static final SerializedString NAME = new SerializedString("parameter_name");
  private static final SerializedString PARAMETERS = new SerializedString("parameters");
  private static final SerializedString PAYLOAD = new SerializedString("payload");
  private static final SerializedString SUB_TYPE = new SerializedString("sub_type");
  private static final SerializedString INDEX = new SerializedString("index");

  private static final Locale MEXICO = Locale.forLanguageTag("es-MX");

  private final DecimalFormat amounts =
      new DecimalFormat("$#,##0.00", DecimalFormatSymbols.getInstance(MEXICO));
  private final DateTimeFormatter dates =
      DateTimeFormatter.ofPattern("d 'de' MMMM 'de' yyyy", MEXICO);
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1_024);

  JacksonByHand() {
    amounts.setParseBigDecimal(true);
  }

  byte[] write(String correlation, String to, Overdue values) {
    try {
      buffer.reset();
      JsonGenerator out = JSON.createGenerator(buffer);
      out.writeStartObject();
      out.writeStringField("messaging_product", "whatsapp");
      out.writeStringField("recipient_type", "individual");
      out.writeStringField("to", to);
      out.writeStringField("type", "template");
      out.writeStringField("biz_opaque_callback_data", correlation);
      out.writeObjectFieldStart("template");
      out.writeStringField("name", "cuota_vencida");
      out.writeObjectFieldStart("language");
      out.writeStringField("policy", "deterministic");
      out.writeStringField("code", "es_MX");
      out.writeEndObject();
      out.writeArrayFieldStart("components");
      out.writeStartObject();
      string(out, TYPE, "body");
      out.writeFieldName(PARAMETERS);
      out.writeStartArray();
      parameter(out, "nombre", values.nombre());
      parameter(out, "monto", amounts.format(values.monto().amount()));
      parameter(out, "vencimiento", dates.format(values.vencimiento()));
      parameter(out, "dias", Integer.toString(values.dias()));
      out.writeEndArray();
      out.writeEndObject();
      reply(out, "0", "PAID");
      reply(out, "1", "AGENT");
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndObject();
      out.close();
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void parameter(JsonGenerator out, String name, String text) throws IOException {
    out.writeStartObject();
    string(out, TYPE, "text");
    string(out, NAME, name);
    string(out, TEXT, text);
    out.writeEndObject();
  }

  private static void reply(JsonGenerator out, String index, String payload) throws IOException {
    out.writeStartObject();
    string(out, TYPE, "button");
    string(out, SUB_TYPE, "quick_reply");
    string(out, INDEX, index);
    out.writeFieldName(PARAMETERS);
    out.writeStartArray();
    out.writeStartObject();
    string(out, TYPE, "payload");
    string(out, PAYLOAD, payload);
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void string(JsonGenerator out, SerializedString name, String value)
      throws IOException {
    out.writeFieldName(name);
    out.writeString(value);
  }
}
