package dev.mora.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mora.examples.Bench.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhonesCommandTest {

  @TempDir Path dir;

  @BeforeEach
  void a_portfolio() throws IOException {
    Files.writeString(
        dir.resolve("borrowers.csv"),
        String.join(
            "\n",
            "borrower_id,name,phone,casa,country,region,language",
            "B1,Ana,044 55 1234 5679,,MX,Jalisco,es",
            "B2,Luis,+52 1 55 1234 5679,81 8340 0990,MX,Jalisco,es",
            "B3,Eva,\"300 123 4568 / 601 234 5679\",,CO,,es",
            "B4,Rosa,no tiene,,MX,Sonora,es",
            "B5,João,1234 5679,,,,es"));
  }

  @Test
  void each_number_is_a_row_with_what_it_came_to() {
    Result result = Bench.in(dir).run("phones", "--portfolio", dir.toString(), "--country", "MX");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            borrower_id,number,phone,country,line,fault,masked,mends,borrowers
            B1,1,+525512345679,MX,MOBILE_OR_LANDLINE,,,COUNTRY_ADDED;PREFIX_REMOVED,2
            B2,1,+525512345679,MX,MOBILE_OR_LANDLINE,,,MOBILE_DIGIT_REMOVED,2
            B3,1,+573001234568,CO,MOBILE,,,COUNTRY_ADDED,1
            B3,2,,,,landline,***79,,
            B4,1,,,,missing,,,
            B5,1,,,,no-area,***79,,
            """);
  }

  @Test
  void the_report_says_who_can_be_reached_and_why_others_cannot() {
    Result result =
        Bench.in(dir)
            .run(
                "phones",
                "--portfolio",
                dir.toString(),
                "--country",
                "mx",
                "--by",
                "region",
                "--lang",
                "en",
                "--out",
                dir.resolve("phones.csv").toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("Who can be reached")
        .containsPattern("borrowers +5 +100.0 %")
        .containsPattern("can be written to +3 +60.0 %")
        .containsPattern("is a landline where a mobile is needed +1")
        .containsPattern("lines of several borrowers +1")
        .containsPattern("lines written with and without the mobile digit +1")
        .containsPattern("Jalisco +2 +2 +100.0 %")
        .doesNotContain("12345679");
    assertThat(dir.resolve("phones.csv")).isRegularFile();
  }

  @Test
  void more_columns_are_more_numbers_of_the_same_borrower() {
    Result result =
        Bench.in(dir)
            .run(
                "phones",
                "--portfolio",
                dir.toString(),
                "--country",
                "MX",
                "--column",
                "phone",
                "--column",
                "casa");

    assertThat(result.out())
        .contains("B2,2,+528183400990,MX,MOBILE_OR_LANDLINE,,,COUNTRY_ADDED,1\n")
        .doesNotContain("B1,2");
  }

  @Test
  void a_column_or_a_country_that_does_not_exist_is_wrong_use() {
    Result column = Bench.in(dir).run("phones", "--portfolio", dir.toString(), "--column", "phon");
    Result country = Bench.in(dir).run("phones", "--portfolio", dir.toString(), "--country", "XX");
    Result folder = Bench.in(dir).run("phones", "--portfolio", dir.resolve("none").toString());

    assertThat(column.status()).isEqualTo(2);
    assertThat(column.err()).contains("no column phon").contains("did you mean phone?");
    assertThat(country.status()).isEqualTo(2);
    assertThat(country.err()).contains("--country: no numbering plan of XX");
    assertThat(folder.status()).isEqualTo(2);
    assertThat(folder.err()).contains("no such file or folder");
  }
}
