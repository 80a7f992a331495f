package dev.mora.ledger;

import java.time.LocalDate;

/** One run of a strategy. Planning again under the same id resumes it. */
public record CampaignId(String value) implements Comparable<CampaignId> {

  public CampaignId {
    if (value.isBlank() || value.length() > 200) {
      throw new IllegalArgumentException("a campaign id has 1 to 200 characters");
    }
    Storable.text("campaign id", value);
  }

  /** The parts joined by {@code /}. */
  public static CampaignId of(String... parts) {
    return new CampaignId(String.join("/", parts));
  }

  /** The run of a strategy for one day. */
  public static CampaignId of(String name, LocalDate asOf) {
    return of(name, asOf.toString());
  }

  @Override
  public int compareTo(CampaignId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
