package io.forewarn.ingest.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of text: the same in all rows, or UTF-8 of each, one behind the other in a single array. What waits to be
 * stored is copied by every collection, and a few large arrays cost a fraction of one for each cell.
 */
final class PackedTexts {
    private static final int NONE = -1;
    private static final int[] SAME = {};

    private final @Nullable String first;

    /** Where the text of each row ends, and how long it is; empty where all rows have the same. */
    private final int[] ends;

    private final int[] lengths;
    private byte[] bytes = {};
    private int filled;

    private PackedTexts(@Nullable String first, int rows) {
        this.first = first;
        this.ends = rows == 0 ? SAME : new int[rows];
        this.lengths = rows == 0 ? SAME : new int[rows];
    }

    /** Of the cells of a column, in their order. */
    static PackedTexts of(@Nullable String[] column) {
        @Nullable String first = column.length == 0 ? null : column[0];
        int chars = 0;
        boolean same = true;
        for (int i = 0; i < column.length; i++) {
            String text = column[i];
            if (i == 0 || !Objects.equals(text, column[i - 1])) {
                same &= i == 0;
                chars = Math.addExact(chars, text == null ? 0 : text.length());
            }
        }
        PackedTexts packed = new PackedTexts(first, same ? 0 : column.length);
        if (!same) {
            packed.fill(column, chars);
        }
        return packed;
    }

    private void fill(@Nullable String[] column, int chars) {
        bytes = new byte[chars];
        for (int i = 0; i < ends.length; i++) {
            String text = column[i];
            if (i > 0 && Objects.equals(text, column[i - 1])) {
                ends[i] = ends[i - 1];
                lengths[i] = lengths[i - 1];
            } else if (text == null) {
                lengths[i] = NONE;
            } else {
                add(i, text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void add(int row, byte[] utf8) {
        int end = Math.addExact(filled, utf8.length);
        if (end > bytes.length) {
            // characters of several bytes
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length + bytes.length / 2));
        }
        System.arraycopy(utf8, 0, bytes, filled, utf8.length);
        filled = end;
        ends[row] = end;
        lengths[row] = utf8.length;
    }

    /** What all rows have, where they do; else what the first has. */
    @Nullable String first() {
        return first;
    }

    boolean isSame() {
        return ends.length == 0;
    }

    /** Of some rows: an array for each, the same one where a row has what the one before it has. */
    byte[] @Nullable [] utf8(int from, int n) {
        byte[] @Nullable [] some = new byte[n] @Nullable [];
        if (isSame()) {
            Arrays.fill(some, first == null ? null : first.getBytes(StandardCharsets.UTF_8));
            return some;
        }
        for (int i = 0; i < n; i++) {
            int row = from + i;
            if (lengths[row] != NONE) {
                boolean again = i > 0 && ends[row] == ends[row - 1] && lengths[row] == lengths[row - 1];
                some[i] = again ? some[i - 1] : Arrays.copyOfRange(bytes, ends[row] - lengths[row], ends[row]);
            }
        }
        return some;
    }
}
