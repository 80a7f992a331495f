package dev.mora.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateStatusTest {

  @ParameterizedTest
  @CsvSource({
    "APPROVED,true",
    "approved,true",
    "FLAGGED,true",
    "REINSTATED,true",
    "PENDING,false",
    "REJECTED,false",
    "PAUSED,false",
    "DISABLED,false",
    "ARCHIVED,false",
    "SOMETHING_NEW,false"
  })
  void only_states_that_are_known_to_be_good_allow_a_send(String word, boolean sendable) {
    TemplateStatus status =
        new TemplateStatus(
            "cuota",
            "es-mx",
            TemplateStatus.State.of(word),
            "",
            Instant.parse("2026-11-21T12:00:00Z"));

    assertThat(status.isSendable()).isEqualTo(sendable);
    assertThat(status.language()).isEqualTo("es_MX");
  }
}
