package dev.mora.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is known of how far a dispatch got. Statuses merge: any order, repetition or batching of the
 * same statuses gives the same evidence.
 *
 * @param submittedAt the moment the last gate judged; the contact counts from then
 * @param released the last attempt is proven not to have reached the provider
 * @param held kept by the provider for its own checks when it accepted
 * @param providerMessageIds sorted; more than one is the mark of a double send. Personal data
 * @param times the earliest time of each state from ACCEPTED up; the provider's own for statuses
 * @param failure the earliest one told
 * @param earlier the gates of bodies before the last one that may have been accepted, oldest first:
 *     as many as it was {@linkplain Transition#RESENT sent again}, each a contact that counts
 */
public record Evidence(
    Optional<Instant> submittedAt,
    boolean released,
    boolean held,
    List<String> providerMessageIds,
    Map<State, Instant> times,
    Optional<Failure> failure,
    List<Instant> earlier) {

  static final Evidence NONE =
      new Evidence(
          Optional.empty(), false, false, List.of(), Map.of(), Optional.empty(), List.of());

  public Evidence {
    Objects.requireNonNull(submittedAt, "submittedAt");
    Objects.requireNonNull(failure, "failure");
    providerMessageIds =
        List.copyOf(
            providerMessageIds.size() < 2 ? providerMessageIds : new TreeSet<>(providerMessageIds));
    times = Map.copyOf(times);
    earlier = List.copyOf(earlier);
  }

  /** Why and when it failed, by the provider's own code. */
  public record Failure(String code, Instant at) {

    Failure earlier(Failure other) {
      int order = at.compareTo(other.at);
      return order < 0 || order == 0 && code.compareTo(other.code) <= 0 ? this : other;
    }
  }

  /** Two provider ids for one dispatch: the provider took two bodies. Call a person. */
  public boolean isDoubleAccept() {
    return providerMessageIds.size() > 1;
  }

  /** More bodies than contacts that count: one that was called unsent was not. */
  boolean isUndercounted() {
    return providerMessageIds.size() > contactsAt().size();
  }

  /** Reported as failed and as seen. */
  public boolean isContradictory() {
    return times.containsKey(State.FAILED)
        && (times.containsKey(State.DELIVERED) || times.containsKey(State.READ));
  }

  /** Whether a status of it has come, not only the answer to its send. */
  boolean isTold() {
    return times.keySet().stream().anyMatch(state -> state != State.ACCEPTED);
  }

  Evidence submitted(Instant judgedAt) {
    return new Evidence(
        Optional.of(judgedAt), false, held, providerMessageIds, times, failure, earlier);
  }

  Evidence givenBack() {
    return new Evidence(submittedAt, true, held, providerMessageIds, times, failure, earlier);
  }

  /** Nothing of it was ever accepted. */
  Evidence unsent() {
    return new Evidence(submittedAt, true, held, providerMessageIds, times, failure, List.of());
  }

  /** What was submitted last may have been accepted, and the next one is another body. */
  Evidence again() {
    var gates = new ArrayList<Instant>(earlier);
    submittedAt.ifPresent(gates::add);
    return new Evidence(Optional.empty(), false, held, providerMessageIds, times, failure, gates);
  }

  /** An earlier body was accepted after all. */
  Evidence counted(Instant gate) {
    var gates = new ArrayList<Instant>(earlier);
    gates.add(gate);
    gates.sort(Comparator.naturalOrder());
    return new Evidence(submittedAt, released, held, providerMessageIds, times, failure, gates);
  }

  Evidence accepted(String providerMessageId, boolean nowHeld, Instant at) {
    return new Evidence(
        submittedAt,
        false,
        held || nowHeld,
        with(providerMessageId),
        earliest(State.ACCEPTED, at),
        failure,
        earlier);
  }

  Evidence refused(String code, Instant at) {
    return new Evidence(
        submittedAt,
        true,
        held,
        providerMessageIds,
        earliest(State.FAILED, at),
        earliest(new Failure(code, at)),
        earlier);
  }

  Evidence told(State state, String providerMessageId, String code, Instant at) {
    return new Evidence(
        submittedAt,
        false,
        held,
        with(providerMessageId),
        earliest(state, at),
        state == State.FAILED ? earliest(new Failure(code, at)) : failure,
        earlier);
  }

  /** When the contacts that count took place, of whatever state but FAILED. */
  List<Instant> contactsAt() {
    return contactsAt(!released);
  }

  /**
   * When contacts took place, oldest first: at the gate, or as told if no gate of ours knows of it.
   *
   * @param last whether the last gate counts
   */
  List<Instant> contactsAt(boolean last) {
    var gates = new ArrayList<Instant>(earlier);
    if (last) {
      submittedAt.ifPresent(gates::add);
      if (gates.isEmpty()) {
        times.values().stream().min(Instant::compareTo).ifPresent(gates::add);
      }
    }
    return gates;
  }

  /** Stands for a provider id after erasure: still recognises it, shows nothing of it. */
  static String blanked(String providerMessageId) {
    return providerMessageId.startsWith("sha256:")
        ? providerMessageId
        : "sha256:" + Hashes.hex(providerMessageId);
  }

  /** The ids with one more, unless it is known or empty. */
  List<String> with(String providerMessageId) {
    if (providerMessageId.isEmpty()) {
      return providerMessageIds;
    }
    if (providerMessageIds.isEmpty()) {
      return List.of(providerMessageId);
    }
    String blanked = blanked(providerMessageId);
    if (providerMessageIds.stream().anyMatch(known -> blanked(known).equals(blanked))) {
      return providerMessageIds;
    }
    var ids = new TreeSet<>(providerMessageIds);
    ids.add(providerMessageId);
    return List.copyOf(ids);
  }

  private Map<State, Instant> earliest(State state, Instant at) {
    var merged = new EnumMap<State, Instant>(State.class);
    merged.putAll(times);
    merged.merge(state, at, (a, b) -> a.isBefore(b) ? a : b);
    return merged;
  }

  private Optional<Failure> earliest(Failure told) {
    return Optional.of(failure.map(known -> known.earlier(told)).orElse(told));
  }

  @Override
  public String toString() {
    return "Evidence("
        + new TreeSet<>(times.keySet())
        + ", "
        + providerMessageIds.size()
        + " provider ids)";
  }
}
