package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineScrubberTest {
    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    private final Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));
    private final Redactions redactions = new Redactions();

    private List<String> scrub(String... lines) {
        LineScrubber each = LineScrubber.of(scrubber);
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            out.add(each.next(line, redactions));
        }
        assertThat(out).hasSameSizeAs(lines).noneMatch(line -> line.contains("\n"));
        return out;
    }

    @Test
    void hidesAPrivateKeyOfManyLinesAndNothingAfterIt() {
        List<String> out = scrub(
                "loading key",
                "-----BEGIN " + "PRIVATE KEY-----",
                BODY,
                "aB3=",
                "-----END " + "PRIVATE KEY-----",
                "server started in 12 ms");
        assertThat(String.join("\n", out)).doesNotContain(BODY).doesNotContain("aB3=");
        assertThat(out.get(0)).isEqualTo("loading key");
        assertThat(out.get(5)).isEqualTo("server started in 12 ms");
    }

    @Test
    void hidesAKeyWhoseLinesEachCarryAPrefix() {
        List<String> out = scrub(
                "10:11:12 app -----BEGIN " + "RSA PRIVATE KEY-----",
                "10:11:12 app " + BODY,
                "10:11:12 app -----END " + "RSA PRIVATE KEY-----",
                "10:11:13 app ready");
        assertThat(out.get(1)).startsWith("10:11:12 app <private-key:").doesNotContain(BODY);
        assertThat(out.get(3)).isEqualTo("10:11:13 app ready");
    }

    @Test
    void leavesAKeyThatWasCutOffWithTheNextOrdinaryLine() {
        List<String> out = scrub("-----BEGIN " + "PRIVATE KEY-----", BODY, "connection to db lost", "retrying");
        assertThat(out.subList(2, 4)).containsExactly("connection to db lost", "retrying");
    }

    @Test
    void findsAValueOnTheLineBelowItsName() {
        assertThat(scrub("- name: DB_PASSWORD", "  value: Xq7vTz0pLm").get(1)).startsWith("  value: <secret:");
        assertThat(scrub("curl --password \\", "  Xq7vTz0pLm https://host").get(1))
                .startsWith("  <secret:")
                .endsWith(" https://host");
        assertThat(scrub("password: |", "  Xq7vTz0pLm").get(1)).startsWith("  <secret:");
        assertThat(scrub("<password>", "  Xq7vTz0pLm", "</password>").get(1)).startsWith("  <secret:");
        assertThat(scrub("form-data; name=\"password\"", "", "Xq7vTz0pLm", "--x")
                        .get(2))
                .startsWith("<secret:");
    }

    @Test
    void keepsOrdinaryLinesAsTheyAre() {
        String[] lines = {"name: checkout", "value: 42", "steps:", "  - run", "a \\", "b", ""};
        assertThat(scrub(lines)).containsExactly(lines);
    }
}
