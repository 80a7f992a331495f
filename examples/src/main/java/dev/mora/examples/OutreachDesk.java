package dev.mora.examples;

import dev.mora.contact.ContactPolicy;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Strategy;
import dev.mora.segmentation.SegmentationPolicy;
import dev.mora.template.MessageTemplate;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The whole desk: what a plan needs. */
class OutreachDesk extends SegmentationDesk {

  @Option(
      names = "--strategy",
      paramLabel = "FILE",
      description = "Strategy, instead of the desk's.")
  private @Nullable Path strategy;

  @Option(
      names = "--contact",
      paramLabel = "FILE",
      description = "Contact policy, instead of the desk's.")
  private @Nullable Path contact;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Folder of template files, instead of the desk's.")
  private @Nullable Path templates;

  final Strategy strategy() {
    return Strategy.load(file(strategy, "--strategy", "strategy.json"));
  }

  /** A front door with the policies of this desk; ledger, senders and clock are left to say. */
  final Outreach.Builder outreach(Strategy strategy) {
    SegmentationPolicy policy = segmentation();
    if (!policy.holds().isEmpty() && !remembers()) {
      throw wrongUse(
          "policy "
              + policy.name()
              + " holds "
              + String.join(", ", policy.holds().keySet())
              + ": give --memory with a file, which need not be there yet");
    }
    return Outreach.builder()
        .creditor(strategy.creditor())
        .delinquency(delinquency())
        .segmentation(policy, this::remembering)
        .models(models())
        .contactPolicy(ContactPolicy.load(file(contact, "--contact", "contact.json")))
        .templates(templates());
  }

  final List<MessageTemplate> templates() {
    return Templates.in(file(templates, "--templates", "templates"));
  }
}
