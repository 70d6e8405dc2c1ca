package io.forewarn.ingest.scrub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Log lines with generated secrets and personal data among ordinary ones, plain and wrapped: JSON string, URL, base64.
 *
 * @param lines the log
 * @param planted each text that must not be found in what is written, with its kind; wrapped ones as they stand in the line
 */
public record PlantedLines(List<String> lines, Map<String, String> planted) {
    /** Shorter texts, or eight digits and fewer, are found by accident. */
    private static final int LEAST = 9;

    /** Lines of which every {@code lines / values}-th carries values, until that many are planted. */
    public static PlantedLines of(long seed, int values, int lines) {
        Random random = new Random(seed);
        List<String> out = new ArrayList<>(lines);
        Map<String, String> planted = new LinkedHashMap<>();
        int every = Math.max(1, lines / values);
        List<GeneratedCases.Case> cases = new ArrayList<>();
        int next = 0;
        for (int round = 0; out.size() < lines; round++) {
            String stamp = String.format(
                    Locale.ROOT,
                    "2026-03-%02d %02d:%02d:%02d.%03d",
                    1 + round / 3_600_000 % 28,
                    round / 150_000 % 24,
                    round / 2500 % 60,
                    round / 40 % 60,
                    round % 40 * 25);
            if (round % every != 0 || planted.size() >= values) {
                out.add(stamp + " INFO  [main] com.acme.Batch - row " + random.nextInt(1_000_000) + " of batch "
                        + random.nextInt(99) + " written in " + random.nextInt(900) + " ms");
                continue;
            }
            while (next >= cases.size()) {
                cases = new ArrayList<>(new GeneratedCases(seed + round).of("cases-hide.txt"));
                cases.removeIf(c -> c.text().contains("\n")
                        || c.text().contains("\r")
                        || !c.keep().isEmpty());
                next = 0;
            }
            GeneratedCases.Case c = cases.get(next++);
            out.add(stamp + " WARN  [main] com.acme.Gate - " + wrapped(c, planted.size() % 4, planted));
        }
        return new PlantedLines(List.copyOf(out), planted);
    }

    private static String wrapped(GeneratedCases.Case c, int wrapping, Map<String, String> planted) {
        String text = c.text();
        if (wrapping == 3) {
            String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            if (base64.length() >= 32) {
                planted.put(base64, "base64");
                return "payload=" + base64 + " end";
            }
        }
        boolean url = wrapping == 2;
        for (String value : c.hide()) {
            String shown = url ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value;
            if (shown.length() >= LEAST) {
                planted.put(shown, kind(c, value));
            }
        }
        return switch (wrapping) {
            case 1 ->
                "{\"m\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"}";
            case 2 -> "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + " end";
            default -> text;
        };
    }

    private static String kind(GeneratedCases.Case c, String value) {
        int slot = c.hide().indexOf(value);
        int at = -1;
        for (int i = 0; i <= slot; i++) {
            at = c.line().indexOf('«', at + 1);
        }
        return c.line().substring(at + 1, c.line().indexOf('»', at));
    }

    /** How many texts of each kind are planted. */
    public Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new TreeMap<>();
        planted.values().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        return kinds;
    }

    /** The texts, sorted. */
    public Set<String> texts() {
        return new TreeSet<>(planted.keySet());
    }
}
