package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Boundaries, timestamps and severities of real logs. The rows were compared by eye with the lines they are about; of the
 * long uniform files only the beginning, the end and what looks different, so that a change in their middle is worth a
 * look at the lines. The logs themselves are not a part of the product.
 */
class GoldenTest {
    private static final Path SHARED = Path.of("../../shared/data");

    private static void needs(Path path) {
        assumeTrue(Files.exists(path), "skipped: the measuring data at ../shared is absent");
    }

    private static List<String> read(Path file) throws IOException {
        Reading r = Reading.of(Files.readAllBytes(file), ReadOptions.defaults());
        List<String> lines = new ArrayList<>();
        for (RawRecord x : r.records()) {
            lines.add(x.firstLine() + "-" + x.lastLine() + " " + x.format() + " " + x.timestamp() + " " + x.severity());
        }
        lines.add("rejected " + r.counts().rejected());
        return lines;
    }

    @Test
    void readsEachRealLogAsRecorded() throws IOException {
        needs(SHARED.resolve("logs"));
        for (Map.Entry<String, List<String>> e : golden().entrySet()) {
            assertThat(read(SHARED.resolve("logs").resolve(e.getKey())))
                    .as(e.getKey())
                    .isEqualTo(e.getValue());
        }
    }

    @Test
    void takesTheHeadersOfEightSystemsOffEveryLine() throws IOException {
        needs(SHARED.resolve("templates"));
        for (String system : List.of("Android", "Apache", "HDFS", "Hadoop", "Linux", "OpenSSH", "Spark", "Windows")) {
            Path folder = SHARED.resolve("templates").resolve(system);
            List<String> truth = Files.readAllLines(folder.resolve(system + ".truth.csv"));
            int content = Columns.split(truth.get(0), ',').indexOf("Content");
            Reading r = Reading.of(Files.readAllBytes(folder.resolve(system + ".log")), ReadOptions.defaults());
            assertThat(r.records()).as(system).hasSize(2000).allMatch(x -> x.timestamp() != null);
            long right = r.records().stream()
                    .filter(x -> Columns.split(truth.get((int) x.firstLine()), ',')
                            .get(content)
                            .strip()
                            .equals(x.message().strip()))
                    .count();
            assertThat(right).as(system).isGreaterThanOrEqualTo(1990);
        }
    }

    @Test
    void throwsOnNoFileOfTheMeasuringData() throws IOException {
        needs(SHARED);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SHARED)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(f -> f.toFile().length() < 2_000_000)
                    .toList();
        }
        for (Path file : files) {
            for (Source source : Sources.find(List.of(file))) {
                try (RecordReader reader = RecordReader.open(source, ReadOptions.defaults())) {
                    long records = 0;
                    while (reader.next() != null) {
                        records++;
                    }
                    assertThat(records).isEqualTo(reader.counts().records());
                }
            }
        }
    }

    private static Map<String, List<String>> golden() throws IOException {
        Map<String, List<String>> files = new LinkedHashMap<>();
        try (InputStream in = GoldenTest.class.getResourceAsStream("logs.golden.txt")) {
            assertThat(in).isNotNull();
            List<String> current = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("= ")) {
                    current = new ArrayList<>();
                    files.put(line.substring(2), current);
                } else {
                    current.add(line);
                }
            }
        }
        return files;
    }
}
