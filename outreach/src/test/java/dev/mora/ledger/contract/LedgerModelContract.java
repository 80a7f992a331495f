package dev.mora.ledger.contract;

import static dev.mora.ledger.contract.LedgerFixture.CAMPAIGN;
import static dev.mora.ledger.contract.LedgerFixture.FAST;
import static dev.mora.ledger.contract.LedgerFixture.LEASE;
import static dev.mora.ledger.contract.LedgerFixture.SENDER;
import static dev.mora.ledger.contract.LedgerFixture.SMS_SENDER;
import static dev.mora.ledger.contract.LedgerFixture.aDispatch;
import static dev.mora.ledger.contract.LedgerFixture.built;
import static dev.mora.ledger.contract.LedgerFixture.failure;

import dev.mora.channel.ChannelEvent.Status;
import dev.mora.channel.Handling;
import dev.mora.channel.SendResult;
import dev.mora.ledger.Claim;
import dev.mora.ledger.ClaimRequest;
import dev.mora.ledger.DeliveryLedger;
import dev.mora.ledger.Dispatch;
import dev.mora.ledger.DispatchId;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.GateCheck;
import dev.mora.ledger.GateDecision;
import dev.mora.ledger.GateResult;
import dev.mora.ledger.LedgerSettings;
import dev.mora.ledger.SenderId;
import dev.mora.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random commands against a small model of the protocol, compared after each step. A failing
 * sequence is halved until it is short, and printed with its seed.
 */
@Tag("long")
public abstract class LedgerModelContract extends LedgerContract {

  private static final int SEQUENCES = Integer.getInteger("mora.model.sequences", 2000);
  private static final int STEPS = Integer.getInteger("mora.model.steps", 50);
  private static final long SEED = Long.getLong("mora.model.seed", 20261121L);
  private static final int DISPATCHES = 8;
  private static final int BORROWERS = 3;

  /** One command: a kind and two numbers that it makes of what it needs. */
  private record Command(Kind kind, int a, int b) {}

  private enum Kind {
    PLAN,
    CLAIM,
    CLAIM_SMS,
    GATE,
    GATE_AGAIN,
    OUTCOME,
    OUTCOME_AGAIN,
    STATUS,
    REAP,
    ADVANCE,
    CRASH,
    CANCEL,
    RELEASE,
    GIVE_BACK,
    STOP,
    RESUME
  }

