package io.forewarn.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.format.UserFormat;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RulesReaderTest {
    @TempDir
    Path folder;

    private Configuration load(String yaml) {
        try {
            Path file = Files.writeString(folder.resolve("forewarn.yaml"), yaml);
            return Configuration.load(file, Map.of(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void patternsAllowListAndSwitchesHold() {
        Rules rules = load("""
                scrub:
                  detectors: {email: off, ipv4: on}
                  allow: [10.0.0.1]
                  patterns:
                    - name: customer
                      pattern: 'CUST-(\\d{4,})'
                      samples: ['order of CUST-12345']
                """).rules();
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"), rules.scrub());
        Redactions counts = new Redactions();

        assertThat(scrubber.scrub("CUST-99887 a@b.org 10.0.0.1 10.0.0.2", counts))
                .matches("CUST-<customer:\\w+> a@b.org 10.0.0.1 <ip:\\w+>");
        assertThat(counts.byDetector()).containsOnlyKeys("customer", "ipv4");
    }

    @Test
    void whatIsOffByDefaultCanBeSwitchedOn() {
        String line = "signed by Dr. Erika Mustermann today";

        assertThat(scrubbed(load(""), line)).isEqualTo(line);
        assertThat(scrubbed(load("scrub: {detectors: {person-name: on}}"), line))
                .doesNotContain("Mustermann");
        assertThat(scrubbed(load("scrub: {detectors: {person-name: off}}"), line))
                .isEqualTo(line);
    }

    private static String scrubbed(Configuration c, String line) {
        return Scrubber.of(Pseudonyms.of(new byte[32], "e1"), c.rules().scrub()).scrub(line, new Redactions());
    }

    @Test
    void formatsAreReadBeforeOurs() {
        Configuration c = load("""
                formats:
                  - name: ledger
                    regex: '(?<timestamp>\\S+) \\| (?<level>\\w+) \\| (?<message>.*)'
                    samples: ['2026-05-01T10:00:00Z | ERROR | load failed']
                """);

        assertThat(c.rules().formats()).extracting(UserFormat::id).containsExactly("ledger");
        assertThat(c.reading("ledger").format()).isEqualTo("ledger");
        assertThat(load("").rules().formats()).isEmpty();
    }

    /** What is written, the line of the fault, and words on it. */
    record Wrong(String yaml, int line, String words) {}

    static Wrong[] wrong() {
        return new Wrong[] {
            new Wrong("scrub: 3\n", 1, "here belong the keys detectors, allow, patterns"),
            new Wrong("server: {port: 1}\nscrub:\n  pattern: 3\n", 3, "unknown key 'pattern'"),
            new Wrong("scrub:\n  detectors: {emial: off}\n", 2, "no detector is called 'emial'"),
            new Wrong("scrub:\n  detectors:\n    mail: off\n", 3, "did you mean 'email'"),
            new Wrong("scrub:\n  detectors:\n    email: maybe\n", 3, "on or off"),
            new Wrong("scrub:\n  detectors: [email]\n", 2, "{email: off}"),
            new Wrong("scrub:\n  allow: x\n", 2, "'allow' must be a list"),
            new Wrong("scrub:\n  allow:\n    - {a: b}\n", 3, "here belongs a text"),
            new Wrong(pattern("x", "(a+)+b", "aab"), 3, "backtracks badly"),
            new Wrong(pattern("x", "(a", "aab"), 3, "Unclosed group"),
            new Wrong(pattern("x", "a*", "aab"), 3, "matches the empty text"),
            new Wrong(pattern("X y", "a", "a"), 3, "lower-case letters"),
            new Wrong(pattern("x", "a", "b"), 5, "finds nothing in its sample 1"),
            new Wrong("scrub:\n  patterns:\n    - {name: x, pattern: a}\n", 3, "no samples"),
            new Wrong("scrub:\n  patterns:\n    - {name: x}\n", 3, "'pattern' is missing"),
            new Wrong(
                    pattern("x", "a", "a") + "    - name: x\n      pattern: b\n      samples: [b]\n",
                    6,
                    "stands here twice"),
            new Wrong("formats:\n  ledger: x\n", 1, "must be a list"),
            new Wrong(format("ledger", "x", "x"), 2, "(?<message>...)"),
            new Wrong(format("ledger", "(?<message>(a*)*b)", "ab"), 2, "backtracks badly"),
            new Wrong(format("ledger", "(?<message>a+)", "b"), 2, "sample 1 is not matched"),
            new Wrong(format("json", "(?<message>.*)", "b"), 2, "a format of ours"),
            new Wrong("operations: x\n", 1, "must be a list"),
            new Wrong(operation("run (?<id>\\d+)", "timeout: 5"), 6, "a number with s, m, h or d"),
            new Wrong(operation("run (?<id>\\d+)", "component: x"), 2, "nothing tells a failure"),
            new Wrong(operation("run", "timeout: 5m"), 2, "load.start has no group (?<id>...)"),
            new Wrong(operation("run (?<id>(\\d+)+) x", "timeout: 5m"), 2, "backtracks badly"),
            new Wrong(operation("(?<id>\\d+)", "timeout: 5m"), 9, "is read as 'start'"),
            new Wrong(operation("run (?<id>\\d+) by \\w+@", "timeout: 5m"), 8, "scrubbed, it reads: run 1 by <email:"),
        };
    }

    private static String pattern(String name, String regex, String sample) {
        return "scrub:\n  patterns:\n    - name: " + name + "\n      pattern: '" + regex + "'\n      samples: ['"
                + sample + "']\n";
    }

    private static String format(String name, String regex, String sample) {
        return "formats:\n  - name: " + name + "\n    regex: '" + regex + "'\n    samples: ['" + sample + "']\n";
    }

    private static String operation(String start, String line) {
        return "operations:\n  - name: load\n    start: '" + start + "'\n    end: 'done (?<id>\\d+)'\n    kind: k\n    "
                + line + "\n    samples:\n      start: ['run 1 by kim@example.com']\n      end: ['done 1']\n";
    }

    @Test
    void operationsInLogsAreRead() {
        assertThat(load(operation("run (?<id>\\d+)", "timeout: 5m"))
                        .rules()
                        .operations()
                        .role("load", "done 17"))
                .contains(OperationMark.Role.END);
        assertThat(load("").rules().operations().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsRefusedWithItsLine(Wrong wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(wrong.yaml()))
                .withMessageStartingWith("forewarn.yaml, line " + wrong.line() + " (")
                .withMessageContaining(wrong.words());
    }

    @Test
    void aPolicyThatIsNoSectionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("policy: 3\n"))
                .withMessageContaining("'policy'");
    }
}
