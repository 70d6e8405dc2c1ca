package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every format in the registry. */
class LogFormatsTest {
    static Stream<LogFormat> formats() {
        return LogFormats.all().stream();
    }

    private static LineParser parser(LogFormat format) {
        return format.parser(new Clues(java.time.ZoneOffset.UTC, Reading.FILE_DATE));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void readsItsOwnExamples(LogFormat format) {
        assertThat(format.examples()).isNotEmpty();
        for (String example : format.examples()) {
            Draft d = new Draft();
            Match match = parser(format).read(example, d);
            if (!format.id().equals("plain")) {
                assertThat(match).as(example).isIn(Match.STRONG, Match.WEAK);
                assertThat(example).contains(d.message().lines().findFirst().orElse(""));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void isDetectedWithoutBeingNamed(LogFormat format) {
        for (String example : format.examples()) {
            assertThat(Reading.of(example).get(0).format()).as(example).isEqualTo(format.id());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void canBeForced(LogFormat format) {
        byte[] text = (format.examples().get(0) + "\nsome other line\n").getBytes(StandardCharsets.UTF_8);
        Reading read = Reading.of(text, ReadOptions.defaults().withFormat(format.id()));
        assertThat(read.get(0).format()).isEqualTo(format.id());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void survivesEveryPieceOfItsExamples(LogFormat format) {
        for (String example : format.examples()) {
            for (int to = 1; to <= example.length(); to++) {
                String piece = example.substring(0, to);
                String rest = example.substring(to - 1);
                assertThatCode(() -> {
                            parser(format).read(piece, new Draft());
                            parser(format).read(rest, new Draft());
                        })
                        .as(piece)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void haveDistinctShortIds() {
        List<String> ids = LogFormats.ids();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]{2,16}"));
    }

    @Test
    void anUnknownFormatIsRefusedByName() {
        assertThatThrownBy(() -> ReadOptions.defaults().withFormat("nonesuch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonesuch")
                .hasMessageContaining("postgresql");
    }
}
