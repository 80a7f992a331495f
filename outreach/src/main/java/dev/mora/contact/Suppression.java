package dev.mora.contact;

import dev.mora.loan.LoanId;
import dev.mora.party.Channel;
import dev.mora.party.ContactPoint;
import dev.mora.party.EmailAddress;
import dev.mora.party.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A reason not to contact a person, whatever the hour. What each reason still lets through (an
 * estate after a death, a receipt after a payment) stands in the pack.
 *
 * @param until the first moment at which it no longer holds; empty until somebody lifts it
 */
public record Suppression(Reason reason, Scope scope, Optional<Instant> until) {

  private static final Set<Channel> WITHOUT_NUMBER =
      Set.of(Channel.EMAIL, Channel.LETTER, Channel.VISIT);

  public Suppression {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(until, "until");
  }

  /** Stops every loan on every channel. */
  public static Suppression of(Reason reason) {
    return new Suppression(reason, new Scope.Everything(), Optional.empty());
  }

  public static Suppression of(Reason reason, LoanId loan) {
    return new Suppression(reason, new Scope.OneLoan(loan), Optional.empty());
  }

  public static Suppression of(Reason reason, Channel channel) {
    return new Suppression(reason, new Scope.OneChannel(channel), Optional.empty());
  }

  public static Suppression of(Reason reason, ContactPoint point) {
    return new Suppression(reason, new Scope.OnePoint(point), Optional.empty());
  }

  public Suppression until(Instant end) {
    return new Suppression(reason, scope, Optional.of(end));
  }

  /** The same without the number or address in it: it still holds for whoever has that. */
  public Suppression erased() {
    return scope instanceof Scope.OnePoint one
        ? new Suppression(reason, Scope.ErasedPoint.of(one.point()), until)
        : this;
  }

  boolean holds(ContactRequest request, Instant at) {
    return scope.covers(request) && until.map(at::isBefore).orElse(true);
  }

  /** How far a suppression reaches. */
  public sealed interface Scope {

    boolean covers(ContactRequest request);

    record Everything() implements Scope {
      @Override
      public boolean covers(ContactRequest request) {
        return true;
      }
    }

    /** A request that names no loan is covered too. */
    record OneLoan(LoanId loan) implements Scope {
      @Override
      public boolean covers(ContactRequest request) {
        return request.loan().map(loan::equals).orElse(true);
      }
    }

    record OneChannel(Channel channel) implements Scope {
      @Override
      public boolean covers(ContactRequest request) {
        return request.channel().equals(channel);
      }
    }

    /**
     * A number or an address that was erased.
     *
     * @param kind {@code phone}, {@code email} or {@code user}, whom a borrower's file does not
     *     name
     * @param sha256 of the number or address; 64 hex digits
     */
    record ErasedPoint(String kind, String sha256) implements Scope {

      public ErasedPoint {
        if (!kind.equals("phone") && !kind.equals("email") && !kind.equals("user")) {
          throw new IllegalArgumentException("found " + kind + ", expected phone, email or user");
        }
        Objects.requireNonNull(sha256, "sha256");
      }

      static ErasedPoint of(ContactPoint point) {
        String kind =
            point instanceof PhoneNumber
                ? "phone"
                : point instanceof EmailAddress ? "email" : "user";
        return new ErasedPoint(kind, hash(point.address()));
      }

      @Override
      public boolean covers(ContactRequest request) {
        if (kind.equals("email")) {
          return request.channel().equals(Channel.EMAIL)
              && request.borrower().email().map(ErasedPoint::of).filter(this::equals).isPresent();
        }
        return !WITHOUT_NUMBER.contains(request.channel())
            && request.borrower().phone().map(ErasedPoint::of).filter(this::equals).isPresent();
      }

      private static String hash(String value) {
        try {
          MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
          return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
          throw new AssertionError("every Java platform has SHA-256", e);
        }
      }
    }

    /** A number stops every channel that runs over it. */
    record OnePoint(ContactPoint point) implements Scope {
      @Override
      public boolean covers(ContactRequest request) {
        if (point instanceof EmailAddress) {
          return request.channel().equals(Channel.EMAIL)
              && request.borrower().email().filter(point::equals).isPresent();
        }
        return !WITHOUT_NUMBER.contains(request.channel())
            && request.borrower().phone().filter(point::equals).isPresent();
      }
    }
  }

  /** Stable codes: they are stored and reported, so none is ever renamed. */
  public enum Reason {
    DECEASED,
    BANKRUPTCY,
    INSOLVENCY,
    MORATORIUM,
    LEGAL_HOLD,
    ATTORNEY,
    CEASE_REQUEST,
    REFUSES_TO_PAY,
    DISPUTED,
    IDENTITY_DISPUTE,
    WRONG_NUMBER,
    OPT_OUT,
    WORKPLACE_BLOCK,
    VULNERABLE,
    MENTAL_CAPACITY,
    MINOR,
    ELDERLY_NOT_DEBTOR,
    BEREAVEMENT,
    DISASTER,
    FAMILY_EVENT,
    TIME_BARRED,
    PAID,
    SETTLED,
    SOLD,
    RECALLED,
    PROMISE_PENDING,
    PLAN_ON_TRACK,
    COMPLAINT_OPEN,
    FRAUD_SUSPECTED,
    LEGAL_ACTION,
    /** The host says so and gives no other reason. */
    DO_NOT_CONTACT
  }
}
