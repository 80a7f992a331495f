package dev.mora.ledger;

import static dev.mora.ledger.contract.LedgerFixture.START;
import static dev.mora.ledger.contract.LedgerFixture.dispatchTo;
import static dev.mora.ledger.contract.LedgerFixture.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.OutboundMessage;
import dev.mora.history.ContactHistory;
import dev.mora.party.Consents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateCheckTest {

  private static final Dispatch DISPATCH = dispatchTo("B-1");
  private static final GateView VIEW =
      new GateView(
          DISPATCH,
          ContactHistory.none(),
          List.of(),
          Consents.none(),
          Set.of(),
          true,
          List.of(),
          START);

  private final List<String> asked = new ArrayList<>();

  /** Says in which order it was asked what. */
  private final class Named implements GateCheck {
    private final String name;
    private final GateDecision answer;

    Named(String name, GateDecision answer) {
      this.name = name;
      this.answer = answer;
    }

    @Override
    public GateDecision decide(GateView view) {
      asked.add(name);
      return answer;
    }

    @Override
    public NotesWanted notes(Dispatch dispatch) {
      return new NotesWanted(Set.of(name), Map.of());
    }

    @Override
    public GateCheck prepared(Dispatch dispatch) {
      asked.add("prepared " + name);
      return new Named(name + "'", answer);
    }

    @Override
    public GateCheck ahead(List<Dispatch> together) {
      asked.add("ahead " + name + " of " + together.size());
      return new Named(name + "+", answer);
    }
  }

  private static Optional<OutboundMessage.Content> content(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(template(name));
  }

  @ParameterizedTest(name = "{0} then {1}: {2}")
  @CsvSource({
    "'',    '',     ''",
    "today, '',     today",
    "'',    newest, newest",
    "today, newest, newest"
  })
  void of_two_fresh_contents_the_later_one_goes_out(String one, String two, String sent) {
    GateCheck first = new Named("first", new GateDecision.Pass(content(one), ""));
    GateCheck second = new Named("second", new GateDecision.Pass(content(two), ""));

    GateDecision both = first.and(second).decide(VIEW);

    assertThat(both).isEqualTo(new GateDecision.Pass(content(sent), ""));
    assertThat(asked).containsExactly("first", "second");
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({"'', '', ''", "a, '', a", "'', b, b", "a, b, a; b"})
  void the_rules_of_both_let_it_go(String one, String two, String together) {
    GateCheck first = new Named("first", new GateDecision.Pass(Optional.empty(), one));
    GateCheck second = new Named("second", new GateDecision.Pass(Optional.empty(), two));

    assertThat(first.and(second).decide(VIEW))
        .isEqualTo(new GateDecision.Pass(Optional.empty(), together));
  }

  @Test
  void whoever_says_no_first_is_heard_and_nobody_is_asked_after() {
    GateDecision no = GateDecision.suppress("PAID", "host");
    GateDecision later = GateDecision.later(START, "MX.window");

    assertThat(new Named("first", no).and(new Named("second", later)).decide(VIEW)).isEqualTo(no);
    assertThat(asked).containsExactly("first");
    assertThat(new Named("third", GateDecision.pass()).and(new Named("fourth", later)).decide(VIEW))
        .isEqualTo(later);
  }

  @Test
  void two_checks_are_prepared_and_read_ahead_as_two() {
    GateCheck both = new Named("a", GateDecision.pass()).and(new Named("b", GateDecision.pass()));

    GateCheck ready = both.ahead(List.of(DISPATCH, DISPATCH)).prepared(DISPATCH);
    ready.decide(VIEW);

    assertThat(asked)
        .containsExactly(
            "ahead a of 2", "ahead b of 2", "prepared a+", "prepared b+", "a+'", "b+'");
    assertThat(ready.notes(DISPATCH).shelves()).containsExactlyInAnyOrder("a+'", "b+'");
  }

  @Test
  void a_check_that_is_only_a_question_wants_no_notes_and_needs_no_preparation() {
    GateCheck plain = view -> GateDecision.pass();

    assertThat(plain.notes(DISPATCH)).isEqualTo(NotesWanted.NONE);
    assertThat(plain.prepared(DISPATCH)).isSameAs(plain);
    assertThat(plain.ahead(List.of(DISPATCH))).isSameAs(plain);
  }

  @Test
  void notes_wanted_by_two_are_wanted_once() {
    var one = new NotesWanted(Set.of("loan-1"), Map.of("stops", Set.of("a", "b")));
    var two = new NotesWanted(Set.of("loan-2"), Map.of("stops", Set.of("b", "c"), "x", Set.of()));

    NotesWanted both = one.and(two);

    assertThat(both.shelves()).containsExactlyInAnyOrder("loan-1", "loan-2");
    assertThat(both.keys())
        .isEqualTo(Map.of("stops", Set.of("a", "b", "c"), "x", Set.<String>of()));
    assertThat(NotesWanted.NONE.and(one)).isEqualTo(one);
    assertThat(one.and(NotesWanted.NONE)).isEqualTo(one);
  }

  @ParameterizedTest(name = "{0}/{1}: {2}")
  @CsvSource({"loan-1, a, true", "stops,  a, true", "stops,  z, false", "other,  a, false"})
  void a_note_is_shown_if_its_shelf_is_wanted_or_its_key(String shelf, String key, boolean shown) {
    var wanted = new NotesWanted(Set.of("loan-1"), Map.of("stops", Set.of("a", "b")));

    assertThat(wanted.has(new Note(shelf, key, Optional.empty(), "text", START))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void every_silence_has_a_reason(String reason) {
    assertThatThrownBy(() -> GateDecision.suppress(reason, "rule"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every silence has a reason");
  }
}
