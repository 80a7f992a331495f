package dev.mora.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseFactsBuilderTest {

  @Test
  void facts_stay_as_they_were_built_whatever_their_builder_is_told_afterwards() {
    CaseFacts.Builder builder =
        CaseFacts.builder(Attributes.standard())
            .set(Attributes.COUNTED_DAYS, 5)
            .set(Attributes.REGION, "Sonora");
    CaseFacts first = builder.build();

    CaseFacts second =
        builder
            .set(Attributes.COUNTED_DAYS, 9)
            .forget(Attributes.REGION)
            .set(Attributes.CITY, "Hermosillo")
            .build();

    assertThat(first.get(Attributes.COUNTED_DAYS)).contains(5);
    assertThat(first.get(Attributes.REGION)).contains("Sonora");
    assertThat(first.get(Attributes.CITY)).isEmpty();
    assertThat(second.get(Attributes.COUNTED_DAYS)).contains(9);
    assertThat(second.get(Attributes.REGION)).isEmpty();
    assertThat(second.get(Attributes.CITY)).contains("Hermosillo");
  }
}
