package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples of the logs of many systems, written after their documented layouts, with the truth of each record below it:
 * {@code >> TIMESTAMP SEVERITY c=COMPONENT l=LOGGER | first line of the message}; {@code -} says that the record states
 * none, and a timestamp without an offset that the text has none. What is left out is not compared.
 */
class SampleFormatsTest {
    /** What one record must be. */
    private record Truth(int first, int last, String time, String severity, List<String> names, String message) {}

    /** One system. */
    private record Sample(String name, List<String> lines, List<Truth> truths) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                        "samples-servers.txt",
                        "samples-programs.txt",
                        "samples-tests.txt",
                        "samples-systems.txt",
                        "samples-devices.txt",
                        "samples-layouts.txt")
                .flatMap(file -> read(file).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void readsBoundariesTimesAndSeveritiesOf(Sample sample) {
        byte[] text = String.join("\n", sample.lines()).getBytes(StandardCharsets.UTF_8);
        Reading r = Reading.of(text, ReadOptions.defaults());
        List<String> wanted = new ArrayList<>();
        List<String> got = new ArrayList<>();
        for (int i = 0; i < Math.max(sample.truths().size(), r.records().size()); i++) {
            Truth t = i < sample.truths().size() ? sample.truths().get(i) : null;
            RawRecord x = i < r.records().size() ? r.get(i) : null;
            if (t != null) {
                wanted.add(t.first() + "-" + t.last() + " " + t.time() + " " + t.severity() + " "
                        + String.join(" ", t.names()) + " | " + t.message());
            }
            if (x != null) {
                got.add(x.firstLine() + "-" + x.lastLine() + " " + time(x) + " " + severity(x.severity()) + " "
                        + String.join(" ", names(x, t)) + " | "
                        + (t == null || !t.message().isEmpty()
                                ? x.message().lines().findFirst().orElse("")
                                : ""));
            }
        }
        assertThat(got).isEqualTo(wanted);
    }

    private static String time(RawRecord x) {
        Instant at = x.timestamp();
        if (at == null) {
            return "-";
        }
        ZoneOffset offset = x.offset();
        return offset == null
                ? LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString()
                : at.atOffset(offset).toString();
    }

    private static String severity(@Nullable Severity severity) {
        return severity == null ? "-" : severity.name();
    }

    private static List<String> names(RawRecord x, @Nullable Truth t) {
        List<String> names = new ArrayList<>();
        for (String name : t == null ? List.<String>of() : t.names()) {
            names.add(name.startsWith("c=") ? "c=" + x.component() : "l=" + x.logger());
        }
        return names;
    }

    private static List<Sample> read(String file) {
        String text;
        try (InputStream in = SampleFormatsTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Sample> all = new ArrayList<>();
        int first = 1;
        for (String line : text.lines().toList()) {
            if (line.startsWith("@@ ")) {
                all.add(new Sample(line.substring(3), new ArrayList<>(), new ArrayList<>()));
                first = 1;
                continue;
            }
            Sample sample = all.get(all.size() - 1);
            if (line.startsWith(">> ")) {
                int last = sample.lines().size();
                // a second truth in a row is of the record on the last line alone
                if (first > last) {
                    first = last;
                    Truth before = sample.truths().remove(sample.truths().size() - 1);
                    sample.truths()
                            .add(new Truth(
                                    before.first(),
                                    before.last() - 1,
                                    before.time(),
                                    before.severity(),
                                    before.names(),
                                    before.message()));
                }
                sample.truths().add(truth(line.substring(3), first, last));
                first = last + 1;
            } else {
                sample.lines().add(line);
            }
        }
        return all;
    }

    private static Truth truth(String line, int first, int last) {
        int bar = line.indexOf(" | ");
        String[] words = (bar < 0 ? line : line.substring(0, bar)).split(" ", -1);
        List<String> names = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            names.add(words[i]);
        }
        String time = words[0];
        if (!time.equals("-")) {
            boolean offset = time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > 10;
            time = offset
                    ? java.time.OffsetDateTime.parse(time).toString()
                    : LocalDateTime.parse(time).toString();
        }
        return new Truth(
                first, last, time, words[1].toUpperCase(Locale.ROOT), names, bar < 0 ? "" : line.substring(bar + 3));
    }
}
