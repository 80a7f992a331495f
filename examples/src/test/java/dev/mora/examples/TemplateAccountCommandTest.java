package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import dev.mora.testkit.CloudApiServer;
import dev.mora.testkit.CloudBusiness;
import dev.mora.testkit.Fault;
import dev.mora.testkit.Review;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mora template list | upload | plan | apply} against the stand-in. */
class TemplateAccountCommandTest {

  @TempDir Path dir;
  private final CloudApiServer server = CloudApiServer.builder().token("t").start();
  private final CloudBusiness business =
      server.business("2001").reviews(Review.approves(Duration.ZERO));
  private Bench bench;

  @BeforeEach
  void open() {
    bench = Bench.in(dir).environment("TOKEN", "t").environment("OTHER", "x");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "upload", "plan", "apply"})
  void each_part_explains_itself_within_a_hundred_columns(String part) {
    Result result = bench.run("template", part, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Usage: mora template " + part).contains("Example");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void a_folder_is_planned_applied_and_listed() {
    Result plan = plan();
    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.rows().get(0)).startsWith("ACTION  TEMPLATE");
    assertThat(plan.rows().get(1)).startsWith("CREATE  acordar_fecha");
    assertThat(business.templates()).isEmpty();

    Result applied = apply(digest(plan));
    Result again = apply(digest(plan));
    Result listed = on("list");

    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(applied.row("CREATE  cuota_vencida ")).contains("DONE", "APPROVED");
    assertThat(again.status()).isZero();
    assertThat(again.row("CREATE  cuota_vencida ")).contains("ALREADY");
    assertThat(listed.row("cuota_vencida ")).contains("es_MX", "APPROVED", "UTILITY");
    assertThat(plan().out()).contains("0 to change, 0 blocked");
  }

  @Test
  void a_file_for_the_reviewer_gives_a_handle() throws Exception {
    Files.writeString(dir.resolve("recibo.pdf"), "%PDF-1.4 ejemplo");
    Files.writeString(dir.resolve("nota.txt"), "hola");

    Result uploaded = upload("recibo.pdf", "634974688087057");
    Result text = upload("nota.txt", "634974688087057");
    Result elsewhere = upload("recibo.pdf", "mine");

    assertThat(uploaded.status()).as(uploaded.err()).isZero();
    assertThat(uploaded.out()).startsWith("4::").hasLineCount(1);
    assertThat(text.status()).isEqualTo(2);
    assertThat(text.err()).contains("JPEG, PNG, MP4 or PDF, not TEXT");
    assertThat(elsewhere.err()).contains("an app id has 1 to 20 digits");
  }

  private Result upload(String file, String app) {
    return bench.run(
        "template",
        "upload",
        dir.resolve(file).toString(),
        "--app",
        app,
        "--token-env",
        "TOKEN",
        "--whatsapp-url",
        server.uri().toString());
  }

  @Test
  void another_digest_is_refused_and_nothing_is_done() {
    plan();

    Result result = apply("0000");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("not 0000: plan again");
    assertThat(business.templates()).isEmpty();
  }

  @Test
  void a_run_that_stops_says_why_and_goes_on_the_next_time() {
    String digest = digest(plan());
    business.next(Fault.HELD).next(Fault.RESET_AFTER_READ);

    Result stopped = apply(digest);
    Result rest = apply(digest);

    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.err()).contains("stopped: CREATE acordar_fecha/es_MX: UNKNOWN");
    assertThat(stopped.row("CREATE  cuota_vencida ")).contains("LEFT");
    assertThat(rest.status()).isZero();
    assertThat(business.changes().get(0)).isEqualTo(3);
  }

  @Test
  void another_category_is_told_and_blocks_the_next_plan() {
    business.reviews(Review.recategorises(Duration.ZERO, "MARKETING"));
    String digest = digest(plan());

    Result stopped = apply(digest);
    Result plan = plan();

    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.err()).contains("asked for UTILITY, counted as MARKETING");
    assertThat(plan.status()).isEqualTo(1);
    assertThat(plan.row("BLOCKED  acordar_fecha")).contains("MARKETING", "drift-category");
  }

  @Test
  void an_account_that_cannot_be_listed_is_told() {
    Result result =
        bench.run(
            "template",
            "list",
            "--account",
            "2001",
            "--whatsapp-url",
            server.uri().toString(),
            "--token-env",
            "OTHER");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("could not be listed", "190").doesNotContain("at dev.mora");
  }

  @Test
  void an_account_that_is_not_there_is_told_by_its_id() {
    Result result = list("99", server.uri().toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains(server.uri() + " has no account 99, or this token may not see it")
        .contains("code 100, subcode 33")
        .doesNotContain("holds no template");
  }

  @Test
  void an_address_where_nobody_listens_is_named() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    Result result = list("2001", "http://localhost:" + port);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("could not be listed: no answer from http://localhost:" + port + " (");
  }

  private Result list(String account, String url) {
    return bench.run(
        "template", "list", "--account", account, "--whatsapp-url", url, "--token-env", "TOKEN");
  }

  @Test
  void an_empty_account_is_told_and_what_is_only_there_is_deleted_when_asked() {
    assertThat(on("list").err()).contains("the account holds no template");
    apply(digest(plan()));
    bench.desk("templates/acordar_fecha.txt", Bench.demo("templates/cuota_vencida.txt"));
    bench.path("desk/templates/acordar_fecha.txt").toFile().delete();

    Result kept = plan();
    Result deleted =
        apply(digest(on("plan", "--delete", "--templates", templates(), "--plan", file())));

    assertThat(kept.row("ONLY_THERE  acordar_fecha")).contains("APPROVED");
    assertThat(deleted.row("DELETE  acordar_fecha")).contains("DONE");
    assertThat(business.templates()).hasSize(2);
  }

  private Result plan() {
    return on("plan", "--templates", templates(), "--plan", file());
  }

  private Result apply(String digest) {
    return on("apply", file(), "--digest", digest);
  }

  private Result on(String part, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "template",
                part,
                "--account",
                "2001",
                "--whatsapp-url",
                server.uri().toString(),
                "--token-env",
                "TOKEN"));
    all.addAll(List.of(more));
    return bench.run(all.toArray(String[]::new));
  }

  private String templates() {
    return bench.path("desk/templates").toString();
  }

  private String file() {
    return bench.path("plan.json").toString();
  }

  private static String digest(Result plan) {
    return plan.out().replaceAll("(?s).*digest ([0-9a-f]{64}).*", "$1");
  }
}
