package io.forewarn.ingest.scrub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a text of some skeleton was scanned, to be done again for another with few of the calls. Where the other differs in
 * anything that mattered, it says so. Of what can change, any thread may be told late.
 */
final class Known {
    private final Skeleton skeleton;
    private final boolean lone;
    private final Likeness likeness;
    private final Recording.@Nullable Step @Nullable [] steps;
    private final long[] tokens;
    private final boolean encoded;
    private @Nullable Known rewritten;

    private Known(
            Skeleton skeleton,
            boolean lone,
            Likeness likeness,
            Recording.@Nullable Step @Nullable [] steps,
            long[] tokens,
            boolean encoded) {
        this.skeleton = skeleton;
        this.lone = lone;
        this.likeness = likeness;
        this.steps = steps;
        this.tokens = tokens;
        this.encoded = encoded;
    }

    /** What a recorded scan of a text tells about others; {@code place} is where it will be kept. */
    static Known of(Text text, Skeleton skeleton, int place, Recording recording, Findings found) {
        List<Recording.Step> steps = recording.steps();
        return new Known(
                skeleton,
                text.mayBeLone(),
                new Likeness(place),
                steps == null ? null : steps.toArray(Recording.Step[]::new),
                found.guards(),
                recording.mayBeEncoded());
    }

    boolean isOf(Folding folding) {
        return skeleton.isOf(folding);
    }

    /** True where texts of this skeleton are lone identifiers, if such are looked for. */
    boolean isLone() {
        return lone;
    }

    Likeness likeness() {
        return likeness;
    }

    /** What is known of the texts that these become, where a {@link #scan} found something; null where nobody told yet. */
    @Nullable Known rewritten() {
        return rewritten;
    }

    void rewritten(Known as) {
        rewritten = as;
    }

    /** True where there is nothing to find in any text of this skeleton. */
    boolean isClean() {
        return steps != null && steps.length == 0 && !encoded;
    }

    /** What a whole scan would find in a text of this skeleton, or null where only one can tell. */
    @Nullable Findings scan(Text t, Scan scan) {
        if (steps == null) {
            return null;
        }
        Findings found = new Findings();
        for (long token : tokens) {
            found.guard((int) (token >>> 32), (int) token);
        }
        for (Recording.Step step : steps) {
            if (step.word().isEmpty() || t.hasAt(step.from(), step.word())) {
                step.finder().find(t, step.from(), step.to(), found);
            }
            if (found.trace() != step.trace()) {
                return null;
            }
        }
        if (encoded) {
            long before = found.trace();
            EncodedViews.base64(t, scan, found);
            return found.trace() == before ? found : null;
        }
        return found;
    }
}
