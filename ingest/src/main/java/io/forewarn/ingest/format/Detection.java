package io.forewarn.ingest.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the first lines of a file say about the rest: layers, order of dates, years, formats. */
final class Detection {
    private static final int SCORED = 200;

    private Detection() {}

    /** @param whole true where the lines are the whole file */
    static Stitcher of(List<String> lines, boolean whole, Clues clues, ReadOptions options, ReadCounts counts) {
        Unwrapping layer = options.format() == null ? Unwrapping.of(head(lines), clues) : Unwrapping.NONE;
        List<String> inner = new ArrayList<>(lines.size());
        for (String line : lines) {
            Unwrapping.Inner in = layer == Unwrapping.NONE ? null : layer.open(line, clues);
            inner.add(in == null ? line : in.text());
        }
        DateEvidence.weigh(inner, whole, clues);
        List<LogFormat> formats = formats(options);
        Set<String> common = common(formats, head(inner), clues);
        clues.moments.forget();
        return new Stitcher(formats, clues, options, counts, common, layer);
    }

    private static List<String> head(List<String> lines) {
        return lines.subList(0, Math.min(SCORED, lines.size()));
    }

    private static List<LogFormat> formats(ReadOptions options) {
        List<LogFormat> all = new ArrayList<>(options.userFormats());
        all.addAll(LogFormats.all());
        String wanted = options.format();
        if (wanted != null) {
            all.removeIf(f -> !f.id().equals(wanted));
        }
        return all;
    }

    /** Formats that are sure of a line; weak ones that take two lines and a twentieth of those no other is sure of. */
    private static Set<String> common(List<LogFormat> formats, List<String> lines, Clues clues) {
        Map<String, Integer> weak = new TreeMap<>();
        List<LineParser> parsers = new ArrayList<>();
        for (LogFormat f : formats) {
            parsers.add(f.parser(clues));
        }
        Set<String> sure = new HashSet<>();
        int unsure = 0;
        Draft scratch = new Draft();
        for (String line : lines) {
            if (Text.isBlank(line)) {
                continue;
            }
            String first = null;
            boolean strong = false;
            for (int i = 0; i < parsers.size() && !strong; i++) {
                scratch.clear();
                Match m = parsers.get(i).read(line, scratch);
                strong = m == Match.STRONG || m == Match.JOINS;
                if (strong) {
                    sure.add(formats.get(i).id());
                }
                if (m == Match.WEAK && first == null) {
                    first = formats.get(i).id();
                }
            }
            if (!strong) {
                unsure++;
                if (first != null) {
                    weak.merge(first, 1, Integer::sum);
                }
            }
        }
        Set<String> common = new HashSet<>(sure);
        int all = unsure;
        weak.forEach((id, n) -> {
            if (n >= 2 && n * 20 >= all) {
                common.add(id);
            }
        });
        return common;
    }
}
