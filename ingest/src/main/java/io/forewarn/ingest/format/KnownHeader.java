package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the formats of a lane make of every line of one shape. Immutable. */
final class KnownHeader {
    /** Of a shape that has to be read the ordinary way each time. */
    static final int NO_FORMAT = -1;

    /** What the winning parser says of a line of the shape. */
    record Says(
            @Nullable Severity severity,
            @Nullable Piece component,
            @Nullable Piece host,
            @Nullable Piece logger,
            List<String> names,
            List<Piece> values,
            int headEnd,
            int messageStart,
            boolean structured,
            boolean plainMessage) {}

    private static final Says NOTHING = new Says(null, null, null, null, List.of(), List.of(), 0, 0, false, false);

    private final long[] shape;

    /** Index of the format among those of the lane, or {@link #NO_FORMAT}. */
    final int format;

    private final Look[] misses;
    private final @Nullable Look stamp;
    private final Says says;
    private final String[] names;
    private final Piece[] values;
    private final @Nullable Map<String, String> sameAttributes;

    private KnownHeader(long[] shape, int format, List<Look> looks, Says says) {
        this.shape = shape;
        this.format = format;
        List<Look> missed = new ArrayList<>();
        Look found = null;
        for (Look look : looks) {
            if (look.found()) {
                found = look;
            } else if (!missed.contains(look)) {
                missed.add(look);
            }
        }
        this.misses = missed.toArray(new Look[0]);
        this.stamp = found;
        this.says = says;
        this.names = says.names.toArray(new String[0]);
        this.values = says.values.toArray(new Piece[0]);
        boolean same = true;
        for (Piece value : values) {
            same &= value.same() != null;
        }
        this.sameAttributes = same ? attributes("") : null;
    }

    /** @param looks found ones at one place at most */
    static KnownHeader of(FoldedLine line, int format, List<Look> looks, Says says) {
        return new KnownHeader(line.copy(), format, looks, says);
    }

    static KnownHeader ordinary(FoldedLine line) {
        return new KnownHeader(line.copy(), NO_FORMAT, List.of(), NOTHING);
    }

    boolean isOf(FoldedLine line) {
        return line.is(shape);
    }

    /** Fills a clear draft as the format would; false where the line has its timestamp otherwise than the shape. */
    boolean read(String line, Clues clues, Draft d) {
        for (Look miss : misses) {
            if (!miss.isSame(line, clues)) {
                return false;
            }
        }
        if (stamp != null) {
            if (!stamp.isSame(line, clues)) {
                return false;
            }
            clues.take(d);
        }
        d.severity = says.severity;
        d.component = of(says.component, line);
        d.host = of(says.host, line);
        d.logger = of(says.logger, line);
        d.attributes(sameAttributes == null ? attributes(line) : sameAttributes);
        d.message(says.headEnd == line.length() ? line : line.substring(0, says.headEnd), says.messageStart);
        d.structured = says.structured;
        d.plainMessage = says.plainMessage;
        return true;
    }

    private static @Nullable String of(@Nullable Piece piece, String line) {
        return piece == null ? null : piece.of(line);
    }

    private Map<String, String> attributes(String line) {
        switch (names.length) {
            case 0 -> {
                return Map.of();
            }
            case 1 -> {
                return Map.of(names[0], values[0].of(line));
            }
            case 2 -> {
                return Map.of(
                        names[0], values[0].of(line),
                        names[1], values[1].of(line));
            }
            default -> {
                Map<String, String> all = new LinkedHashMap<>();
                for (int i = 0; i < names.length; i++) {
                    all.put(names[i], values[i].of(line));
                }
                return all;
            }
        }
    }
}
