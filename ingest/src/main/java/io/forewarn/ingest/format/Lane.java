package io.forewarn.ingest.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The formats of one stream of lines (a file, or one container in it), those that were met first in front. */
final class Lane {
    private record Slot(LogFormat format, LineParser parser, int rank) {}

    private final List<Slot> met = new ArrayList<>();
    private final List<Slot> rest = new ArrayList<>();
    private final Set<String> common;
    private final boolean forced;
    private final Clues clues;
    private @Nullable KnownHeaders headers;
    private @Nullable Draft spare;

    /** The record that the next line may continue. */
    @Nullable Draft open;

    private final StringBuilder partial = new StringBuilder();
    private long partialLine;
    private Unwrapping.@Nullable Inner partialOuter;

    /** @param common ids of the formats that the beginning of the file is written in */
    Lane(List<LogFormat> formats, Clues clues, Set<String> common, boolean forced) {
        int rank = 0;
        for (LogFormat format : formats) {
            (common.contains(format.id()) ? met : rest).add(new Slot(format, format.parser(clues), rank++));
        }
        this.common = new HashSet<>(common);
        this.forced = forced;
        this.clues = clues;
    }

    /**
     * The draft of a record that starts or a part that joins, or null if no format takes the line.
     *
     * @param folded of the line, or null where that is not known
     */
    @Nullable Draft head(String line, @Nullable FoldedLine folded) {
        Draft d = folded == null ? null : known(line, folded);
        d = d == null ? head(line) : d;
        if (d != null && isInside(line, d)) {
            reuse(d);
            return null;
        }
        return d;
    }

    /** A date deep inside a record, on a line of its own: the build date of a program that starts. */
    private boolean isInside(String line, Draft d) {
        Draft before = open;
        boolean deep = line.charAt(0) == '\t' || line.startsWith("    ");
        return deep
                && d.severity == null
                && before != null
                && !before.closed
                && before.timestamp != null
                && before.format.equals(GenericFormat.ID)
                && d.format.equals(GenericFormat.ID)
                && !before.head.isEmpty()
                && before.head.charAt(0) > ' ';
    }

    /** What lines of the same shape always were. */
    private @Nullable Draft known(String line, FoldedLine folded) {
        KnownHeaders known = headers == null ? new KnownHeaders(asked(), clues) : headers;
        headers = known;
        KnownHeader header = known.of(folded);
        if (header == null) {
            known.saw(line, folded);
            return null;
        }
        if (header.format == KnownHeader.NO_FORMAT) {
            return null;
        }
        Draft d = draft();
        if (!header.read(line, clues, d)) {
            return null;
        }
        spare = null;
        Slot slot = met.get(header.format);
        d.format = slot.format.id();
        d.parser = slot.parser;
        return d;
    }

    /** True where a line of that shape need not be read the ordinary way. */
    boolean knows(@Nullable FoldedLine folded) {
        KnownHeader header = folded == null || headers == null ? null : headers.of(folded);
        return header != null && header.format != KnownHeader.NO_FORMAT;
    }

    private @Nullable Draft head(String line) {
        boolean indented = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        for (int i = 0; i < met.size(); i++) {
            Draft d = attempt(met.get(i), line);
            if (d != null) {
                return d;
            }
        }
        if (indented && open != null) {
            return null;
        }
        for (int i = 0; i < rest.size(); i++) {
            Slot slot = rest.get(i);
            Draft d = attempt(slot, line);
            if (d != null) {
                rest.remove(i);
                int at = 0;
                while (at < met.size() && met.get(at).rank < slot.rank) {
                    at++;
                }
                met.add(at, slot);
                if (headers != null) {
                    headers.ask(asked());
                }
                return d;
            }
        }
        return null;
    }

    private List<LogFormat> asked() {
        return met.stream().map(Slot::format).toList();
    }

    private @Nullable Draft attempt(Slot slot, String line) {
        Draft d = draft();
        Match match = slot.parser.read(line, d);
        Draft before = open;
        boolean inside = d.fresh && before != null && !before.closed;
        if (match == Match.NONE || inside || (match == Match.WEAK && !allowsWeak(slot))) {
            return null;
        }
        d.format = slot.format.id();
        d.parser = slot.parser;
        d.weak |= match == Match.WEAK;
        d.joins = match == Match.JOINS;
        spare = null;
        return d;
    }

    /** A clear one, the same until it is taken. */
    private Draft draft() {
        Draft d = spare;
        if (d == null) {
            d = new Draft();
            spare = d;
        } else {
            d.clear();
        }
        return d;
    }

    /** Gives back a draft that is done with, to be filled again. */
    void reuse(Draft done) {
        if (done != open && spare == null) {
            spare = done;
        }
    }

    private boolean allowsWeak(Slot slot) {
        Draft before = open;
        return forced
                || before == null
                || before.weak
                || common.contains(slot.format.id())
                || before.format.equals(slot.format.id());
    }

    void forget() {
        open = null;
        partial.setLength(0);
    }

    /** Keeps a piece of a line that the container runtime cut. */
    void keepPartial(String text, long line, Unwrapping.Inner outer) {
        if (partial.isEmpty()) {
            partialLine = line;
            partialOuter = outer;
        }
        partial.append(text);
    }

    int partialSize() {
        return partial.length();
    }

    long partialFirst(long line) {
        return partial.isEmpty() ? line : partialLine;
    }

    /** What the runtime said of the first piece, or of the line itself. */
    Unwrapping.@Nullable Inner partialOuter(Unwrapping.@Nullable Inner outer) {
        return partial.isEmpty() ? outer : partialOuter;
    }

    String takePartial(String rest) {
        if (partial.isEmpty()) {
            return rest;
        }
        String whole = partial.append(rest).toString();
        partial.setLength(0);
        return whole;
    }
}
