package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forewarn.ingest.event.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every tenth line of eight systems: where its record ends, when it happened and how severe it says it is. The truth was
 * made from the columns of each system's layout, without this reader; the texts themselves are not a part of the product.
 */
class LoghubTruthTest {
    private static final Path LOGS = Path.of("../../shared/data/templates");

    @Test
    void readsBoundaryTimeAndSeverityOfEightSystems() throws IOException, NoSuchAlgorithmException {
        assumeTrue(Files.isDirectory(LOGS), "skipped: the measuring data at ../shared is absent");
        int right = 0;
        int all = 0;
        String system = "";
        List<String> lines = List.of();
        Map<Long, RawRecord> records = new HashMap<>();
        for (String row : truth()) {
            String[] w = row.split(" ", -1);
            if (w[0].equals("=")) {
                system = w[1];
                byte[] text = Files.readAllBytes(LOGS.resolve(system).resolve(system + ".log"));
                lines = new String(text, StandardCharsets.UTF_8).lines().toList();
                records.clear();
                Reading.of(text, ReadOptions.defaults()).records().forEach(r -> records.put(r.firstLine(), r));
                continue;
            }
            int line = Integer.parseInt(w[0]);
            assertThat(hash(lines.get(line - 1)))
                    .as("%s %d: another file", system, line)
                    .isEqualTo(w[1]);
            RawRecord r = records.get((long) line);
            all++;
            if (r != null
                    && r.lastLine() == line
                    && isAt(r, w[2])
                    && severity(r.severity()).equals(w[3])) {
                right++;
            }
        }
        assertThat(all).isEqualTo(1608);
        assertThat(right).isEqualTo(all);
    }

    private static boolean isAt(RawRecord r, String truth) {
        LocalDateTime at = LocalDateTime.ofInstant(java.util.Objects.requireNonNull(r.timestamp()), ZoneOffset.UTC);
        String text = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
                .format(at);
        // a truth without a year or a fraction states none
        return text.contains(truth) && r.zone() != null;
    }

    private static String severity(@org.jspecify.annotations.Nullable Severity severity) {
        return severity == null ? "-" : severity.name();
    }

    private static String hash(String line) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 12);
    }

    private static List<String> truth() throws IOException {
        try (InputStream in = LoghubTruthTest.class.getResourceAsStream("loghub.truth.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
