package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one scan and keeps what texts of the same skeleton need of it: the calls of finders that found something, or
 * that read a token's code, or a digit for what it is. All other calls read only what those texts have in common, so they would find
 * nothing there as well.
 */
final class Recording {
    /**
     * A call of a finder, and what had been found after it.
     *
     * @param word the anchor that must stand there for the call, empty where it does in all texts of the skeleton
     */
    record Step(Finder finder, String word, int from, int to, long trace) {}

    private final Skeleton skeleton;
    private final List<Step> steps = new ArrayList<>();
    private boolean refused;
    private boolean encoded;

    Recording(Skeleton skeleton) {
        this.skeleton = skeleton;
    }

    Skeleton skeleton() {
        return skeleton;
    }

    void call(Finder finder, Text t, int from, int to, Findings out) {
        long before = out.trace();
        t.forgetReads();
        finder.find(t, from, to, out);
        if (out.trace() != before || t.readVaried()) {
            steps.add(new Step(finder, "", from, to, out.trace()));
        }
    }

    /** The same where an anchor stands, or would with other digits. */
    void call(Finder finder, String word, Text t, int from, int to, Findings out) {
        if (finder.looksAtAnchor() && isNothing(finder, t, from, to)) {
            return;
        }
        if (t.hasAt(from, word)) {
            finder.find(t, from, to, out);
        }
        steps.add(new Step(finder, word, from, to, out.trace()));
    }

    /** True where the finder finds nothing there, whatever the digits. */
    private static boolean isNothing(Finder finder, Text t, int from, int to) {
        Findings apart = new Findings();
        long before = apart.trace();
        t.forgetReads();
        finder.find(t, from, to, apart);
        return apart.trace() == before && !t.readVaried();
    }

    /** Says that what was seen since reads were forgotten is only for this text, where it read a token's code. */
    void refuseCodes(Text t) {
        refused |= t.readCode();
    }

    /** Says that the span, ends included, was taken for base64 that holds nothing, which other digits may make something. */
    void encoded(int from, int to) {
        encoded |= skeleton.varies(from, to);
    }

    /** True where runs that may be base64 are to be looked at in each text. */
    boolean mayBeEncoded() {
        return encoded;
    }

    /** Says that the scan holds for this text alone. */
    void refuse() {
        refused = true;
    }

    /** The steps in their order, or null where they do for no other text. */
    @Nullable List<Step> steps() {
        return refused ? null : steps;
    }
}
