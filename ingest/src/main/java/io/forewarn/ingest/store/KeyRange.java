package io.forewarn.ingest.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of one import by their ordinals.
 *
 * @param first inclusive
 * @param until exclusive
 */
record KeyRange(long importId, long first, long until) {
    private static final int CELL = 1024;

    private record Cell(long importId, long index, long count) {}

    /** As literals, so that the parts of the file that lie outside are known before it is read. */
    String sql() {
        return "e.import_id = " + importId + " AND e.ordinal >= " + first + " AND e.ordinal < " + until;
    }

    /** Of two parts of about the same size the first; either may be empty. */
    KeyRange lowerHalf() {
        return new KeyRange(importId, first, middle());
    }

    KeyRange upperHalf() {
        return new KeyRange(importId, middle(), until);
    }

    private long middle() {
        return first + (until - first) / 2;
    }

    /**
     * Ranges that hold all events of a selection, in the order of their keys, at most {@code most} of them each.
     *
     * @param from tables and conditions, with the events as {@code e}
     */
    static List<KeyRange> of(Session s, String from, @Nullable Object[] args, int most) throws SQLException {
        int width = Math.min(CELL, most);
        List<Cell> cells = s.list(
                r -> new Cell(r.number(1), r.number(2), r.number(3)),
                "SELECT e.import_id, e.ordinal // " + width + " AS cell, count(*)" + from
                        + " GROUP BY e.import_id, cell ORDER BY e.import_id, cell",
                args);
        List<KeyRange> ranges = new ArrayList<>();
        long count = 0;
        for (Cell cell : cells) {
            long until = (cell.index + 1) * width;
            KeyRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.importId == cell.importId && count + cell.count <= most) {
                ranges.set(ranges.size() - 1, new KeyRange(cell.importId, last.first, until));
                count += cell.count;
            } else {
                ranges.add(new KeyRange(cell.importId, cell.index * width, until));
                count = cell.count;
            }
        }
        return ranges;
    }
}
