package com.example.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mora.loan.Loan;
import dev.mora.money.Money;
import dev.mora.template.MessageTemplate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FirstStepsTest {
  @Test
  void they_run_as_the_readme_says() {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();

    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      FirstSteps.main(new String[0]);
    } finally {
      System.setOut(before);
    }

    assertEquals(
        """
        EARLY: 16 días de mora (1-30), regla temprana
        Hola Rosa, su cuota de $750.00 venció el 5 de noviembre de 2026, hace 16 días. ¿Cuándo puede pagarla?
        """,
        bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
  }

  @Test
  void a_record_that_the_compiler_compared_binds() {
    var template = MessageTemplate.load(Path.of("cuota_vencida.txt"), Overdue.class);
    var values = new Overdue("Rosa", Money.of("750.00", "MXN"), LocalDate.of(2026, 11, 5), 16);

    assertEquals("Rosa", template.fill(values).values().get("nombre"));
    assertFalse(
        (System.getProperty("java.class.path", "") + System.getProperty("jdk.module.path", ""))
            .contains("mora-template-processor"));
  }

  @Test
  void our_modules_are_where_this_build_puts_them() {
    boolean modular = Boolean.getBoolean("on.module.path");

    assertEquals(
        modular ? "com.example.collections" : null, FirstSteps.class.getModule().getName());
    assertEquals(modular ? "dev.mora.core" : null, Loan.class.getModule().getName());
  }
}
