package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.template.MessageTemplate;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates at the provider: submitted, reviewed, paged through, edited, deleted. */
class TemplateDeskTest {

  private static final String PATH = "/v25.0/2001/message_templates";
  private static final String FORM =
      "{'name':'aviso','language':'es_MX','category':'UTILITY','parameter_format':'NAMED',"
          + "'components':[{'type':'HEADER','format':'TEXT','text':'Su cuota'},"
          + "{'type':'BODY','text':'Hola {{nombre}}, su cuota de {{monto}} ya venció. Gracias.',"
          + "'example':{'body_text_named_params':[{'param_name':'nombre','example':'Ana'},"
          + "{'param_name':'monto','example':'$1,250.00'}]}},"
          + "{'type':'FOOTER','text':'Responda BAJA'},"
          + "{'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Ya pagué'},"
          + "{'type':'URL','text':'Pagar','url':'https://p.mx/{{1}}','example':['https://p.mx/a']},"
          + "{'type':'PHONE_NUMBER','text':'Llamar','phone_number':'+525555550100'},"
          + "{'type':'COPY_CODE','example':['AB12']}]}]}";

  private final Hook hook = new Hook();
  private final CloudApiServer server = CloudApiServer.builder().callback(hook::uri).start();
  private final CloudBusiness business = server.business("2001");
  private final CloudAccount number = server.account("1001", "2001");
  private final MutableClock clock = (MutableClock) server.clock();
  private final Caller caller = new Caller(server.uri());

  @AfterEach
  void close() {
    server.close();
    hook.close();
  }

  @Test
  void a_submission_is_pending_until_the_review_and_then_can_be_sent() throws Exception {
    HttpResponse<String> taken = create(FORM);
    String id = Caller.field(taken.body(), "id");
    assertThat(taken.body()).contains("\"status\":\"PENDING\"", "\"category\":\"UTILITY\"");
    assertThat(send("aviso").body()).contains("132001");

    business.approved("aviso", "es_MX");

    assertThat(hook.last())
        .contains("message_template_status_update", "\"event\":\"APPROVED\"")
        .contains("\"message_template_id\":" + id + ",", "\"id\":\"2001\"", "\"time\":");
    assertThat(send("aviso").statusCode()).isEqualTo(200);
    assertThat(number.sent().get(0).text())
        .isEqualTo("Hola Rosa, su cuota de $1.00 ya venció. Gracias.");
    assertThat(caller.get("/v25.0/" + id + "?fields=status,quality_score").body())
        .isEqualTo(
            "{\"status\":\"APPROVED\",\"quality_score\":{\"score\":\"UNKNOWN\"},\"id\":\""
                + id
                + "\"}");
  }

  @Test
  void a_review_takes_its_time_on_the_clock() throws Exception {
    business.reviews(Review.rejects(Duration.ofHours(2), "TAG_CONTENT_MISMATCH"));
    create(FORM);

    clock.advance(Duration.ofHours(2).minusSeconds(1));
    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("PENDING");
    assertThat(server.nextDue()).contains(clock.instant().plusSeconds(1));
    clock.advance(Duration.ofSeconds(1));

    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("REJECTED");
    assertThat(hook.last()).contains("TAG_CONTENT_MISMATCH", "rejection_info");
  }

  @Test
  void a_review_can_say_yes_at_once_and_in_another_category() throws Exception {
    business.reviews(Review.recategorises(Duration.ZERO, "MARKETING"));

    assertThat(create(FORM).body())
        .contains("\"status\":\"APPROVED\"", "\"category\":\"MARKETING\"");
  }

  @Test
  void a_seeded_review_depends_on_the_seed_and_the_text() throws Exception {
    create(FORM);
    CloudTemplate submitted = business.template("aviso", "es_MX");

    assertThat(Review.seeded(3).of(submitted)).isEqualTo(Review.seeded(3).of(submitted));
    long different =
        java.util.stream.LongStream.range(0, 200)
            .mapToObj(seed -> Review.seeded(seed).of(submitted).orElseThrow())
            .map(verdict -> verdict.status() + verdict.category())
            .distinct()
            .count();
    assertThat(different).isEqualTo(3);
  }

