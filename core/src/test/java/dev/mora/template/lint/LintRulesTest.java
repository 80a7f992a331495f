package dev.mora.template.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LintRulesTest {

  @Test
  void the_documentation_lists_each_rule_once_in_order() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "templates.md"));
    Matcher rows =
        Pattern.compile("^\\| `([a-z-]+)` \\| [A-Z_]+ \\|", Pattern.MULTILINE).matcher(page);

    List<String> listed = rows.results().map(row -> row.group(1)).toList();

    assertThat(listed)
        .containsExactlyElementsOf(
            TemplateLinter.standard().rules().stream().map(LintRule::id).toList());
  }

  @Test
  void each_rule_says_where_it_comes_from_and_has_a_mend() {
    for (LintRule rule : TemplateLinter.standard().rules()) {
      assertThat(rule.source()).as(rule.id()).isNotBlank();
      assertThat(rule.mend().es()).as(rule.id()).isNotEqualTo(rule.mend().en());
    }
  }

  @Test
  void each_concern_has_a_rule() {
    assertThat(TemplateLinter.standard().rules())
        .extracting(LintRule::concern)
        .contains(Concern.values());
  }
}
