package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EightBytesTest {
    private static boolean isPlain(byte b) {
        return b >= 32 || b == '\t';
    }

    @Test
    void tellsPlainBytesAndDigitsAtEachPlace() {
        for (int place = 0; place < 8; place++) {
            for (int value = -128; value < 128; value++) {
                byte[] b = "a9\tZ0/:~".getBytes(StandardCharsets.US_ASCII);
                b[place] = (byte) value;
                assertThat(EightBytes.isPlain(EightBytes.at(b, 0)))
                        .as("%d at %d", value, place)
                        .isEqualTo(isPlain((byte) value));
                if (value >= 0) {
                    String text = new String(b, StandardCharsets.US_ASCII).replaceAll("[0-9]", "0");
                    assertThat(EightBytes.digitsAsZeros(EightBytes.at(b, 0)))
                            .isEqualTo(EightBytes.at(text.getBytes(StandardCharsets.US_ASCII), 0));
                }
            }
        }
    }

    @Property(tries = 300)
    void findsTheFirstOfAByteAsOneByOne(
            @ForAll @Size(max = 40) byte[] b,
            @ForAll byte wanted,
            @ForAll @IntRange(max = 40) int from,
            @ForAll boolean there) {
        int start = Math.min(from, b.length);
        if (there && b.length > 0) {
            b[(from * 7) % b.length] = wanted;
        }
        int expected = -1;
        for (int i = b.length - 1; i >= start; i--) {
            expected = b[i] == wanted ? i : expected;
        }
        assertThat(EightBytes.indexOf(b, wanted, start, b.length)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void foldsPlainLinesOnly(@ForAll @Size(max = 530) byte[] b, @ForAll boolean plain) {
        for (int i = 0; plain && i < b.length; i++) {
            b[i] = (byte) (' ' + (b[i] & 0x3F));
        }
        FoldedLine folded = new FoldedLine();
        boolean all = b.length > 0 && b.length <= FoldedLine.LONGEST;
        for (byte c : b) {
            all &= isPlain(c);
        }
        assertThat(folded.of(Arrays.copyOf(b, b.length + 7), 0, b.length)).isEqualTo(all);
        if (all) {
            String zeros = new String(b, StandardCharsets.US_ASCII).replaceAll("[0-9]", "0");
            assertThat(folded.is(shape(zeros))).isTrue();
            assertThat(folded.is(shape(other(zeros, b.length - 1)))).isFalse();
            assertThat(folded.is(shape(other(zeros, 0)))).isFalse();
            if (b.length < FoldedLine.LONGEST) {
                assertThat(folded.is(shape(zeros + " "))).isFalse();
            }
        }
    }

    private static String other(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == '~' ? '!' : '~') + text.substring(at + 1);
    }

    private static long[] shape(String plain) {
        FoldedLine folded = new FoldedLine();
        byte[] b = plain.getBytes(StandardCharsets.US_ASCII);
        assertThat(folded.of(Arrays.copyOf(b, b.length + 7), 0, b.length)).isTrue();
        return folded.copy();
    }

    @Test
    void hashesAShapeAndNotItsDigitsOrItsSurroundings() {
        FoldedLine a = new FoldedLine();
        FoldedLine b = new FoldedLine();
        assertThat(a.of("xx12:34 worker 7\nnext one".getBytes(StandardCharsets.US_ASCII), 2, 16))
                .isTrue();
        assertThat(b.of("99:00 worker 8 of a file".getBytes(StandardCharsets.US_ASCII), 0, 14))
                .isTrue();
        assertThat(a.hash()).isEqualTo(b.hash());
        assertThat(a.is(b.copy())).isTrue();
        assertThat(b.of("99:00 worker 88 of a file".getBytes(StandardCharsets.US_ASCII), 0, 15))
                .isTrue();
        assertThat(a.hash()).isNotEqualTo(b.hash());
    }
}
