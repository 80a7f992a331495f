package dev.mora.report;

import dev.mora.channel.FreeForm;
import dev.mora.channel.OutboundMessage;
import dev.mora.contact.Suppression;
import dev.mora.history.ContactRecord;
import dev.mora.json.InvalidDocument;
import dev.mora.json.Json;
import dev.mora.json.JsonArray;
import dev.mora.json.JsonObject;
import dev.mora.ledger.BorrowerFile;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchEntry;
import dev.mora.ledger.LedgerEvent;
import dev.mora.ledger.Note;
import dev.mora.ledger.State;
import dev.mora.ledger.Transition;
import dev.mora.loan.LoanId;
import dev.mora.party.Consent;
import dev.mora.template.Rendering;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that a ledger keeps of one borrower, as JSON lines for the borrower, a court or a supervisor:
 * every message as it was rendered, with template version, the hour where the person lives, the
 * policies that allowed it, proof of delivery; every message that was not sent and why; replies,
 * consents, opt-outs, suppressions, contacts by others, cases. Each line carries the hash of the
 * one before it, and the last one says how many there are, so that whoever holds the file can tell
 * without the ledger that nothing was changed, added or left out. All of it is personal data.
 *
 * <pre>
 *  {"n":1,"kind":"borrower",…,"previous":"00…","hash":"5e…"}
 *  {"n":2,"kind":"message",…,"previous":"5e…","hash":"a1…"}
 *  {"n":3,"kind":"end","lines":3,"previous":"a1…","hash":"…"}
 * </pre>
 *
 * <p>The hash is the SHA-256, in hexadecimal, of the line's canonical JSON without {@code hash}. It
 * shows that a file is as it was written, not who wrote it: sign the last hash, or note it where
 * nobody can change it, to prove that too.
 */
public final class BorrowerExport {

  private static final String SCHEMA = "mora/borrower-export-1";
  private static final String FIRST = "0".repeat(64);

  private static final Pattern PACK = Pattern.compile("; ");
  private static final Pattern IS_PACK = Pattern.compile("[^@]+@[^:]+: .+");

  private final List<JsonObject> lines = new ArrayList<>();

  private BorrowerExport() {}

  /**
   * @param at when it was taken
   */
  public static BorrowerExport of(BorrowerFile file, Instant at) {
    BorrowerExport export = new BorrowerExport();
    export.lines.add(
        JsonObject.of()
            .with("kind", "borrower")
            .with("schema", SCHEMA)
            .with("borrower", file.borrower().value())
            .with("at", at.toString()));
    export.messages(file);
    file.contacts().forEach(contact -> export.lines.add(contact(contact)));
    file.consents().forEach(consent -> export.lines.add(consent(consent)));
    file.suppressions().stream()
        .map(BorrowerExport::suppression)
        .sorted((a, b) -> a.toCanonical().compareTo(b.toCanonical()))
        .forEach(export.lines::add);
    file.notes().forEach(note -> export.lines.add(note(note)));
    export.lines.add(JsonObject.of().with("kind", "end").with("lines", export.lines.size() + 1L));
    return export;
  }

  private void messages(BorrowerFile file) {
    Map<String, Dispatch> contents = new HashMap<>();
    file.dispatches().forEach(each -> contents.put(each.id().value(), each));
    Map<String, List<LedgerEvent>> events = new HashMap<>();
    file.events()
        .forEach(
            event ->
                events
                    .computeIfAbsent(event.dispatch().value(), id -> new ArrayList<>())
                    .add(event));
    for (DispatchEntry entry : file.entries()) {
      String id = entry.id().value();
      lines.add(
          message(
              entry, Optional.ofNullable(contents.get(id)), events.getOrDefault(id, List.of())));
    }
  }

