package dev.mora.whatsapp;

import dev.mora.template.TemplateStatus.State;

/**
 * What the provider said to a submission.
 *
 * @param state mostly {@link State#PENDING}; can be decided already
 * @param asked the category that was asked for
 * @param category the one that it was given, which may be dearer and under other rules
 */
public record SubmittedTemplate(String id, State state, String asked, String category) {

  /** Whether it is not what was asked for: nothing more is to be sent or submitted unseen. */
  public boolean isRecategorized() {
    return !asked.equals(category);
  }
}
