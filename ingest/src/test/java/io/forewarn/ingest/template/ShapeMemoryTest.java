package io.forewarn.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShapeMemoryTest {
    private static final List<String> PARTS = List.of(
            "0x1f3a",
            "1x2b",
            "10.1.2.3",
            "<ip:abc234>",
            "x<ip:2bc234>",
            "<4a:abc234>",
            "<word:abc234>",
            "<user-name:k2k2k2>",
            "node1",
            "sha256",
            "12:30:01.5",
            "2024-01-02",
            "/var/log/7",
            "a1b2c3d4",
            "Jan",
            "5",
            "GET",
            "=",
            ":",
            "'7'",
            "\"q\"",
            "jetty-6.1",
            "PS/2",
            "key9=8",
            "(3)",
            "[",
            "]",
            "<",
            ">",
            ",",
            "-1",
            "+2",
            "1.2.3",
            "host1.example.com",
            "{a1}",
            "é",
            "deadbeef",
            "00:1B:44:11:3A:B7",
            "fe80::1",
            "3ms",
            "3 ms",
            "@5",
            "~",
            "/",
            "..",
            "\t",
            "1e5",
            "T10",
            "9Z");

    @Property(tries = 2_000)
    void givesWhatAScannerWithoutMemoryGives(@ForAll("messages") List<String> messages, @ForAll Random random) {
        ShapeMemory memory = new ShapeMemory();
        for (String message : messages) {
            same(memory, message);
            for (int i = 0; i < 4; i++) {
                same(memory, otherDigitsAndCodes(message, random));
            }
        }
    }

    private static void same(ShapeMemory memory, String message) {
        ShapeScanner remembering = new ShapeScanner(memory);
        ShapeScanner plain = new ShapeScanner();
        assertThat(remembering.scan(message)).as(message).isEqualTo(plain.scan(message));
        assertThat(remembering.text()).as(message).isEqualTo(plain.text());
    }

    private static String otherDigitsAndCodes(String message, Random random) {
        StringBuilder text = new StringBuilder(message);
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean begins = c == ':' && text.lastIndexOf("<", i) > text.lastIndexOf(" ", i);
            code = begins || (code && c != '>' && c != ' ');
            if (code && Character.isLetterOrDigit(c)) {
                text.setCharAt(i, "abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
            } else if (c >= '0' && c <= '9') {
                text.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return text.toString();
    }

    @Provide
    Arbitrary<List<String>> messages() {
        Arbitrary<String> part = Arbitraries.of(PARTS);
        return Arbitraries.oneOf(
                        part.list().ofMinSize(1).ofMaxSize(8).map(p -> String.join(" ", p)),
                        part.list().ofMinSize(1).ofMaxSize(8).map(p -> String.join("", p)),
                        Arbitraries.strings()
                                .withChars("0123456789<>:abcx/.-_=\"' \n{}@")
                                .ofMaxLength(40))
                .list()
                .ofMaxSize(6);
    }

    @Test
    void remembersALineByWhatItsDigitsAndPseudonymsStandFor() {
        ShapeMemory memory = new ShapeMemory();
        new ShapeScanner(memory).scan("read 12 bytes from <ip:abc234> in 0.5 s\nand more");
        byte[] folded = new byte[ShapeMemory.LONGEST + 1];
        String other = "read 99 bytes from <ip:zzzzzz> in 7.1 s";
        int length = ShapeMemory.fold(other, new char[ShapeMemory.LONGEST + 1], folded);
        assertThat(memory.of(other, folded, length, ShapeMemory.hash(folded, length)))
                .isNotNull();
    }

    @Test
    void remembersADigitThatIsPartOfTheShapeForItself() {
        ShapeMemory memory = new ShapeMemory();
        ShapeScanner scanner = new ShapeScanner(memory);
        long one = scanner.scan("node1 is up 7 days");
        ExactDigits digits = Objects.requireNonNull(scanner.digits());
        assertThat(digits.standIn("node1 is up 8 days")).isTrue();
        assertThat(digits.standIn("node2 is up 7 days")).isFalse();
        assertThat(scanner.scan("node2 is up 7 days")).isNotEqualTo(one);
        assertThat(scanner.text()).startsWith("node2 is up <");
        assertThat(scanner.scan("node1 is up 9 days")).isEqualTo(one);
    }

    @Test
    void remembersNoShapeOfVeryManyDigits() {
        ShapeScanner scanner = new ShapeScanner(new ShapeMemory());
        scanner.scan("node1 ".repeat(65));
        assertThat(scanner.digits()).isNull();
        scanner.scan("node1 ".repeat(64));
        assertThat(scanner.digits()).isNotNull();
    }

    @Test
    void leavesLongLinesAndOtherAlphabetsToTheScanner() {
        byte[] folded = new byte[ShapeMemory.LONGEST + 1];
        char[] in = new char[ShapeMemory.LONGEST + 1];
        assertThat(ShapeMemory.fold("x".repeat(ShapeMemory.LONGEST), in, folded))
                .isEqualTo(ShapeMemory.LONGEST);
        assertThat(ShapeMemory.fold("x".repeat(ShapeMemory.LONGEST + 1), in, folded))
                .isNegative();
        assertThat(ShapeMemory.fold("größer", in, folded)).isNegative();
        same(new ShapeMemory(), "größer 1 " + "y 2 ".repeat(200));
    }
}
