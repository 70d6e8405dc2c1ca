package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Recall and damage on labelled cases that are not part of the product; skipped where they are absent. */
class LabelledCasesTest {
    private static final Path CASES = Path.of("../../shared/data/scrub/open.jsonl.gz");

    @Test
    void keepsItsRecall() throws IOException {
        assumeTrue(Files.exists(CASES), "labelled cases are not here");
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));
        int[][] byTier = new int[10][2];
        int clean = 0;
        int altered = 0;
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(CASES)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode row = json.readTree(line);
                String text = row.get("text").asText();
                String out = scrubber.scrub(text, new Redactions());
                int[] tier = byTier[row.get("tier").asInt()];
                if (row.get("must_redact").asBoolean() && !row.get("weak").asBoolean()) {
                    for (JsonNode span : row.get("expected_spans")) {
                        String value = text.substring(
                                text.offsetByCodePoints(0, span.get(0).asInt()),
                                text.offsetByCodePoints(0, span.get(1).asInt()));
                        tier[0]++;
                        tier[1] += value.length() >= 4 && out.contains(value) ? 1 : 0;
                    }
                }
                if (row.path("neg_scope").asText().equals("any")
                        && !row.get("must_redact").asBoolean()) {
                    clean++;
                    altered += !out.equals(text) && row.path("may_spans").isEmpty() ? 1 : 0;
                }
            }
        }
        assertThat(1 - byTier[1][1] / (double) byTier[1][0]).isGreaterThanOrEqualTo(0.995);
        assertThat(1 - byTier[2][1] / (double) byTier[2][0]).isGreaterThanOrEqualTo(0.97);
        assertThat(altered / (double) clean).isLessThan(0.002);
    }
}
