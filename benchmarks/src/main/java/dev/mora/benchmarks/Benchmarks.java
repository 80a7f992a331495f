package dev.mora.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * {@code java -jar benchmarks.jar COMMAND [OPTIONS]}. Exit code 0 if every bar is met, 1 if one is
 * missed, 2 for wrong use.
 */
public final class Benchmarks {

  private static final String USAGE =
      """
      java -jar benchmarks/target/benchmarks.jar COMMAND [OPTIONS]

        segment      policies on columns and on records against if/else   [--accounts 1000000]
                     [--draws 1] [--rounds 9] [--seed N] [--csv FILE]
        peers        other engines with the policy of 20 segments         [--accounts 1000000]
                     [--peer-accounts 10000] [--rounds 9] [--csv FILE]
        lateness     days past due of a loan book against a loop over     [--loans 1000000]
                     arrays                                   [--rounds 9] [--seed N] [--csv FILE]
        csv          a portfolio folder into segments against FastCSV     [--loans 1000000]
                     that reads and parses it     [--folder DIR] [--rounds 5] [--seed N] [--csv FILE]
        template     a record into the bytes of a WhatsApp message        [--messages 100000]
                     against a Jackson generator         [--rounds 15] [--csv FILE]
        send         messages to a provider of 50 ms in a process of its   [--in-flight 128]
                     own         [--more-in-flight 512] [--latency 50] [--seconds 10]
                                                                   [--rate 1000] [--csv FILE]
        webhook      a notification verified and typed against a Mac     [--bodies 20000]
                     and a tree of ObjectMapper          [--rounds 15] [--csv FILE]
        jmh          segment and lateness under JMH, whose options follow    [-prof gc] [-h]
      """;

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    List<String> rest = Arrays.asList(arguments);
    if (rest.isEmpty()) {
      System.err.print(USAGE);
      System.exit(2);
    }
    boolean met;
    try {
      met = run(rest.get(0), rest.subList(1, rest.size()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
      return;
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean run(String command, List<String> options) throws Exception {
    return switch (command) {
      case "segment" -> SegmentBenchmark.run(options);
      case "peers" -> PeersBenchmark.run(options);
      case "lateness" -> LatenessBenchmark.run(options);
      case "csv" -> CsvBenchmark.run(options);
      case "template" -> TemplateBenchmark.run(options);
      case "send" -> SendBenchmark.run(options);
      case "webhook" -> WebhookBenchmark.run(options);
      case "jmh" -> {
        Main.main(options.toArray(String[]::new));
        yield true;
      }
      default -> throw new IllegalArgumentException("no such command: " + command);
    };
  }
}