  /** {@code @n} stands for n letters. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "as it is                     | x | x | 0",
        "a name of 512                | 'aviso' | '@512' | 0",
        "a name of 513                | 'aviso' | '@513' | 100",
        "a capital in the name        | 'aviso' | 'Aviso' | 100",
        "a language with a dash       | es_MX | es-MX | 100",
        "another category             | UTILITY | NEWS | 100",
        "a header of 60               | Su cuota | @60 | 0",
        "a header of 61               | Su cuota | @61 | 2388040",
        "a header in bold             | Su cuota | *Su cuota* | 2388047",
        "a header of a picture        | 'format':'TEXT' | 'format':'IMAGE' | 2388047",
        "no body                      | 'BODY' | 'OTHER' | 100",
        "a variable at the start      | Hola {{nombre}}, | {{nombre}}, | 2388299",
        "a variable at the end        | ya venció. Gracias. su | ya venció. Gracias. su | 0",
        "two variables side by side   | , su cuota de | ~ ~ | 2388072",
        "a number among names         | {{monto}} | {{1}} | 2388072",
        "a brace alone                | Gracias | {{Gracias | 2388072",
        "too many for the length      | ~ su cuota de {{monto}} ya venció. Gracias.~ |"
            + " ~ de {{monto}}.~ | 2388293",
        "an example is missing        | 'param_name':'monto' | 'param_name':'otro' | 100",
        "a footer of 60               | Responda BAJA | @60 | 0",
        "a footer of 61               | Responda BAJA | @61 | 2388040",
        "a footer with a variable     | Responda BAJA | Responda {{a}} | 2388073",
        "a label of 25                | Ya pagué | @25 | 0",
        "a label of 26                | Ya pagué | @26 | 100",
        "a quick reply in between     | 'URL','text':'Pagar' | 'QUICK_REPLY','text':'Pagar' | 0",
        "quick replies around others  | ~{'type':'COPY_CODE','example':['AB12']}~ |"
            + " ~{'type':'QUICK_REPLY','text':'No'}~ | 100",
        "a variable within the url    | p.mx/{{1}} | p.mx/{{1}}/a | 100",
        "a url without an example     | ~,'example':['https://p.mx/a']~ | ~~ | 100",
        "a phone number of 20         | +525555550100 | +5255555501001234567 | 0",
        "a phone number of 21         | +525555550100 | +52555555010012345678 | 100",
        "a code of 20                 | AB12 | ABCDEFGHIJKLMNOPQRST | 0",
        "a code of 21                 | AB12 | ABCDEFGHIJKLMNOPQRSTU | 100",
        "ttl of 30                    | 'UTILITY', | 'UTILITY','message_send_ttl_seconds':30, | 0",
        "ttl of 29                    | 'UTILITY', | 'UTILITY','message_send_ttl_seconds':29, | 100",
        "ttl of 12 hours              | 'UTILITY', | 'UTILITY','message_send_ttl_seconds':43200, | 0",
        "ttl beyond 12 hours          | 'UTILITY', | 'UTILITY','message_send_ttl_seconds':43201, |"
            + " 100",
      })
  void a_submission_is_checked_as_the_review_would(
      String what, String right, String wrong, int code) throws Exception {
    HttpResponse<String> answer = create(FORM.replace(right, wrong));

    if (code == 0) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } else if (code == 100) {
      assertThat(answer.body()).contains("\"code\":100,").doesNotContain("error_subcode");
    } else {
      assertThat(answer.body()).contains("\"error_subcode\":" + code);
    }
  }

  @Test
  void a_name_is_taken_once_in_a_language() throws Exception {
    create(FORM);

    assertThat(create(FORM).body()).contains("\"error_subcode\":2388024");
    assertThat(create(FORM.replace("es_MX", "es_PE")).statusCode()).isEqualTo(200);
    assertThat(business.changes()).containsExactly(2, 0, 0);
  }

  @Test
  void the_list_comes_in_pages_until_a_cursor_is_forgotten() throws Exception {
    for (int i = 0; i < 5; i++) {
      create(FORM.replace("'aviso'", "'aviso_" + i + "'"));
    }

    String first = caller.get(PATH + "?limit=2&fields=name,status").body();
    String after = Caller.field(first, "after");
    String second = caller.get(PATH + "?limit=2&after=" + after).body();
    String third = caller.get(PATH + "?limit=2&after=" + Caller.field(second, "after")).body();

    assertThat(first).contains("aviso_0", "aviso_1", "\"next\"").doesNotContain("aviso_2");
    assertThat(first).doesNotContain("components");
    assertThat(second).contains("aviso_2", "aviso_3", "components");
    assertThat(third).contains("aviso_4").doesNotContain("\"next\"");
    assertThat(caller.get(PATH + "?name=aviso_3&fields=name").body()).contains("aviso_3");
    assertThat(caller.get(PATH + "?status=APPROVED").body()).isEqualTo("{\"data\":[]}");
    business.forgetCursors();
    assertThat(caller.get(PATH + "?after=" + after).body()).contains("131059");
    assertThat(caller.get(PATH + "?after=nonsense!").body()).contains("131059");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, 2388039",
    "APPROVED, 0",
    "REJECTED, 0",
    "PAUSED, 0",
    "DISABLED, 2388039",
    "IN_APPEAL, 2388039"
  })
  void only_some_states_can_be_edited(String state, int code) throws Exception {
    String id = Caller.field(create(FORM).body(), "id");
    business.status("aviso", "es_MX", state);

    String answer = caller.post("/v25.0/" + id, "{\"message_send_ttl_seconds\":600}").body();

    assertThat(answer).contains(code == 0 ? "{\"success\":true}" : "" + code);
    assertThat(business.template("aviso", "es_MX").status())
        .isEqualTo(code != 0 ? state : state.equals("REJECTED") ? "PENDING" : "APPROVED");
  }

  @Test
  void an_approved_template_is_edited_once_a_day_and_ten_times_in_thirty() throws Exception {
    String id = Caller.field(create(FORM).body(), "id");
    business.approved("aviso", "es_MX");

    for (int i = 0; i < 10; i++) {
      assertThat(edit(id)).isEqualTo("{\"success\":true}");
      clock.advance(Duration.ofDays(1).minusSeconds(1));
      assertThat(edit(id)).contains("2388039");
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(edit(id)).contains("2388039");
    clock.advance(Duration.ofDays(20));
    assertThat(edit(id)).isEqualTo("{\"success\":true}");
  }

  @Test
  void the_category_of_an_approved_template_stays() throws Exception {
    String id = Caller.field(create(FORM).body(), "id");
    business.approved("aviso", "es_MX");

    assertThat(caller.post("/v25.0/" + id, "{\"category\":\"MARKETING\"}").body())
        .contains("2388039");
    business.rejected("aviso", "es_MX", "INVALID_FORMAT");
    assertThat(caller.post("/v25.0/" + id, "{\"category\":\"MARKETING\"}").body()).contains("true");
  }

  @Test
  void deleting_takes_one_language_or_all_and_keeps_the_name_for_thirty_days() throws Exception {
    String id = Caller.field(create(FORM).body(), "id");
    create(FORM.replace("es_MX", "es_PE"));
    business.approved("aviso", "es_MX");

    assertThat(caller.delete(PATH + "?hsm_id=" + id + "&name=aviso").body()).contains("true");
    assertThat(business.templates())
        .singleElement()
        .hasToString("CloudTemplate(aviso/es_PE PENDING)");
    assertThat(hook.last()).contains("PENDING_DELETION");
    assertThat(create(FORM).body()).contains("2388023");
    assertThat(caller.delete(PATH + "?name=aviso").body()).contains("true");
    assertThat(caller.delete(PATH + "?name=aviso").body()).contains("\"code\":100,");

    clock.advance(Duration.ofDays(30));
    assertThat(create(FORM).statusCode()).isEqualTo(200);
  }

  @Test
  void a_pause_ends_by_itself_after_three_hours_then_six_and_then_never() throws Exception {
    create(FORM);
    business.approved("aviso", "es_MX");

    business.pause("aviso", "es_MX");
    assertThat(hook.last()).contains("FIRST_PAUSE");
    assertThat(send("aviso").body()).contains("132015");
    clock.advance(Duration.ofHours(3));
    assertThat(hook.last()).contains("APPROVED", "UNPAUSE");
    business.pause("aviso", "es_MX");
    clock.advance(Duration.ofHours(6).minusSeconds(1));
    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("PAUSED");
    clock.advance(Duration.ofSeconds(1));
    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("APPROVED");
    business.pause("aviso", "es_MX");

    assertThat(send("aviso").body()).contains("132016");
    clock.advance(Duration.ofDays(9));
    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("DISABLED");
  }

  @Test
  void a_pause_of_pacing_ends_when_it_is_asked_to() throws Exception {
    String id = Caller.field(create(FORM).body(), "id");
    business.approved("aviso", "es_MX");
    assertThat(caller.post("/v25.0/" + id + "/unpause", "{}").body()).contains("2388039");

    business.pauseForPacing("aviso", "es_MX");
    clock.advance(Duration.ofDays(2));
    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("PAUSED");

    assertThat(caller.post("/v25.0/" + id + "/unpause", "{}").body()).contains("true");
    assertThat(business.template("aviso", "es_MX").status()).isEqualTo("APPROVED");
  }

  @Test
  void a_category_changes_at_once_or_a_day_after_a_warning() throws Exception {
    create(FORM);
    business.approved("aviso", "es_MX");

    business.warnOfCategory("aviso", "es_MX", "MARKETING");
    assertThat(hook.last())
        .contains("template_category_update", "\"correct_category\":\"MARKETING\"")
        .contains("\"new_category\":\"UTILITY\"", "category_update_timestamp");
    assertThat(caller.get(PATH + "?fields=correct_category").body()).contains("MARKETING");
    clock.advance(Duration.ofHours(24));

    assertThat(hook.last())
        .contains("\"previous_category\":\"UTILITY\"", "\"new_category\":\"MARKETING\"");
    assertThat(business.template("aviso", "es_MX").category()).isEqualTo("MARKETING");
  }

  @Test
  void quality_and_texts_can_change_there() throws Exception {
    create(FORM);

    business.quality("aviso", "es_MX", "YELLOW");
    assertThat(hook.last())
        .contains("\"previous_quality_score\":\"UNKNOWN\"", "\"new_quality_score\":\"YELLOW\"");
    business.rewriteBody("aviso", "es_MX", "Hola {{nombre}}, otra cosa de {{monto}} hoy.");

    assertThat(hook.last()).contains("message_template_components_update", "otra cosa");
    assertThat(business.template("aviso", "es_MX").body()).contains("otra cosa");
  }

  @Test
  void a_seeded_template_is_listed_as_the_provider_would_and_comes_back_with_a_reset()
      throws Exception {
    business.approve(
        MessageTemplate.parse(
            "completa.txt",
            """
            template: completa  category: UTILITY  version: 1  variables: POSITIONAL
            fields: nombre text, monto money, pago pay-link
            --- es_MX
            header: Aviso
            Hola {nombre}, debe {monto}. Puede pagar hoy mismo aquí.
            footer: CrediAmiga
            [Sí: YES] [Pagar -> https://pay.example/{pago}] [Llamar -> tel:+525555550100]
            """));
    String listed = caller.get(PATH).body();
    caller.delete(PATH + "?name=completa");

    server.reset();

    assertThat(caller.get(PATH).body()).isEqualTo(listed);
    assertThat(listed)
        .contains("Hola {{1}}, debe {{2}}.", "\"body_text\":[[\"Ana\",\"$1,250.00\"]]")
        .contains("\"format\":\"TEXT\"", "\"type\":\"FOOTER\"", "pay.example\\/{{1}}");
  }

  @Test
  void calls_for_templates_can_fail_and_be_too_many() throws Exception {
    business.next(Fault.BAD_GATEWAY).next(Fault.TOO_MANY_REQUESTS);
    assertThat(create(FORM).statusCode()).isEqualTo(502);
    assertThat(business.templates()).hasSize(1);
    assertThat(caller.get(PATH).statusCode()).isEqualTo(429);

    business.limits(CloudLimits.none().callsPerHour(2));
    clock.advance(Duration.ofHours(1));
    caller.get(PATH);
    caller.get(PATH);
    assertThat(caller.get(PATH).body()).contains("80008");
    clock.advance(Duration.ofHours(1));
    assertThat(caller.get(PATH).statusCode()).isEqualTo(200);
  }

  private String edit(String id) throws Exception {
    return caller.post("/v25.0/" + id, "{\"message_send_ttl_seconds\":600}").body();
  }

  private HttpResponse<String> create(String form) throws Exception {
    return caller.post(PATH, FreeFormTest.json(form));
  }

  private HttpResponse<String> send(String name) throws Exception {
    return caller.post(
        "/v25.0/1001/messages",
        FreeFormTest.json(
            "{'messaging_product':'whatsapp','to':'+525512345678','type':'template','template':"
                + "{'name':'"
                + name
                + "','language':{'code':'es_MX'},'components':[{'type':'body','parameters':["
                + "{'type':'text','parameter_name':'nombre','text':'Rosa'},"
                + "{'type':'text','parameter_name':'monto','text':'$1.00'}]},"
                + "{'type':'button','sub_type':'url','index':'1','parameters':"
                + "[{'type':'text','text':'a'}]},"
                + "{'type':'button','sub_type':'copy_code','index':'3','parameters':"
                + "[{'type':'coupon_code','coupon_code':'AB12'}]}]}}"));
  }
}
