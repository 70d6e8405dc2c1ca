package io.forewarn.features;

/**
 * An outcome that became known.
 *
 * @param failed how it ended
 * @param first false where the operation had been learned as a success and turned out to be a failure
 * @param at when it became known, seconds since the epoch
 */
record Lesson(boolean failed, boolean first, long at) {
    float seen() {
        return first ? 1f : 0f;
    }

    float failures() {
        return failed ? 1f : 0f;
    }
}
