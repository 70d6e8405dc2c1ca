package io.forewarn.predictor.risk;

import io.forewarn.ingest.template.ShapeScanner;
import io.forewarn.predictor.Words;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The risk of an operation that is running, from the lines it has printed so far and what earlier ones of its kind
 * printed. Each line is reduced to its constant text; of those that earlier operations printed, the most telling one
 * moves the odds by what it says: with f failures among the n operations that printed it, the odds of (f + 3 base) / (n +
 * 3) against those of the base. A line that none has printed counts as such lines have so far. One line only, as lines
 * of one error come together and would be counted many times over. Told in order of time; for one thread.
 */
public final class InFlight {
    /** Earlier operations with kept output below which nothing is said; and failures, and successes, among them. */
    static final int ENOUGH = 30;

    static final int ENOUGH_OF_EACH = 5;
    private static final double PRIOR = 3;
    /** A risk before that is nearer to certainty than this does not resist what is seen. */
    private static final double LEAST = 0.005;

    private static final int SHOWN = 160;
    private static final String NEW = "";

    private final String kind;
    private final ShapeScanner scanner = new ShapeScanner();
    private final Map<String, Count> counts = new HashMap<>();
    private int failures;
    private int n;

    /** Operations that printed a line of some shape. */
    private record Count(int n, int failures) {
        static final Count NONE = new Count(0, 0);

        Count plus(boolean failed) {
            return new Count(n + 1, failures + (failed ? 1 : 0));
        }
    }

    /**
     * What the lines say.
     *
     * @param before the risk before it printed anything
     * @param risk now; the same where it abstains or no line says anything
     * @param n earlier operations of its kind with kept output
     * @param abstainedWhy null where it answered
     * @param reason null where no line says anything
     */
    public record Answer(
            double before, double risk, int n, @Nullable String abstainedWhy, Prediction.@Nullable Reason reason) {}

    /** Of operations of one kind. */
    public InFlight(String kind) {
        this.kind = kind;
    }

    /** Takes what an earlier operation printed, scrubbed, and how it ended. */
    public void learn(List<String> output, boolean failed) {
        Map<String, String> shapes = shapes(output);
        boolean fresh = shapes.keySet().stream().anyMatch(shape -> !counts.containsKey(shape));
        if (fresh && n >= ENOUGH) {
            counts.merge(NEW, Count.NONE.plus(failed), (old, one) -> old.plus(failed));
        }
        shapes.keySet().forEach(shape -> counts.merge(shape, Count.NONE.plus(failed), (old, one) -> old.plus(failed)));
        n++;
        failures += failed ? 1 : 0;
    }

    /** The risk after some lines, scrubbed, where it was some risk before. */
    public Answer after(double before, List<String> soFar) {
        if (n < ENOUGH || failures < ENOUGH_OF_EACH || n - failures < ENOUGH_OF_EACH) {
            return new Answer(
                    before,
                    before,
                    n,
                    "only " + Words.count(n, "earlier " + Words.kind(kind)) + " with kept output, " + failures
                            + " of them failed; " + ENOUGH + " are needed, and " + ENOUGH_OF_EACH
                            + " of each outcome",
                    null);
        }
        double base = (double) failures / n;
        double most = 0;
        String telling = null;
        String line = "";
        for (Map.Entry<String, String> shape : shapes(soFar).entrySet()) {
            String known = counts.containsKey(shape.getKey()) ? shape.getKey() : NEW;
            double moved = moved(counts.getOrDefault(known, Count.NONE), base);
            if (Math.abs(moved) > Math.abs(most) + 1e-12) {
                most = moved;
                telling = known;
                line = shape.getValue();
            }
        }
        if (telling == null) {
            return new Answer(before, before, n, null, null);
        }
        double p = Math.min(1 - LEAST, Math.max(LEAST, before));
        double risk = 1 / (1 + Math.exp(-(Math.log(p / (1 - p)) + most)));
        return new Answer(before, risk, n, null, reason(telling, line, most));
    }

    private static double moved(Count seen, double base) {
        double p = (seen.failures + PRIOR * base) / (seen.n + PRIOR);
        return Math.log(p / (1 - p)) - Math.log(base / (1 - base));
    }

    private Prediction.Reason reason(String telling, String line, double moved) {
        Count seen = counts.getOrDefault(telling, Count.NONE);
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        String who = telling.equals(NEW)
                ? "no earlier " + Words.kind(kind) + " printed such a line; of those that printed something new, "
                : "of the earlier ones that printed such a line, ";
        String text = "It printed \"" + shown + "\": " + who + seen.failures + " of " + seen.n + " failed.";
        return new Prediction.Reason("output", text, moved, moved > 0);
    }

    /** Constant texts of the lines, each with the first line that has it. */
    private Map<String, String> shapes(List<String> lines) {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                scanner.scan(line.strip());
                shapes.putIfAbsent(scanner.text(), line.strip());
            }
        }
        return shapes;
    }

    /** The lines of an output. */
    public static List<String> lines(String output) {
        return output.lines().toList();
    }
}
