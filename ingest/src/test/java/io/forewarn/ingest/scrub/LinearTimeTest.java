package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile lines of 400 kB: quadratic work would take minutes, so a wide limit tells the two apart on any machine. */
class LinearTimeTest {
    private static final Scrubber SCRUBBER = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(
            strings = {
                "a",
                "1",
                "password='",
                "token=token",
                "ey",
                "-----BEGIN PRIVATE KEY ",
                "@",
                "a@b.",
                "::",
                "1:",
                "http://",
                "://a:",
                "1.2.",
                "<a:",
                "user ",
                "-u a:b ",
                "Cookie: a=b;",
                "%40",
                "1-",
                "aa:",
                "bundle_a__=",
                "passport A1",
                "sin 123 ",
                "{\"a\":\"",
                "zxlk",
                "acls to: a,",
                "(1",
                "\\\"password\\\":",
                "mysql -p",
                "sudo ",
                "for a.b from ",
                "name=\"password\" ",
                "(a) values (",
                "password ",
                "password:\n ",
                "\\\n",
                "%2520",
                "a+b",
                "sk-live_",
                "+49 ",
                "/home/",
                "] \"",
                "Authorization: Digest a=\"",
                "QUJD"
            })
    void scrubsALongLineOfThemInTime(String piece) {
        String line = piece.repeat(400_000 / piece.length());
        assertThat(SCRUBBER.scrub(line, new Redactions())).isNotNull();
    }

    @Test
    @Timeout(60)
    void scrubsLongLinesOfEachAnchorInTime() {
        Detectors.finders().stream()
                .flatMap(finder -> finder.anchors().stream())
                .distinct()
                .map(anchor -> anchor.isEmpty() ? "x" : anchor)
                .forEach(anchor -> assertThat(SCRUBBER.scrub(anchor.repeat(10_000 / anchor.length()), new Redactions()))
                        .isNotNull());
    }
}
