package com.example.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StandInTest {
  @Test
  void the_junit_of_this_build_runs() {
    String jar = Test.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertTrue(jar.contains(System.getProperty("junit.expected")), jar);
  }

  @Test
  void wiremock_is_there() throws ClassNotFoundException {
    assertEquals(
        "WireMockServer",
        Class.forName("com.github.tomakehurst.wiremock.WireMockServer").getSimpleName());
  }
}
