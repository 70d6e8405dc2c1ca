package io.forewarn.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the lines of one shape have in common, by reading one of them again with other digits: ten times with the
 * same digit everywhere, so that no digit's value may matter, and thrice with digits that tell where they stand, so that
 * each value shows its place. Timestamps keep theirs; they are looked for anew in each line. On the side: the file's own
 * clues and parsers do not notice.
 */
final class HeaderStudy {
    private static final int PLACES = 3;

    /** A line and what was made of it; {@code values} are the component, the host, the logger and all attributes. */
    private record Outcome(
            String line, int format, Draft draft, List<Look> looks, List<@Nullable String> values, List<String> names) {
        static Outcome of(String line, int format, Draft d, List<Look> looks) {
            List<@Nullable String> values = new ArrayList<>();
            values.add(d.component);
            values.add(d.host);
            values.add(d.logger);
            values.addAll(d.attributes().values());
            return new Outcome(
                    line, format, d, looks, values, List.copyOf(d.attributes().keySet()));
        }
    }

    private final WatchedClues clues;
    private final List<@Nullable LineParser> parsers = new ArrayList<>();

    /** @param formats those of the lane, in the order in which they are asked */
    HeaderStudy(List<LogFormat> formats, Clues file) {
        clues = new WatchedClues(file);
        for (LogFormat format : formats) {
            parsers.add(format.readsByShape() ? format.parser(clues) : null);
        }
    }

    /** @param folded of the line */
    KnownHeader of(String line, FoldedLine folded) {
        KnownHeader known = known(line, folded);
        return known == null ? KnownHeader.ordinary(folded) : known;
    }

    private @Nullable KnownHeader known(String line, FoldedLine folded) {
        Outcome first = read(line);
        if (first == null || !isSingle(first)) {
            return null;
        }
        List<Outcome> all = new ArrayList<>();
        boolean alike = true;
        for (int power = 1, place = 0; alike && place < PLACES; place++, power *= 10) {
            int divisor = power;
            alike = readLike(first, i -> i / divisor % 10, all);
        }
        for (int digit = 0; alike && digit < 10; digit++) {
            int same = digit;
            alike = readLike(first, i -> same, all);
        }
        all.add(first);
        return alike ? known(first, all, folded) : null;
    }

    /** Reads the line with other digits; false where something else comes out. */
    private boolean readLike(Outcome first, IntUnaryOperator digit, List<Outcome> all) {
        Outcome other = read(varied(first, digit));
        if (other == null || !isLike(first, other)) {
            return false;
        }
        all.add(other);
        return true;
    }

    private @Nullable KnownHeader known(Outcome first, List<Outcome> all, FoldedLine folded) {
        List<@Nullable Piece> pieces = new ArrayList<>();
        List<@Nullable String> values = first.values;
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            Piece piece = value == null ? null : piece(value, i, all);
            if (value != null && piece == null) {
                return null;
            }
            pieces.add(piece);
        }
        Draft d = first.draft;
        List<Piece> attributes = new ArrayList<>();
        for (Piece piece : pieces.subList(3, pieces.size())) {
            if (piece != null) {
                attributes.add(piece);
            }
        }
        return KnownHeader.of(
                folded,
                first.format,
                first.looks,
                new KnownHeader.Says(
                        d.severity,
                        pieces.get(0),
                        pieces.get(1),
                        pieces.get(2),
                        first.names,
                        attributes,
                        d.head.length(),
                        d.messageStart,
                        d.structured,
                        Finishing.isPlain(d.message())));
    }

    private @Nullable Outcome read(String line) {
        clues.takeLooks();
        for (int i = 0; i < parsers.size(); i++) {
            LineParser parser = parsers.get(i);
            Draft d = new Draft();
            Match match = parser == null ? Match.WEAK : parser.read(line, d);
            if (match == Match.STRONG && d.isHeaderOnly() && line.startsWith(d.head)) {
                return Outcome.of(line, i, d, clues.takeLooks());
            }
            if (match != Match.NONE) {
                return null;
            }
        }
        return null;
    }

    /** True where one timestamp at most was found, which the record has. */
    private static boolean isSingle(Outcome o) {
        Look found = null;
        for (Look look : o.looks) {
            if (look.found() && found != null && !look.equals(found)) {
                return false;
            }
            found = look.found() ? look : found;
        }
        return found == null || o.draft.timestamp != null;
    }

    private static String varied(Outcome o, IntUnaryOperator digit) {
        StringBuilder line = new StringBuilder(o.line);
        for (int i = 0; i < line.length(); i++) {
            if (Text.isDigit(line.charAt(i)) && !isTime(o, i)) {
                line.setCharAt(i, (char) ('0' + digit.applyAsInt(i)));
            }
        }
        return line.toString();
    }

    private static boolean isTime(Outcome o, int i) {
        for (Look look : o.looks) {
            if (i >= look.from() && i < look.end()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLike(Outcome a, Outcome b) {
        Draft d = a.draft;
        Draft e = b.draft;
        boolean alike = a.format == b.format
                && a.looks.equals(b.looks)
                && d.severity == e.severity
                && d.head.length() == e.head.length()
                && d.messageStart == e.messageStart
                && d.structured == e.structured
                && a.names.equals(b.names);
        for (int i = 0; alike && i < a.values.size(); i++) {
            alike = (a.values.get(i) == null) == (b.values.get(i) == null);
        }
        return alike;
    }

    /** Where the value stands in every line, or null if it does not. */
    private static @Nullable Piece piece(String value, int index, List<Outcome> all) {
        int digit = 0;
        while (digit < value.length() && !Text.isDigit(value.charAt(digit))) {
            digit++;
        }
        int at = -1;
        if (digit < value.length()) {
            at = -digit;
            for (int power = 1, place = 0; place < PLACES; place++, power *= 10) {
                String there = all.get(place).values.get(index);
                at += power * (Text.at(there == null ? "" : there, digit) - '0');
            }
        }
        for (Outcome o : all) {
            String there = o.values.get(index);
            boolean same = there != null
                    && there.length() == value.length()
                    && (digit == value.length() ? there.equals(value) : at >= 0 && o.line.startsWith(there, at));
            if (!same) {
                return null;
            }
        }
        return digit == value.length() ? Piece.same(value) : Piece.at(at, at + value.length());
    }
}
