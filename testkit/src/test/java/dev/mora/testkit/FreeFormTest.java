package dev.mora.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that are no template: what the provider takes, and what it says to a wrong one. */
class FreeFormTest {

  @RegisterExtension static final CloudApi api = CloudApi.create();

  private Caller caller;

  @BeforeEach
  void open() {
    caller = new Caller(api.uri());
  }

  /** {@code @n} stands for n letters. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "text        | {'body':'@4096','preview_url':false} | 0",
        "text        | {'body':'@4097'} | 100",
        "text        | {'body':''} | 100",
        "image       | {'id':'11','caption':'@1024'} | 0",
        "image       | {'id':'11','caption':'@1025'} | 100",
        "image       | {'link':'https://x.mx/a.png'} | 0",
        "image       | {'link':'x.mx/a.png'} | 100",
        "image       | {'id':'11','link':'https://x.mx/a.png'} | 100",
        "image       | {'id':'11','filename':'a.png'} | 100",
        "document    | {'id':'11','filename':'a.pdf','caption':'c'} | 0",
        "video       | {'id':'11','caption':'c'} | 0",
        "audio       | {'id':'11','voice':true} | 0",
        "audio       | {'id':'11','caption':'c'} | 100",
        "sticker     | {'id':'11'} | 0",
        "sticker     | {'caption':'c'} | 100",
        "location    | {'latitude':19.43,'longitude':-99.13,'name':'Sucursal'} | 0",
        "location    | {'latitude':'90','longitude':'180'} | 0",
        "location    | {'latitude':90.1,'longitude':180} | 131008",
        "location    | {'latitude':90,'longitude':180.1} | 131008",
        "location    | {'latitude':90} | 131008",
        "contacts    | [{'name':{'formatted_name':'Oficina'},'phones':[{'phone':'+525555550100'}]}]"
            + " | 0",
        "contacts    | [{'phones':[]}] | 131008",
        "contacts    | [] | 100",
        "reaction    | {'message_id':'wamid.1','emoji':''} | 0",
        "reaction    | {'message_id':'wamid.1'} | 131008",
        "reaction    | {'emoji':'x'} | 131008",
        "hologram    | {} | 131051",
      })
  void each_kind_has_its_limits(String kind, String content, int code) throws Exception {
    HttpResponse<String> answer = send(kind, content);

    if (code == 0) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(api.sent()).singleElement().extracting(SentMessage::kind).isEqualTo(kind);
    } else {
      assertThat(answer.body()).contains("\"code\":" + code + ",");
      assertThat(api.sent()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "button | x | x | 0",
        "button | @1024 | y | 0",
        "button | ~'text':'b'~ | ~'text':'@1025'~ | 100",
        "button | ~'text':'f'~ | ~'text':'@60'~ | 0",
        "button | ~'text':'f'~ | ~'text':'@61'~ | 100",
        "button | ~'text':'h'~ | ~'text':'@60'~ | 0",
        "button | ~'text':'h'~ | ~'text':'@61'~ | 100",
        "button | ~{'type':'text','text':'h'}~ | ~{'type':'image','image':{'id':'11'}}~ | 0",
        "button | ~{'type':'text','text':'h'}~ | ~{'type':'audio','audio':{'id':'11'}}~ | 100",
        "button | ~'title':'A'~ | ~'title':'@20'~ | 0",
        "button | ~'title':'A'~ | ~'title':'@21'~ | 100",
        "button | ~'id':'a'~ | ~'id':'@256'~ | 0",
        "button | ~'id':'a'~ | ~'id':'@257'~ | 100",
        "button | ~'id':'a'~ | ~'id':' a'~ | 100",
        "button | ~'id':'a'~ | ~'id':'b'~ | 100",
        "button | ~'title':'A'~ | ~'title':'B'~ | 100",
        "button | ~{'type':'reply','reply':{'id':'c','title':'C'}}~ |"
            + " ~{'type':'reply','reply':{'id':'c','title':'C'}},{'type':'reply','reply':{'id':'d','title':'D'}}~"
            + " | 100",
        "list   | ~'button':'Ver'~ | ~'button':'@20'~ | 0",
        "list   | ~'button':'Ver'~ | ~'button':'@21'~ | 100",
        "list   | ~'text':'b'~ | ~'text':'@4096'~ | 0",
        "list   | ~'text':'b'~ | ~'text':'@4097'~ | 100",
        "list   | ~'title':'S2'~ | ~'title':''~ | 100",
        "list   | ~'title':'S2'~ | ~'title':'@24'~ | 0",
        "list   | ~'title':'S2'~ | ~'title':'@25'~ | 100",
        "list   | ~'title':'R1'~ | ~'title':'@24'~ | 0",
        "list   | ~'title':'R1'~ | ~'title':'@25'~ | 100",
        "list   | ~'description':'d'~ | ~'description':'@72'~ | 0",
        "list   | ~'description':'d'~ | ~'description':'@73'~ | 100",
        "list   | ~'id':'r1'~ | ~'id':'@200'~ | 0",
        "list   | ~'id':'r1'~ | ~'id':'@201'~ | 100",
        "list   | ~'id':'r1'~ | ~'id':'r2'~ | 100",
        "cta    | ~'display_text':'Pagar'~ | ~'display_text':'@20'~ | 0",
        "cta    | ~'display_text':'Pagar'~ | ~'display_text':'@21'~ | 100",
        "cta    | ~https://x.mx~ | ~x.mx~ | 131008",
        "flow   | ~'flow_cta':'Abrir'~ | ~'flow_cta':'@30'~ | 0",
        "flow   | ~'flow_cta':'Abrir'~ | ~'flow_cta':'@31'~ | 100",
        "flow   | ~'flow_id':'1'~ | ~'x':'1'~ | 131008",
        "place  | x | x | 0",
        "place  | send_location | send | 131008",
        "place  | location_request_message | hologram | 131009",
      })
  void an_interactive_message_has_limits_in_each_part(
      String which, String right, String wrong, int code) throws Exception {
    String content =
        switch (which) {
          case "button" ->
              "{'type':'button','header':{'type':'text','text':'h'},'body':{'text':'b'},"
                  + "'footer':{'text':'f'},'action':{'buttons':["
                  + "{'type':'reply','reply':{'id':'a','title':'A'}},"
                  + "{'type':'reply','reply':{'id':'b','title':'B'}},"
                  + "{'type':'reply','reply':{'id':'c','title':'C'}}]}}";
          case "list" ->
              "{'type':'list','body':{'text':'b'},'action':{'button':'Ver','sections':["
                  + "{'title':'S1','rows':[{'id':'r1','title':'R1','description':'d'}]},"
                  + "{'title':'S2','rows':[{'id':'r2','title':'R2'}]}]}}";
          case "cta" ->
              "{'type':'cta_url','body':{'text':'b'},'action':{'name':'cta_url',"
                  + "'parameters':{'display_text':'Pagar','url':'https://x.mx'}}}";
          case "flow" ->
              "{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':"
                  + "{'flow_message_version':'3','flow_id':'1','flow_cta':'Abrir'}}}";
          default ->
              "{'type':'location_request_message','body':{'text':'b'},"
                  + "'action':{'name':'send_location'}}";
        };

    HttpResponse<String> answer = send("interactive", content.replace(right, wrong));

    if (code == 0) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } else {
      assertThat(answer.body()).contains("\"code\":" + code + ",");
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 1, 0", "11, 1, 100", "1, 10, 0", "1, 11, 100"})
  void a_list_has_ten_rows_in_all_and_ten_sections(int rows, int sections, int code)
      throws Exception {
    StringBuilder list = new StringBuilder();
    for (int s = 0; s < sections; s++) {
      list.append(s == 0 ? "" : ",").append("{'title':'S").append(s).append("','rows':[");
      for (int r = 0; r < rows; r++) {
        list.append(r == 0 ? "" : ",").append("{'id':'").append(s).append('-').append(r);
        list.append("','title':'R'}");
      }
      list.append("]}");
    }

    HttpResponse<String> answer =
        send(
            "interactive",
            "{'type':'list','body':{'text':'b'},'action':{'button':'Ver','sections':["
                + list
                + "]}}");

    assertThat(answer.statusCode()).isEqualTo(code == 0 ? 200 : 400);
  }

  @Test
  void an_interactive_message_can_be_read_back_with_its_taps() throws Exception {
    send(
        "interactive",
        "{'type':'button','body':{'text':'¿Cuándo?'},'action':{'buttons':["
            + "{'type':'reply','reply':{'id':'hoy','title':'Hoy'}}]}}");

    SentMessage sent = api.sent().get(0);
    assertThat(sent.text()).isEqualTo("¿Cuándo?");
    assertThat(sent.payloads()).containsExactly("hoy");
    assertThat(sent.json()).contains("\"buttons\"");
  }

  @Test
  void a_message_can_answer_another_and_go_to_a_user_id() throws Exception {
    HttpResponse<String> answer =
        caller.post(
            "/v25.0/" + CloudApi.PHONE_NUMBER_ID + "/messages",
            json(
                "{'messaging_product':'whatsapp','recipient':'MX.13491208655302741918',"
                    + "'type':'text','text':{'body':'Hola'},'context':{'message_id':'wamid.IN'}}"));

    assertThat(answer.body()).contains("\"user_id\":\"MX.13491208655302741918\"");
    assertThat(answer.body()).doesNotContain("wa_id");
    assertThat(api.sentTo("MX.13491208655302741918"))
        .singleElement()
        .extracting(SentMessage::replyTo)
        .isEqualTo("wamid.IN");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a user id without a country | {'recipient':'134','type':'text','text':{'body':'a'}}",
        "nobody | {'type':'text','text':{'body':'a'}}",
        "a context without a message | {'to':'+525512345678','context':{},'type':'text',"
            + "'text':{'body':'a'}}",
        "a reaction with a context | {'to':'+525512345678','context':{'message_id':'w'},"
            + "'type':'reaction','reaction':{'message_id':'w','emoji':'x'}}",
      })
  void a_head_that_is_wrong_is_refused(String what, String rest) throws Exception {
    HttpResponse<String> answer =
        caller.post(
            "/v25.0/" + CloudApi.PHONE_NUMBER_ID + "/messages",
            json("{'messaging_product':'whatsapp'," + rest.substring(1)));

    assertThat(answer.body()).contains("\"code\":100,");
  }

  @Test
  void a_number_can_be_known_to_the_provider_under_other_digits() throws Exception {
    api.account(CloudApi.PHONE_NUMBER_ID).knows("+525512345678", "5215512345678");

    assertThat(send("text", "{'body':'Hola'}").body()).contains("\"wa_id\":\"5215512345678\"");
  }

  @Test
  void a_message_can_be_marked_as_read_with_typing_and_without() throws Exception {
    String path = "/v25.0/" + CloudApi.PHONE_NUMBER_ID + "/messages";
    HttpResponse<String> one =
        caller.post(
            path,
            json(
                "{'messaging_product':'whatsapp','status':'read','message_id':'wamid.1',"
                    + "'typing_indicator':{'type':'text'}}"));
    caller.post(
        path, json("{'messaging_product':'whatsapp','status':'read','message_id':'wamid.2'}"));
    HttpResponse<String> wrong =
        caller.post(path, json("{'messaging_product':'whatsapp','status':'read'}"));

    assertThat(one.body()).isEqualTo("{\"success\":true}");
    assertThat(wrong.body()).contains("\"code\":100,");
    assertThat(api.account(CloudApi.PHONE_NUMBER_ID).markedRead())
        .containsExactly("wamid.1", "wamid.2");
    assertThat(api.account(CloudApi.PHONE_NUMBER_ID).typing()).containsExactly("wamid.1");
    assertThat(api.sent()).isEmpty();
  }

  private HttpResponse<String> send(String kind, String content) throws Exception {
    return caller.post(
        "/v25.0/" + CloudApi.PHONE_NUMBER_ID + "/messages",
        json(
            "{'messaging_product':'whatsapp','recipient_type':'individual',"
                + "'to':'+525512345678','type':'"
                + kind
                + "','"
                + kind
                + "':"
                + content
                + "}"));
  }

  static String json(String text) {
    StringBuilder out = new StringBuilder();
    java.util.regex.Matcher letters =
        java.util.regex.Pattern.compile("@(\\d+)").matcher(text.replace('\'', '"'));
    while (letters.find()) {
      letters.appendReplacement(out, "x".repeat(Integer.parseInt(letters.group(1))));
    }
    return letters.appendTail(out).toString();
  }
}
