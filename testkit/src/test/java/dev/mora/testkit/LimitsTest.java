package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mora.template.MessageTemplate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an account may send, counted by the clock. */
class LimitsTest {

  private final Hook hook = new Hook();
  private final CloudApiServer server = CloudApiServer.builder().callback(hook::uri).start();
  private final CloudAccount number = server.account("1001", "2001");
  private final MutableClock clock = (MutableClock) server.clock();
  private final Caller caller = new Caller(server.uri());

  @AfterEach
  void close() {
    server.close();
    hook.close();
  }

  @Test
  void so_many_messages_pass_in_a_second() throws Exception {
    number.limits(CloudLimits.none().perSecond(2));

    assertThat(text(1)).isEqualTo("taken");
    assertThat(text(2)).isEqualTo("taken");
    assertThat(text(3)).isEqualTo("130429");
    clock.advance(Duration.ofMillis(999));
    assertThat(text(3)).isEqualTo("130429");
    clock.advance(Duration.ofMillis(1));
    assertThat(text(3)).isEqualTo("taken");
  }

  @Test
  void a_pair_waits_and_a_burst_is_borrowed_from_the_future() throws Exception {
    number.limits(CloudLimits.none().pair(Duration.ofSeconds(6), 3));

    assertThat(List.of(text(1), text(1), text(1))).containsOnly("taken");
    assertThat(text(1)).isEqualTo("131056");
    assertThat(text(2)).isEqualTo("taken");
    clock.advance(Duration.ofSeconds(6).minusMillis(1));
    assertThat(text(1)).isEqualTo("131056");
    clock.advance(Duration.ofMillis(1));
    assertThat(text(1)).isEqualTo("taken");
    assertThat(text(1)).isEqualTo("131056");
  }

  @Test
  void a_tier_counts_people_outside_a_window_over_all_numbers_for_a_day() throws Exception {
    CloudAccount other = server.account("1002", "2001");
    number.limits(CloudLimits.none().tier(2));
    number.write("+52551234567" + 9, Reply.text("Hola"));

    assertThat(List.of(text(1), text(1), text(2), text(9))).containsOnly("taken");
    assertThat(text(3)).isEqualTo("131048");
    assertThat(code(send(other.phoneNumberId(), 3))).isEqualTo("131048");
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(text(3)).isEqualTo("131048");
    clock.advance(Duration.ofSeconds(1));
    assertThat(text(3)).isEqualTo("taken");
  }

  @Test
  void free_text_needs_a_message_of_the_person_within_a_day() throws Exception {
    number.limits(CloudLimits.none().withWindows());
    assertThat(text(1)).isEqualTo("131047");
    number.write("+525512345671", Reply.text("Hola"));

    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(text(1)).isEqualTo("taken");
    assertThat(text(2)).isEqualTo("131047");
    clock.advance(Duration.ofSeconds(1));
    assertThat(text(1)).isEqualTo("131047");
  }

  @Test
  void utility_messages_of_a_misused_account_are_limited_for_a_day() throws Exception {
    approve();
    number.limits(CloudLimits.none().utilityPerDay(1));

    assertThat(template(1)).isEqualTo("taken");
    assertThat(template(2)).isEqualTo("131064");
    assertThat(text(2)).isEqualTo("taken");
    clock.advance(Duration.ofHours(24));
    assertThat(template(2)).isEqualTo("taken");
  }

  @Test
  void beyond_the_first_batch_messages_are_held_and_can_fail_together() throws Exception {
    approve();
    number.behaves(Behaviour.delivers()).limits(CloudLimits.none().firstBatch(1));

    assertThat(send(1, true).body()).contains("\"accepted\"");
    assertThat(send(2, true).body()).contains("held_for_quality_assessment");
    assertThat(send(3, true).body()).contains("held_for_quality_assessment");
    clock.advance(Duration.ofMinutes(1));
    assertThat(hook.bodies).hasSize(2);
    number.business().dropHeld();

    assertThat(hook.bodies).hasSize(5);
    assertThat(hook.bodies.get(2)).contains("RATE_LIMITING_PAUSE");
    assertThat(hook.last()).contains("\"code\":132015");
    assertThat(template(4)).isEqualTo("132015");
    assertThat(number.business().held()).isZero();
  }

