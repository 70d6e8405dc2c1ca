package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recall and damage on lines of our own making: hundreds of shapes, fresh values from each seed. */
class GeneratedCasesTest {
    private static final int SEEDS = 3;
    private final Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));

    /** Ways in which a line comes wrapped in another. */
    enum Wrapping {
        JSON,
        JSON_TWICE,
        URL,
        URL_TWICE;

        String wrap(String text) {
            return switch (this) {
                case JSON -> json(text);
                case JSON_TWICE -> json(json(text));
                case URL -> URLEncoder.encode(text, StandardCharsets.UTF_8);
                case URL_TWICE -> URL.wrap(URL.wrap(text));
            };
        }

        private static String json(String text) {
            String body = text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\t", "\\t");
            return "{\"m\":\"" + body + "\"}";
        }
    }

    @Test
    void hidesNineHundredAndNinetyOfAThousandValues() {
        int values = 0;
        List<String> leaks = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (GeneratedCases.Case c : new GeneratedCases(seed).of("cases-hide.txt")) {
                String out = scrubber.scrub(c.text(), new Redactions());
                values += c.hide().size();
                c.hide().stream().filter(out::contains).forEach(value -> leaks.add(c.line()));
                assertThat(c.keep()).as(c.line()).allMatch(out::contains);
            }
        }
        assertThat(leaks.size() / (double) values).as("%s", leaks).isLessThan(0.01);
    }

    @Test
    void leavesWhatOnlyLooksAlike() {
        int lines = 0;
        List<String> damaged = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (GeneratedCases.Case c : new GeneratedCases(seed).of("cases-keep.txt")) {
                lines++;
                String out = scrubber.scrub(c.text(), new Redactions());
                if (!out.equals(c.text())) {
                    damaged.add(out);
                }
            }
        }
        assertThat(damaged.size() / (double) lines).as("%s", damaged).isLessThan(0.005);
    }

    @ParameterizedTest
    @EnumSource
    void hidesThemInsideOtherLinesToo(Wrapping wrapping) {
        int values = 0;
        List<String> leaks = new ArrayList<>();
        for (GeneratedCases.Case c : new GeneratedCases(4).of("cases-hide.txt")) {
            String out = scrubber.scrub("got " + wrapping.wrap(c.text()) + " here", new Redactions());
            for (String value : c.hide()) {
                values++;
                if (out.contains(value)
                        || out.contains(wrapping.wrap(value).replaceAll("^\\{.*:\\\\*\"|\\\\*\"}$", ""))) {
                    leaks.add(c.line());
                }
            }
        }
        assertThat(leaks.size() / (double) values).as("%s", leaks).isLessThan(0.05);
    }

    @Test
    void hidesThemInsideBase64() {
        int lines = 0;
        List<String> leaks = new ArrayList<>();
        for (GeneratedCases.Case c : new GeneratedCases(5).of("cases-hide.txt")) {
            String wrapped = Base64.getEncoder().encodeToString(c.text().getBytes(StandardCharsets.UTF_8));
            lines++;
            if (scrubber.scrub("payload=" + wrapped + " end", new Redactions()).contains(wrapped)) {
                leaks.add(c.line());
            }
        }
        assertThat(leaks.size() / (double) lines).as("%s", leaks).isLessThan(0.05);
    }
}
