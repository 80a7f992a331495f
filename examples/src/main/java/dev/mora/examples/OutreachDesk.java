package dev.mora.examples;

import dev.mora.contact.ContactPolicy;
import dev.mora.outreach.Outreach;
import dev.mora.outreach.Strategy;
import java.nio.file.Path;
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
    return Outreach.builder()
        .creditor(strategy.creditor())
        .delinquency(delinquency())
        .segmentation(segmentation())
        .models(models())
        .contactPolicy(ContactPolicy.load(file(contact, "--contact", "contact.json")))
        .templates(Templates.in(file(templates, "--templates", "templates")));
  }
}
