package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.store.TemplateAssignment;
import io.forewarn.ingest.store.TemplateDrift;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemplateChangesTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void saysNothingOfTheFirstImport() {
        assertThat(TemplateChanges.between(List.of(), List.of(shape(1, "a")), AT))
                .isEmpty();
    }

    @Test
    void saysNothingWhereNothingChanged() {
        List<TemplateAssignment> same = List.of(shape(1, "a"), shape(2, "b"));

        assertThat(TemplateChanges.between(same, same, AT)).isEmpty();
    }

    @Test
    void tellsWhatAppearedMergedSplitAndWasReworded() {
        List<TemplateAssignment> before =
                List.of(shape(1, "up"), shape(2, "down"), shape(3, "old"), shape(4, "both"), shape(5, "both"));
        List<TemplateAssignment> after = List.of(
                shape(1, "<*>"),
                shape(2, "<*>"),
                shape(3, "now"),
                shape(4, "both"),
                shape(5, "other"),
                shape(6, "new"));

        assertThat(TemplateChanges.between(before, after, AT))
                .containsExactly(
                        drift("merged", "<*>", "down", "up"),
                        drift("split", "both", "both"),
                        drift("appeared", "new"),
                        drift("reworded", "now", "old"),
                        drift("split", "other", "both"));
    }

    private static TemplateDrift drift(String change, String text, String... before) {
        return new TemplateDrift(AT, change, text.hashCode(), text, List.of(before));
    }

    private static TemplateAssignment shape(long id, String template) {
        return new TemplateAssignment(id, template.hashCode(), template);
    }
}
