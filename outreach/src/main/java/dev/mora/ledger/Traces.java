package dev.mora.ledger;

import dev.mora.contact.Suppression;
import dev.mora.party.ContactPoint;
import dev.mora.party.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The addresses and provider ids of one person, as they stand in other texts: by these, what nobody
 * filed under the person is found. Personal data.
 */
final class Traces {

  /** What is shorter stands in too many texts by chance. */
  private static final int SHORTEST = 6;

  private final Set<String> recipients = new LinkedHashSet<>();
  private final Set<String> words = new LinkedHashSet<>();

  /** Of what the books keep of a borrower whose rows are not blanked yet. */
  static Traces of(BorrowerCard card, Collection<Row> rows) {
    var traces = new Traces();
    for (Row row : rows) {
      Dispatch dispatch = row.dispatch;
      if (dispatch != null) {
        traces.add(dispatch.to());
      }
      row.entry.evidence().providerMessageIds().forEach(traces::addProviderId);
    }
    card.unusable().forEach(address -> traces.add(address.point()));
    for (Suppression suppression : card.suppressions()) {
      if (suppression.scope() instanceof Suppression.Scope.OnePoint one) {
        traces.add(one.point());
      }
    }
    return traces;
  }

  private void add(ContactPoint point) {
    if (point instanceof PhoneNumber phone) {
      recipients.addAll(List.of(phone.digits(), phone.e164(), phone.line()));
      words.addAll(List.of(phone.digits(), phone.line()));
    } else {
      recipients.add(point.address());
      words.add(point.address());
    }
  }

  private void addProviderId(String id) {
    if (id.length() >= SHORTEST && !id.equals(Evidence.blanked(id))) {
      words.add(id);
    }
  }

  /** As a status names whom its message went to. */
  Set<String> recipients() {
    return recipients;
  }

  List<String> words() {
    return new ArrayList<>(words);
  }

  /** Also in JSON that writes a slash with a backslash before it. */
  boolean isIn(String text) {
    String plain = text.replace("\\/", "/");
    return words.stream().anyMatch(plain::contains);
  }

  /** All words are ASCII, as are the bytes that could be mistaken for them. */
  boolean isIn(byte[] body) {
    return isIn(new String(body, StandardCharsets.ISO_8859_1));
  }

  @Override
  public String toString() {
    return "Traces(" + words.size() + ")";
  }
}
