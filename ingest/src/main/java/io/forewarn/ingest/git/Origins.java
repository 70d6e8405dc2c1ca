package io.forewarn.ingest.git;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.jspecify.annotations.Nullable;

/**
 * Which commit brought in each line of the versions of files that were met lately: what {@code git blame} finds by
 * looking back, kept up while going forward, so that the work is that of the differences alone. Holds a bounded number
 * of lines; those of the versions not met for longest are forgotten first, and then count as of unknown origin.
 */
final class Origins {
    /** Origin of a line that was there before what is read begins. */
    static final int UNKNOWN = -1;

    private final long bound;
    private final LinkedHashMap<String, int[]> kept = new LinkedHashMap<>(1024, 0.75f, true);
    private long lines;
    private long forgotten;

    /** @param bound lines to keep, 4 bytes each */
    Origins(long bound) {
        this.bound = bound;
    }

    /** The origins of a version of a file; null where it was never met or is forgotten. */
    int @Nullable [] find(String path, String blob) {
        return kept.get(path + "\0" + blob);
    }

    void put(String path, String blob, int[] origins) {
        int[] before = kept.put(path + "\0" + blob, origins);
        lines += origins.length - (before == null ? 0 : before.length);
        var oldest = kept.entrySet().iterator();
        while (lines > bound && oldest.hasNext()) {
            Map.Entry<String, int[]> entry = oldest.next();
            if (entry.getValue() == origins) {
                break;
            }
            lines -= entry.getValue().length;
            forgotten++;
            oldest.remove();
        }
    }

    /** Versions of files dropped for want of room. */
    long forgotten() {
        return forgotten;
    }

    /** Origins after an edit: what stayed keeps its origin, what is new is of the given commit. */
    static int[] after(int[] before, EditList edits, int length, int commit) {
        int[] after = new int[length];
        int a = 0;
        int b = 0;
        for (Edit edit : edits) {
            int same = Math.min(edit.getBeginB() - b, before.length - a);
            System.arraycopy(before, a, after, b, Math.max(0, same));
            Arrays.fill(after, edit.getBeginB(), edit.getEndB(), commit);
            a = edit.getEndA();
            b = edit.getEndB();
        }
        System.arraycopy(before, a, after, b, Math.max(0, Math.min(before.length - a, length - b)));
        return after;
    }

    static int[] unknown(int length) {
        int[] origins = new int[length];
        Arrays.fill(origins, UNKNOWN);
        return origins;
    }
}