  @Test
  void random_commands_leave_ledger_and_model_in_the_same_state() {
    for (int i = 0; i < SEQUENCES; i++) {
      long seed = SEED + i;
      Random random = new Random(seed);
      List<Command> commands = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        commands.add(
            new Command(
                Kind.values()[random.nextInt(Kind.values().length)],
                random.nextInt(1 << 16),
                random.nextInt(1 << 16)));
      }
      Optional<String> failure = play(commands);
      if (failure.isPresent()) {
        List<Command> shrunk = shrink(commands);
        throw new AssertionError(
            "seed " + seed + ": " + play(shrunk).orElse(failure.get()) + "\n after " + shrunk);
      }
    }
    var figures = new LinkedHashMap<String, Object>();
    figures.put("sequences", SEQUENCES);
    figures.put("steps each", STEPS);
    figures.put("first seed", SEED);
    figures.put("disagreements with the model", 0);
    figures.put("rows that are not the fold of their events", 0);
    Proof.figures("T2", "random commands against a model, " + place(), figures);
  }

  private List<Command> shrink(List<Command> commands) {
    List<Command> small = commands;
    for (int cut = small.size() / 2; cut > 0; cut /= 2) {
      for (int from = 0; from + cut <= small.size(); ) {
        List<Command> without = new ArrayList<>(small);
        without.subList(from, from + cut).clear();
        if (play(without).isPresent()) {
          small = without;
        } else {
          from += cut;
        }
      }
    }
    return small;
  }

  private Optional<String> play(List<Command> commands) {
    MutableClock time = LedgerFixture.aClock();
    DeliveryLedger fresh = create(LedgerSettings.of("test"), time);
    var game = new Game(fresh, time);
    try {
      for (Command command : commands) {
        game.play(command);
        game.compare(command);
      }
      LedgerInvariants.check(fresh);
      return Optional.empty();
    } catch (AssertionError | RuntimeException failure) {
      return Optional.of(String.valueOf(failure));
    } finally {
      fresh.close();
    }
  }

  private static final class Game {

    private final DeliveryLedger ledger;
    private final MutableClock clock;
    private final LedgerModel model;
    private final List<Dispatch> dispatches = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();

    Game(DeliveryLedger ledger, MutableClock clock) {
      this.ledger = ledger;
      this.clock = clock;
      for (int i = 0; i < DISPATCHES; i++) {
        String borrower = "B-" + i % BORROWERS;
        SenderId sender = i % 4 == 3 ? SMS_SENDER : SENDER;
        dispatches.add(
            built(
                aDispatch(sender, CAMPAIGN, borrower, "" + i)
                    .expiresAt(clock.instant().plus(Duration.ofHours(2 + i))),
                borrower));
      }
      model = new LedgerModel(clock, dispatches);
    }

    void play(Command command) {
      switch (command.kind()) {
        case PLAN -> plan(command.a() % DISPATCHES);
        case CLAIM -> claim(SENDER, 1 + command.a() % 3);
        case CLAIM_SMS -> claim(SMS_SENDER, 1 + command.a() % 3);
        case GATE -> held(claims.size() - 1).ifPresent(held -> gate(held, command.b()));
        case GATE_AGAIN -> held(command.a()).ifPresent(held -> gate(held, command.b()));
        case OUTCOME -> held(claims.size() - 1).ifPresent(held -> outcome(held, command.b()));
        case OUTCOME_AGAIN -> held(command.a()).ifPresent(held -> outcome(held, command.b()));
        case STATUS -> status(command.a() % DISPATCHES, command.b());
        case REAP -> {
          ledger.reap();
          model.reap();
        }
        case ADVANCE -> clock.advance(step(command.a()));
        case CRASH -> claims.clear();
        case CANCEL -> {
          DispatchId id = dispatches.get(command.a() % DISPATCHES).id();
          ledger.cancel(EntryFilter.of(id), "test", "test");
          model.cancel(id);
        }
        case RELEASE -> {
          ledger.release(EntryFilter.all(), "test");
          model.release();
        }
        case GIVE_BACK ->
            held(command.a())
                .ifPresent(
                    held -> {
                      ledger.giveBack(held);
                      model.giveBack(held);
                    });
        case STOP -> {
          ledger.stopAll("test", "test");
          model.stopped = true;
        }
        case RESUME -> {
          ledger.resumeAll("test");
          model.stopped = false;
        }
      }
    }

    void compare(Command after) {
      for (Dispatch dispatch : dispatches) {
        String expected = model.show(dispatch.id());
        String found =
            ledger
                .find(dispatch.id())
                .map(
                    row ->
                        row.state()
                            + " fence="
                            + row.fence()
                            + " submits="
                            + row.submits()
                            + " contact="
                            + row.contact().map(c -> c.outcome().name()).orElse("-"))
                .orElse("absent");
        if (!found.equals(expected)) {
          throw new AssertionError(
              after + ": " + dispatch.id() + " is " + found + ", expected " + expected);
        }
      }
    }

    private void plan(int i) {
      boolean isNew = ledger.plan(List.of(dispatches.get(i))).get(0).isNew();
      if (isNew != model.plan(dispatches.get(i).id())) {
        throw new AssertionError("new: " + isNew);
      }
    }

    private void claim(SenderId sender, int max) {
      List<Claim> given =
          ledger.claim(
              new ClaimRequest(
                  "w", sender, FAST, max, LEASE, Optional.empty(), Optional.empty(), false));
      model.claimed(sender, max, given);
      claims.addAll(given);
      for (Dispatch dispatch : dispatches) {
        ledger.find(dispatch.id()).ifPresent(row -> model.expiredByClaim(row.id(), row.state()));
      }
    }

    private void gate(Claim held, int b) {
      Instant later = clock.instant().plusSeconds(b % 100);
      GateCheck check =
          switch (b % 8) {
            case 0 -> view -> GateDecision.suppress("TEST", "rule");
            case 1 -> view -> GateDecision.later(later, "rule");
            case 2 ->
                view -> {
                  throw new IllegalStateException("poison");
                };
            default -> view -> GateDecision.pass();
          };
      GateResult.Kind kind = ledger.gate(held, clock.instant(), check).kind();
      GateResult.Kind expected = model.gate(held, b % 8, later);
      if (kind != expected) {
        throw new AssertionError("gate " + kind + ", expected " + expected);
      }
    }

    private void outcome(Claim held, int b) {
      SendResult result =
          switch (b % 6) {
            case 0 -> new SendResult.Unknown("x");
            case 1 -> new SendResult.NotSent("x", Duration.ZERO);
            case 2 -> new SendResult.Refused("131026", "x", Handling.FAIL_MESSAGE);
            case 3 -> new SendResult.Refused("131031", "x", Handling.STOP_SENDER);
            default -> new SendResult.Accepted("w-" + held.id());
          };
      ledger.outcome(held, result);
      model.outcome(held, result);
      if (b % 6 == 3) {
        ledger.resumeSender(held.dispatch().header().sender(), "test");
      }
    }

    private void status(int i, int b) {
      DispatchId id = dispatches.get(i).id();
      Status.State told = Status.State.values()[b % 4];
      String correlation = b % 2 == 0 ? ledger.correlation(id) : "";
      String providerId = "w-" + id;
      ledger.merge(
          told == Status.State.FAILED
              ? failure(correlation, providerId, "131026", Handling.FAIL_MESSAGE, clock.instant())
              : LedgerFixture.status(correlation, providerId, told, clock.instant()));
      model.told(id, told, !correlation.isEmpty());
    }

    private Optional<Claim> held(int n) {
      return claims.isEmpty() || n < 0
          ? Optional.empty()
          : Optional.of(claims.get(n % claims.size()));
    }

    private static Duration step(int a) {
      return switch (a % 6) {
        case 0, 1, 2 -> Duration.ofSeconds(a % 20);
        case 3, 4 -> Duration.ofSeconds(60);
        default -> a % 5 == 0 ? Duration.ofHours(24) : Duration.ofMinutes(30);
      };
    }
  }
}