  private static JsonObject message(
      DispatchEntry entry, Optional<Dispatch> content, List<LedgerEvent> events) {
    Dispatch.Header header = entry.header();
    JsonObject policies = JsonObject.of();
    for (Map.Entry<String, String> policy : new java.util.TreeMap<>(header.policies()).entrySet()) {
      policies = policies.with(policy.getKey(), policy.getValue());
    }
    JsonObject proof = JsonObject.of();
    for (Map.Entry<State, Instant> time :
        new java.util.TreeMap<>(entry.evidence().times()).entrySet()) {
      proof = proof.with(time.getKey().name(), time.getValue().toString());
    }
    JsonObject out =
        JsonObject.of()
            .with("kind", wasSent(entry) ? "message" : "not-sent")
            .with("dispatch", header.id().value())
            .with("campaign", header.key().campaign().value())
            .with("step", header.key().step())
            .with("slot", header.key().slot())
            .with("segment", header.segment())
            .with("loans", JsonArray.ofStrings(header.loans().stream().map(LoanId::value).toList()))
            .with("channel", header.sender().channel().name())
            .with("account", header.sender().account())
            .with("state", entry.state().name())
            .with("reason", entry.reason())
            .with("detail", entry.detail())
            .with("policies", policies)
            .with("proof", proof)
            .with("providerMessageIds", JsonArray.ofStrings(entry.evidence().providerMessageIds()));
    Optional<Instant> went = entry.evidence().submittedAt();
    if (went.isPresent()) {
      out = out.with("submittedAt", went.get().toString());
    }
    if (content.isPresent()) {
      Optional<ZoneId> zone = zone(content.get());
      if (went.isPresent() && zone.isPresent()) {
        out = out.with("localTime", went.get().atZone(zone.get()).toOffsetDateTime().toString());
      }
      out = out.with("to", content.get().to().address()).with("content", content(content.get()));
    } else {
      out = out.with("erased", true);
    }
    out = out.with("allowedBy", allowedBy(events));
    JsonArray history = JsonArray.of();
    for (LedgerEvent event : events) {
      history = history.with(event(event));
    }
    return out.with("events", history);
  }

  /** For each time that it was handed over: when, and by which rules of which packs. */
  private static JsonArray allowedBy(List<LedgerEvent> events) {
    JsonArray all = JsonArray.of();
    for (LedgerEvent event : events) {
      if (event.transition() == Transition.SUBMITTED) {
        for (String pack : event.reason().isEmpty() ? List.<String>of() : packs(event)) {
          int rules = pack.indexOf(": ");
          int version = pack.indexOf('@');
          all =
              all.with(
                  JsonObject.of()
                      .with("at", event.when().orElse(event.at()).toString())
                      .with("pack", pack.substring(0, version))
                      .with("version", pack.substring(version + 1, rules))
                      .with(
                          "rules",
                          JsonArray.ofStrings(List.of(pack.substring(rules + 2).split(" ")))));
        }
      }
    }
    return all;
  }

  /** What a host's own gate wrote in other words stays among the events. */
  private static List<String> packs(LedgerEvent event) {
    return PACK.splitAsStream(event.reason()).filter(IS_PACK.asMatchPredicate()).toList();
  }

  private static boolean wasSent(DispatchEntry entry) {
    return entry.contact().isPresent();
  }

