package io.forewarn.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * A value that lines of one shape state: the same in all where no digit is in it, else what stands at the same place.
 *
 * @param same null where it stands at {@code [from, to)}
 */
record Piece(@Nullable String same, int from, int to) {
    static Piece same(String value) {
        return new Piece(value, 0, 0);
    }

    static Piece at(int from, int to) {
        return new Piece(null, from, to);
    }

    String of(String line) {
        return same == null ? line.substring(from, to) : same;
    }
}