  @Test
  void what_was_held_goes_on_after_a_good_assessment() throws Exception {
    approve();
    number.behaves(Behaviour.delivers()).limits(CloudLimits.none().firstBatch(1));
    send(1, true);
    send(2, true);
    clock.advance(Duration.ofHours(1));

    number.business().releaseHeld();
    clock.advance(Duration.ofSeconds(3));

    assertThat(hook.bodies).hasSize(4);
    assertThat(hook.last()).contains("delivered");
    assertThat(send(3, true).body()).contains("\"accepted\"");
  }

  @Test
  void seeded_faults_depend_on_the_seed_the_message_and_the_attempt_alone() {
    Faults faults = Faults.seeded(7, 0.3);
    List<Optional<Fault>> forward = new ArrayList<>();
    List<Optional<Fault>> backward = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      forward.add(faults.at(i, "m" + i, 1));
      backward.add(0, faults.at(5000 + i, "m" + (999 - i), 1));
    }

    assertThat(forward).isEqualTo(backward);
    assertThat(forward.stream().filter(Optional::isPresent).count()).isBetween(250L, 350L);
    assertThat(forward.stream().flatMap(Optional::stream).distinct().count()).isEqualTo(10);
    assertThat(Faults.seeded(8, 0.3).at(0, "m0", 1))
        .isEqualTo(Faults.seeded(8, 0.3).at(9, "m0", 1));
    assertThat(IntStream.rangeClosed(1, 50).mapToObj(n -> faults.at(0, "m1", n)).distinct().count())
        .isGreaterThan(3);
    assertThat(Faults.seeded(1, 0).at(0, "m", 1)).isEmpty();
    assertThat(Faults.seeded(1, 1).at(0, "m", 1)).isPresent();
    assertThatThrownBy(() -> Faults.seeded(1, 1.01)).hasMessageContaining("1.01");
    assertThatThrownBy(() -> Faults.seeded(1, -0.01)).hasMessageContaining("-0.01");
  }

  @Test
  void a_storm_has_a_beginning_and_an_end() throws Exception {
    number.faults(Faults.storm(1, 2).or(Faults.none()));

    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(text(1));
    }

    assertThat(answers).containsExactly("taken", "130429", "130429", "taken");
    assertThat(number.sent()).hasSize(2);
    number.next(Fault.TOO_MANY_REQUESTS);
    HttpResponse<String> refused = send("1001", 1);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
  }

  private void approve() {
    number.approve(
        MessageTemplate.parse(
            "aviso.txt",
            """
            template: aviso  category: UTILITY  version: 1
            fields: nombre text
            --- es_MX
            Hola {nombre}, su cuota ya venció. ¿Cuándo puede pagarla?
            """));
  }

  private String text(int last) throws Exception {
    return code(send("1001", last));
  }

  private String template(int last) throws Exception {
    return code(send(last, true));
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() == 200
        ? "taken"
        : answer.body().replaceAll("(?s).*\"code\":(\\d+).*", "$1");
  }

  private HttpResponse<String> send(String account, int last) throws Exception {
    return caller.post(
        "/v25.0/" + account + "/messages",
        FreeFormTest.json(
            "{'messaging_product':'whatsapp','to':'+52551234567"
                + last
                + "','type':'text','text':{'body':'Hola'}}"));
  }

  private HttpResponse<String> send(int last, boolean template) throws Exception {
    return caller.post(
        "/v25.0/1001/messages",
        FreeFormTest.json(
            "{'messaging_product':'whatsapp','to':'+52551234567"
                + last
                + "','type':'template','template':{'name':'aviso','language':{'code':'es_MX'},"
                + "'components':[{'type':'body','parameters':"
                + "[{'type':'text','parameter_name':'nombre','text':'Rosa'}]}]}}"));
  }
}