  private static Optional<ZoneId> zone(Dispatch dispatch) {
    try {
      return dispatch.brief().isEmpty()
          ? Optional.empty()
          : Json.parse("brief", dispatch.brief()).asObject().optionalString("zone").map(ZoneId::of);
    } catch (InvalidDocument | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JsonObject content(Dispatch dispatch) {
    if (dispatch.content() instanceof FreeForm answer) {
      return answer.said();
    }
    Rendering said = ((OutboundMessage.Template) dispatch.content()).rendering();
    JsonObject out =
        JsonObject.of()
            .with("template", said.template())
            .with("version", said.version())
            .with("contentHash", said.contentHash())
            .with("language", said.language());
    if (said.header().isPresent()) {
      out = out.with("header", said.header().get().text());
    }
    if (said.media().isPresent()) {
      out = out.with("media", said.media().get().text());
    }
    out = out.with("body", said.body().text());
    if (!said.footer().isEmpty()) {
      out = out.with("footer", said.footer());
    }
    return said.buttons().isEmpty()
        ? out
        : out.with(
            "buttons",
            JsonArray.ofStrings(said.buttons().stream().map(Rendering.Button::label).toList()));
  }

  private static JsonObject event(LedgerEvent event) {
    JsonObject out =
        JsonObject.of()
            .with("sequence", event.sequence())
            .with("at", event.at().toString())
            .with("transition", event.transition().name())
            .with("to", event.to().name())
            .with("actor", event.actor())
            .with("reason", event.reason())
            .with("evidence", event.evidence());
    return event.when().isPresent() ? out.with("when", event.when().get().toString()) : out;
  }

  private static JsonObject contact(ContactRecord contact) {
    JsonObject out =
        JsonObject.of()
            .with("kind", contact.isFromPerson() ? "reply" : "contact")
            .with("at", contact.at().toString())
            .with("channel", contact.channel().name())
            .with("direction", contact.direction().name())
            .with("outcome", contact.outcome().name());
    if (contact.loan().isPresent()) {
      out = out.with("loan", contact.loan().get().value());
    }
    return contact.template().isEmpty() ? out : out.with("template", contact.template());
  }

  private static JsonObject consent(Consent consent) {
    return JsonObject.of()
        .with("kind", consent.state() == Consent.State.OUT ? "opt-out" : "consent")
        .with("at", consent.at().toString())
        .with("channel", consent.channel().name())
        .with("source", consent.source());
  }

  private static JsonObject suppression(Suppression suppression) {
    JsonObject out =
        JsonObject.of()
            .with("kind", "suppression")
            .with("reason", suppression.reason().name())
            .with("scope", scope(suppression.scope()));
    return suppression.until().isPresent()
        ? out.with("until", suppression.until().get().toString())
        : out;
  }

  private static String scope(Suppression.Scope scope) {
    if (scope instanceof Suppression.Scope.OneLoan one) {
      return "loan " + one.loan().value();
    }
    if (scope instanceof Suppression.Scope.OneChannel one) {
      return "channel " + one.channel().name();
    }
    if (scope instanceof Suppression.Scope.OnePoint one) {
      return "point " + one.point().address();
    }
    if (scope instanceof Suppression.Scope.ErasedPoint erased) {
      return "erased " + erased.kind() + " " + erased.sha256();
    }
    return "everything";
  }

  private static JsonObject note(Note note) {
    return JsonObject.of()
        .with("kind", "note")
        .with("shelf", note.shelf())
        .with("key", note.key())
        .with("at", note.at().toString())
        .with("text", note.text());
  }

  /** UTF-8 JSON lines, each ended by {@code \n}. */
  public void write(Writer out) {
    String previous = FIRST;
    long n = 0;
    try {
      for (JsonObject line : lines) {
        JsonObject numbered = JsonObject.of().with("n", ++n);
        for (String key : line.keys()) {
          numbered = numbered.with(key, line.value(key));
        }
        numbered = numbered.with("previous", previous);
        previous = sha256(numbered.toJson());
        out.write(numbered.with("hash", previous).toJson());
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an export and holds it against its own chain; needs no ledger.
   *
   * @return what is wrong, in the order of the lines; empty if nothing is
   */
  public static List<String> verify(Reader in) {
    List<String> wrong = new ArrayList<>();
    BufferedReader reader = new BufferedReader(in);
    String previous = FIRST;
    long n = 0;
    boolean ended = false;
    try {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        n++;
        String where = "line " + n + ": ";
        JsonObject line;
        try {
          line = Json.parse("line " + n, text).asObject();
          if (ended) {
            wrong.add(where + "found a line behind the end");
          }
          if (line.longValue("n") != n) {
            wrong.add(where + "found number " + line.longValue("n") + ", expected " + n);
          }
          if (n == 1 && !line.stringOr("schema", "").equals(SCHEMA)) {
            wrong.add(where + "found no export, expected schema " + SCHEMA);
          }
          if (!line.string("previous").equals(previous)) {
            wrong.add(where + "does not follow the line before it");
          }
          String hash = line.string("hash");
          if (!sha256(without(line, "hash").toJson()).equals(hash)) {
            wrong.add(where + "was changed: its hash is another");
          }
          previous = hash;
          if (line.string("kind").equals("end")) {
            ended = true;
            if (line.longValue("lines") != n) {
              wrong.add(where + "found " + n + " lines, expected " + line.longValue("lines"));
            }
          }
        } catch (InvalidDocument e) {
          wrong.add(where + e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!ended) {
      wrong.add("line " + (n + 1) + ": found the end of the file, expected the end line");
    }
    return List.copyOf(wrong);
  }

  private static JsonObject without(JsonObject line, String left) {
    JsonObject out = JsonObject.of();
    for (String key : line.keys()) {
      out = key.equals(left) ? out : out.with(key, line.value(key));
    }
    return out;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
