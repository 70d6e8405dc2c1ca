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

    /** A line and what was made of it. */
    private record Outcome(String line, int format, Draft draft, List<Look> looks) {}

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
        for (int power = 1, place = 0; place < PLACES; place++, power *= 10) {
            int divisor = power;
            all.add(read(varied(first, i -> i / divisor % 10)));
        }
        for (int digit = 0; digit < 10; digit++) {
            int same = digit;
            all.add(read(varied(first, i -> same)));
        }
        all.add(first);
        for (Outcome other : all) {
            if (other == null || !isLike(first, other)) {
                return null;
            }
        }
        return known(first, all, folded);
    }

    private @Nullable KnownHeader known(Outcome first, List<Outcome> all, FoldedLine folded) {
        List<@Nullable Piece> pieces = new ArrayList<>();
        List<@Nullable String> values = values(first.draft);
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
                        List.copyOf(d.attributes().keySet()),
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
                return new Outcome(line, i, d, clues.takeLooks());
            }
            if (match != Match.NONE) {
                return null;
            }
        }
        return null;
    }

    /** True where one timestamp at most was found, which the record has. */
    private static boolean isSingle(Outcome o) {
        List<Look> found = o.looks.stream().filter(Look::found).distinct().toList();
        return found.isEmpty() || (found.size() == 1 && o.draft.timestamp != null);
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
        List<@Nullable String> values = values(d);
        List<@Nullable String> others = values(e);
        boolean alike = a.format == b.format
                && a.looks.equals(b.looks)
                && d.severity == e.severity
                && d.head.length() == e.head.length()
                && d.messageStart == e.messageStart
                && d.structured == e.structured
                && List.copyOf(d.attributes().keySet())
                        .equals(List.copyOf(e.attributes().keySet()))
                && values.size() == others.size();
        for (int i = 0; alike && i < values.size(); i++) {
            alike = (values.get(i) == null) == (others.get(i) == null);
        }
        return alike;
    }

    private static List<@Nullable String> values(Draft d) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(d.component);
        values.add(d.host);
        values.add(d.logger);
        values.addAll(d.attributes().values());
        return values;
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
                String there = values(all.get(place).draft).get(index);
                at += power * (Text.at(there == null ? "" : there, digit) - '0');
            }
        }
        for (Outcome o : all) {
            String there = values(o.draft).get(index);
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
