package dev.mora.contact;

import static dev.mora.contact.Cases.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mora.history.ContactHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactExplanationTest {

  private static final ContactHistory NOTHING = ContactHistory.none();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es | Aplazado hasta 2026-11-25 07:00 (America/Lima): fuera del horario de contacto.",
        "es-PE | Aplazado hasta 2026-11-25 07:00 (America/Lima): fuera del horario de contacto.",
        "pt_BR | Adiado até 2026-11-25 07:00 (America/Lima): fora do horário de contato.",
        "en | Deferred until 2026-11-25 07:00 (America/Lima): outside the contact hours."
      })
  void a_deferral_is_told_in_three_languages(String language, String beginning) {
    ContactVerdict verdict =
        ContactPolicy.of("PE").decide(message("2026-11-24T23:00", "America/Lima").build(), NOTHING);

    assertThat(verdict.explanation().in(language))
        .startsWith(beginning)
        .contains("PE-window-messages")
        .contains("Ley 29571");
  }

  @Test
  void a_suppression_is_told_with_its_code() {
    ContactVerdict verdict =
        ContactPolicy.of("PE")
            .decide(
                message("2026-11-24T10:00", "America/Lima")
                    .suppression(Suppression.of(Suppression.Reason.PROMISE_PENDING))
                    .build(),
                NOTHING);

    assertThat(verdict.explanation().in("en"))
        .startsWith("Not permitted: contact is suppressed (PROMISE_PENDING).");
  }

  @Test
  void an_allowance_tells_until_when() {
    ContactVerdict verdict =
        ContactPolicy.of("PE").decide(message("2026-11-24T10:00", "America/Lima").build(), NOTHING);

    assertThat(verdict.explanation().in("es"))
        .isEqualTo("Permitido hasta 2026-11-24 19:55 (America/Lima).");
  }

  @Test
  void another_language_is_refused() {
    ContactVerdict verdict =
        ContactPolicy.of("PE").decide(message("2026-11-24T10:00", "America/Lima").build(), NOTHING);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict.explanation().in("fr"))
        .withMessageContaining("es, pt, en");
  }
}
