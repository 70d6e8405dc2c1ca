package io.forewarn.ingest.event;

import java.util.List;

/** A typed value of an operation, known before the operation starts. */
public sealed interface Attribute {

    /** A finite number, in the unit that the attribute's name states. */
    record Numeric(double value) implements Attribute {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a numeric attribute must be finite");
            }
        }
    }

    /** A yes or no. */
    record Flag(boolean value) implements Attribute {}

    /** One of few words: no blanks, at most 64 characters. */
    record Category(String value) implements Attribute {}

    /** Free text (a title, a commit message), scrubbed. */
    record Text(String value) implements Attribute {}

    /** What a change touches. */
    record Paths(List<PathChange> changes) implements Attribute {
        public Paths {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One touched path.
     *
     * @param added lines added, 0 where unknown
     * @param deleted lines deleted, 0 where unknown
     */
    record PathChange(String path, int added, int deleted) {}

    /** A word as {@link Category}, anything longer or with blanks as {@link Text}. */
    static Attribute ofString(String value) {
        boolean word = value.length() <= 64 && value.chars().noneMatch(Character::isWhitespace);
        return word ? new Category(value) : new Text(value);
    }
}
