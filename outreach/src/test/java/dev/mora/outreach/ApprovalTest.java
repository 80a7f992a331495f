package dev.mora.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.channel.SendResult;
import dev.mora.ledger.CampaignRecord;
import dev.mora.ledger.EntryFilter;
import dev.mora.ledger.Progress;
import dev.mora.ledger.State;
import dev.mora.portfolio.Portfolio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private final House house = new House();
  private final Outreach outreach = house.builder().requireApproval().build();

  @Test
  void a_plan_that_nobody_approved_is_not_run() {
    Plan plan = house.plan(outreach, House.late());

    assertThatThrownBy(() -> outreach.run(plan, Progress.none()))
        .isInstanceOfSatisfying(
            NotApproved.class,
            refused -> {
              assertThat(refused.digest()).isEqualTo(plan.digest());
              assertThat(refused.campaign()).isEqualTo(plan.campaign());
            })
        .hasMessageContaining("waits for an approval; found none");
    assertThat(house.ledger.entries(EntryFilter.all())).isEmpty();
  }

  @Test
  void a_named_person_approves_a_plan_at_a_time_and_it_runs() {
    Plan plan = house.plan(outreach, House.late());

    CampaignRecord record = outreach.approve(plan, "Marta");
    outreach.run(plan, Progress.none());

    assertThat(record.approval())
        .hasValueSatisfying(
            given -> {
              assertThat(given.by()).isEqualTo("Marta");
              assertThat(given.at()).isEqualTo(house.clock.instant());
              assertThat(given.digest()).isEqualTo(plan.digest());
            });
    assertThat(house.state(plan)).isEqualTo(State.ACCEPTED);
  }

  @Test
  void an_approval_holds_for_no_other_plan_of_the_campaign_and_is_not_lost_by_trying() {
    Plan seen = house.plan(outreach, House.late());
    outreach.approve(seen, "Marta");
    Portfolio more =
        House.late().toBuilder()
            .borrower(House.person("B-2", "+525587654321").build())
            .loan(House.loan("L-2", "B-2", "2026-11-20"))
            .build();

    assertThatThrownBy(() -> outreach.run(house.plan(outreach, more), Progress.none()))
        .hasMessageContaining("found that of Marta for " + seen.digest());

    outreach.run(seen, Progress.none());
    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void the_same_plan_made_again_later_by_another_process_is_approved_too() {
    outreach.approve(house.plan(outreach, House.late()), "Marta");
    house.clock.advance(Duration.ofMinutes(90));
    Outreach another = house.builder().requireApproval().build();

    another.run(house.plan(another, House.late()), Progress.none());
    another.run(house.plan(another, House.late()), Progress.none());

    assertThat(house.sender.bodies).hasSize(1);
  }

  @Test
  void what_a_campaign_has_planned_stays_in_its_plan_after_it_was_sent() {
    Outreach free = house.outreach();
    Plan first = house.run(free, House.late());
    house.clock.advance(Duration.ofHours(1));

    Plan again = house.plan(free, House.late());

    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(again.rows().get(0).verdict()).isEqualTo(PlannedStep.Verdict.DONE);
    assertThat(again.rows().get(0).reason().code()).isEqualTo("already-sent");
  }

  @Test
  void without_the_need_of_an_approval_the_digest_is_still_on_record() {
    Outreach free = house.outreach();
    Plan plan = house.run(free, House.late());

    assertThat(house.ledger.campaign(plan.campaign()).orElseThrow().digest())
        .isEqualTo(plan.digest());
  }

  @Test
  void a_paused_campaign_waits_and_a_cancelled_one_is_over() {
    Outreach free = house.outreach();
    Plan plan = house.plan(free, House.late());
    free.pause(plan.campaign(), "looks odd", "Marta");
    free.run(plan, Progress.none());
    assertThat(house.state(plan)).isEqualTo(State.PLANNED);
    assertThat(free.progress(plan.campaign()).remaining()).isEmpty();

    free.resume(plan.campaign(), "Marta");
    assertThat(free.progress(plan.campaign()).due()).isEqualTo(1);
    assertThat(free.cancel(plan.campaign(), "wrong list", "Marta")).isEqualTo(1);
    free.work();

    assertThat(house.sender.bodies).isEmpty();
    assertThat(house.state(plan)).isEqualTo(State.CANCELLED);
  }

  @Test
  void progress_tells_pace_and_the_time_that_remains() {
    Outreach free = house.outreach();
    Portfolio.Builder many = Portfolio.builder();
    for (int i = 0; i < 40; i++) {
      many.borrower(House.person("B-" + i, "+52551234%04d".formatted(i)).build())
          .loan(House.loan("L-" + i, "B-" + i, "2026-11-20"));
    }
    Plan plan = house.plan(free, many.build());
    for (int i = 0; i < 40; i++) {
      String id = "wamid." + i;
      house.sender.next(
          message -> {
            house.clock.advance(Duration.ofSeconds(1));
            return CompletableFuture.completedFuture(new SendResult.Accepted(id));
          });
    }
    List<CampaignProgress> seen = new ArrayList<>();

    free.run(plan, (done, total) -> seen.add(free.progress(plan.campaign())));

    CampaignProgress end = seen.get(seen.size() - 1);
    assertThat(end.done()).isEqualTo(40);
    assertThat(end.remaining()).contains(Duration.ZERO);
    assertThat(seen)
        .filteredOn(each -> each.done() > 0 && each.due() > 0)
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.total()).isEqualTo(40);
              assertThat(each.perSecond()).isBetween(0.5, 2.0);
              assertThat(each.remaining().orElseThrow().toSeconds())
                  .isBetween(each.due() / 2, each.due() * 2);
            });
  }

  @Test
  void what_waits_for_the_morning_remains_at_least_until_then() {
    House night = new House("2026-11-25T05:00:00Z");
    Outreach free = night.outreach();
    Plan plan = night.plan(free, House.late());
    free.run(plan, Progress.none());

    CampaignProgress progress = free.progress(plan.campaign());

    assertThat(progress.later()).isEqualTo(1);
    assertThat(progress.remaining()).contains(Duration.ofHours(8));
  }
}
