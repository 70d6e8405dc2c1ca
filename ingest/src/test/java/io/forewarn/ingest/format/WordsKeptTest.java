package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Each word of the bundled logs stands somewhere in its record: a header that takes too much loses part of a sentence. */
class WordsKeptTest {
    private static final Path LOGS = Path.of("../datasets/faultlab/logs");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");

    /** Of these the names of fields become roles, and are meant to go. */
    private static final Set<String> BY_FIELDS = Set.of("json", "logfmt");

    /** What a header says of its program or of nothing. */
    private static final Set<String> SAID_OTHERWISE = Set.of("psql", "local", "unknown", "signal", "handler");

    @Test
    void keepsEveryWordOfTheBundledLogs() throws IOException {
        try (Stream<Path> files = Files.walk(LOGS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".gz")).toList()) {
                assertThat(lost(file)).as(file.toString()).isEmpty();
            }
        }
    }

    private static List<String> lost(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            bytes = in.readAllBytes();
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        List<String> lost = new ArrayList<>();
        for (RawRecord r : Reading.of(bytes, ReadOptions.defaults()).records()) {
            if (BY_FIELDS.contains(r.format())) {
                continue;
            }
            String kept = r.toString().toLowerCase(Locale.ROOT);
            for (int line = (int) r.firstLine(); line <= r.lastLine(); line++) {
                String text = lines.get(line - 1);
                Set<String> words = WORD.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(w -> Severities.word(w) == null)
                        .map(w -> w.toLowerCase(Locale.ROOT))
                        .filter(w -> !kept.contains(w) && !SAID_OTHERWISE.contains(w))
                        .collect(Collectors.toSet());
                if (!words.isEmpty()) {
                    lost.add(words + " of: " + text);
                }
            }
        }
        return lost;
    }
}
