package io.forewarn.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Accuracy on Loghub-2k with corrected labels, one configuration: grouping accuracy (GA) and parsing accuracy (PA) as in
 * the Loghub-2.0 benchmark. The data is not part of the product; where it is absent the test is skipped.
 */
class TemplateAccuracyTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data", "templates");

    private record Score(double grouping, double parsing) {}

    @Test
    void groupsAndNamesTheTemplatesOfKnownSystems() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no labelled logs at " + DATA + ": accuracy not measured");
        List<Score> scores = new ArrayList<>();
        try (Stream<Path> systems = Files.list(DATA)) {
            for (Path system : systems.filter(Files::isDirectory).sorted().toList()) {
                scores.add(score(system.resolve(system.getFileName() + ".truth.csv")));
            }
        }
        assertThat(scores).isNotEmpty();
        assertThat(scores).allSatisfy(s -> assertThat(s.grouping).isGreaterThan(0.95));
        assertThat(scores.stream().mapToDouble(Score::grouping).average().orElse(0))
                .isGreaterThan(0.98);
        assertThat(scores.stream().mapToDouble(Score::parsing).average().orElse(0))
                .isGreaterThan(0.88);
    }

    private static Score score(Path file) throws IOException {
        List<List<String>> rows = csv(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        int content = rows.get(0).indexOf("Content");
        int truth = rows.get(0).indexOf("EventTemplate");
        TemplateMiner miner = new TemplateMiner();
        List<Long> shapes = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            shapes.add(miner.learn(row.get(content)));
        }
        Templates templates = miner.templates();
        Map<String, Set<Integer>> wanted = new HashMap<>();
        Map<Long, Set<Integer>> found = new HashMap<>();
        int parsed = 0;
        for (int i = 0; i < shapes.size(); i++) {
            String want = rows.get(i + 1).get(truth);
            Template got = templates.of(shapes.get(i));
            wanted.computeIfAbsent(want, k -> new HashSet<>()).add(i);
            found.computeIfAbsent(got.id(), k -> new HashSet<>()).add(i);
            parsed += norm(want).equals(norm(got.text())) ? 1 : 0;
        }
        Set<Set<Integer>> whole = new HashSet<>(wanted.values());
        int grouped = found.values().stream()
                .filter(whole::contains)
                .mapToInt(Set::size)
                .sum();
        return new Score((double) grouped / shapes.size(), (double) parsed / shapes.size());
    }

    private static String norm(String template) {
        return template.replaceAll("<[^<>\\s]*>", "<*>")
                .replaceAll("<\\*>(?:[\\s,:=/._-]*<\\*>)+", "<*>")
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Rows of a CSV file with quoted fields. */
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean twice = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (twice) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        if (!row.isEmpty()) {
            row.add(field.toString());
            rows.add(row);
        }
        return rows;
    }
}
