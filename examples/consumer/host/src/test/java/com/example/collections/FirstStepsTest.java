package com.example.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mora.loan.Loan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    assertEquals("L-17 owes 750.00 MXN", bytes.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void our_modules_are_where_this_build_puts_them() {
    boolean modular = Boolean.getBoolean("on.module.path");

    assertEquals(
        modular ? "com.example.collections" : null, FirstSteps.class.getModule().getName());
    assertEquals(modular ? "dev.mora.core" : null, Loan.class.getModule().getName());
  }
}
