package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScrubberPropertiesTest {
    private static final Scrubber SCRUBBER = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));

    @Provide
    Arbitrary<String> texts() {
        List<String> pieces = Stream.concat(
                        Detectors.all().stream()
                                .flatMap(d -> Stream.concat(d.positives().stream(), d.negatives().stream())),
                        Stream.of(
                                "<ip:abcdefgh>",
                                "password=",
                                "\"",
                                "'",
                                "\\",
                                "@",
                                ":",
                                "%40",
                                "://",
                                "\n",
                                " ",
                                "=",
                                "ey",
                                "-u ",
                                "<",
                                "user "))
                .toList();
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(pieces),
                Arbitraries.of(pieces).map(s -> s.substring(0, s.length() / 2)),
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings().withChars("0123456789.:-/ ").ofMaxLength(16));
        return piece.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("", list));
    }

    @Property(tries = 3000)
    void scrubbingTwiceChangesNothing(@ForAll("texts") String text) {
        String once = SCRUBBER.scrub(text, new Redactions());
        assertThat(SCRUBBER.scrub(once, new Redactions())).isEqualTo(once);
    }

    @Property(tries = 1500)
    void takesAnyText(@ForAll String text) {
        assertThat(SCRUBBER.scrub(text, new Redactions())).isNotNull();
    }

    @Property(tries = 300)
    void countsWhatItChanges(@ForAll("texts") String text) {
        Redactions counts = new Redactions();
        boolean changed = !SCRUBBER.scrub(text, counts).equals(text);
        assertThat(counts.total() > 0).isEqualTo(changed);
    }

    @Property(tries = 200)
    void tokensAreStableWithinAnEpochAndUnlinkableAcross(@ForAll String value) {
        byte[] key = {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        };
        String token = Pseudonyms.of(key, "e1").token("email", value);
        assertThat(token)
                .matches("<email:[a-z2-7]{8}>")
                .isEqualTo(Pseudonyms.of(key, "e1").token("email", value));
        assertThat(token).isNotEqualTo(Pseudonyms.of(key, "e2").token("email", value));
        assertThat(token).isNotEqualTo(Pseudonyms.of(new byte[32], "e1").token("email", value));
    }
}
