package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KnownTextsTest {
    private static final Path CASES = Path.of("../../shared/data/scrub/open.jsonl.gz");
    private static final Pseudonyms PSEUDONYMS = Pseudonyms.of(new byte[32], "e1");
    private static final Scrubber REMEMBERING = Scrubber.of(PSEUDONYMS);
    private static final Scrubber ANEW = Scrubber.withoutMemory(PSEUDONYMS);

    @Provide
    Arbitrary<String> texts() {
        List<String> pieces = Stream.concat(
                        Detectors.finders().stream()
                                .flatMap(f -> Stream.of(f.positives(), f.negatives(), f.anchors()))
                                .flatMap(List::stream),
                        Stream.of(
                                "<ip:abcdefgh>",
                                "<secret:a2b3c4d5>",
                                "user ",
                                "password=",
                                "\"",
                                "0",
                                "10",
                                "12.",
                                " ",
                                "@"))
                .toList();
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(pieces),
                Arbitraries.of(pieces),
                Arbitraries.of(pieces).map(s -> s.substring(0, s.length() / 2)),
                Arbitraries.strings().withChars("0123456789.:-/+ax<> ").ofMaxLength(16));
        return piece.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("", list));
    }

    @Property(tries = 3000)
    void remembersOnlyWhatHoldsForOtherDigits(@ForAll("texts") String text, @ForAll long seed) {
        compare(text, new Random(seed));
    }

    @Test
    void remembersOnlyWhatHoldsInLabelledTexts() throws IOException {
        assumeTrue(Files.exists(CASES), "no labelled cases here");
        Random random = new Random(1);
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(CASES)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                compare(json.readTree(line).path("text").asText(), random);
            }
        }
    }

    /** The first two make it known; the text itself comes when another like it is. */
    private static void compare(String text, Random random) {
        for (String like : List.of(varied(text, random), varied(text, random), text, varied(text, random), text)) {
            Redactions expected = new Redactions();
            Redactions counted = new Redactions();
            assertThat(REMEMBERING.scrub(like, counted)).isEqualTo(ANEW.scrub(like, expected));
            assertThat(counted.byDetector()).isEqualTo(expected.byDetector());
        }
    }

    /** Other digits and other codes of tokens, some or all. */
    private static String varied(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        int share = 1 + random.nextInt(4);
        for (int i = 0; i < out.length(); i++) {
            int token = out.charAt(i) == '<' ? Pseudonyms.tokenEnd(text.toCharArray(), text.length(), i) : -1;
            if (token > 0) {
                for (i = out.indexOf(":", i) + 1; i < token - 1; i++) {
                    out.setCharAt(i, "abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
                }
            } else if (Chars.isDigit(out.charAt(i)) && random.nextInt(share) == 0) {
                out.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return out.toString();
    }

    @Test
    void findsAnAddressWhereTheOnesBeforeWereNone() {
        for (String version : List.of("at 300.1.1.1 now", "at 301.2.1.1 now", "at 302.3.1.1 now")) {
            assertThat(REMEMBERING.scrub(version, new Redactions())).isEqualTo(version);
        }
        assertThat(REMEMBERING.scrub("at 100.1.1.1 now", new Redactions())).startsWith("at <ip:");
    }

    @Test
    void looksAgainAtWhatOtherDigitsEncode() {
        String hidden = "run " + encoded("contact joe@example.org now 42") + " done";
        List<String> like = List.of(hidden.replaceAll("[0-9]", "9"), hidden.replaceAll("[0-9]", "8"), hidden);
        assertThat(like.get(0)).isEqualTo(ANEW.scrub(like.get(0), new Redactions()));
        for (String text : like) {
            assertThat(REMEMBERING.scrub(text, new Redactions())).isEqualTo(ANEW.scrub(text, new Redactions()));
        }
        assertThat(REMEMBERING.scrub(hidden, new Redactions())).startsWith("run <secret:");
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsATokenWhoseAnchorHasOtherDigitsThanTheOnesBefore() {
        String token = VendorToken.all().stream()
                .filter(t -> t.id().equals("salesforce-session"))
                .findFirst()
                .orElseThrow()
                .positives()
                .get(0);
        List<String> like = List.of(token.replace("00D", "11D"), token.replace("00D", "27D"), token);
        assertThat(like.get(0)).isNotEqualTo(token);
        for (String text : like) {
            assertThat(REMEMBERING.scrub(text, new Redactions())).isEqualTo(ANEW.scrub(text, new Redactions()));
        }
        assertThat(REMEMBERING.scrub(token, new Redactions())).contains("<secret:");
    }

    @Test
    void knowsWhatTextsBecomeOnlyWhereTheRulesLeaveNoValue() {
        Scrubber leaving = Scrubber.of(PSEUDONYMS, ScrubRules.of(List.of(), Set.of("10.0.0.7"), Set.of()));
        for (int i = 1; i < 9; i++) {
            String text = "from 10.0.0." + i + " and 10.0.1." + i;
            String scrubbed = leaving.scrub(text, new Redactions());
            assertThat(scrubbed.contains("10.0.0.7")).as(text).isEqualTo(i == 7);
            assertThat(scrubbed).doesNotContain("10.0.1.");
        }
    }

    @Test
    void findsNothingInShortNumbers() {
        for (int i = 0; i < 100_000; i++) {
            String number = Integer.toString(i);
            assertThat(ANEW.scrubField(number, new Redactions())).isEqualTo(number);
        }
    }

    @Test
    void foldsEightCharactersAtATimeAsOneByOne() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 128)
                    .mapToObj(c -> Character.toString((char) c))
                    .collect(Collectors.joining());
            Skeleton skeleton = Objects.requireNonNull(Skeleton.of(text));
            for (int k = 0; k < text.length(); k++) {
                char c = text.charAt(k);
                assertThat((char) skeleton.at(k)).isEqualTo(c >= '0' && c <= '9' ? '0' : c);
            }
        }
    }

    @Test
    void keepsApartWhatDiffersInMoreThanDigits() {
        Skeleton one = Skeleton.of("a 12 <ip:abcdef23> b");
        assertThat(one).isEqualTo(Skeleton.of("a 99 <ip:zzzz7777> b"));
        assertThat(one).isNotEqualTo(Skeleton.of("a 99 <ip:zzzz0000> b"));
        assertThat(one).isNotEqualTo(Skeleton.of("A 12 <ip:abcdef23> b"));
        assertThat(one).isNotEqualTo(Skeleton.of("a 123 <ip:abcdef23> b"));
        assertThat(Skeleton.of("é")).isNull();
        assertThat(Skeleton.of("x".repeat(Skeleton.LONGEST + 1))).isNull();
    }
}
