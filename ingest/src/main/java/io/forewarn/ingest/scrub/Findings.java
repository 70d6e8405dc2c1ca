package io.forewarn.ingest.scrub;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans that detectors found in one text, in the order found; overlaps are settled when it is rewritten. */
final class Findings {
    private static final long[] NO_SPANS = {};
    private static final Finder[] NO_FINDERS = {};
    private static final String[] NO_KINDS = {};
    private static final int[] NO_PLACES = {};

    private long[] spans = NO_SPANS;
    private Finder[] finders = NO_FINDERS;
    private String[] kinds = NO_KINDS;
    private int count;
    private long trace;
    /** End of the furthest span so far: scanners use it to skip what is covered anyway. */
    int covered;
    /** Where credentials in a URL ended last: the {@code @} that stands there belongs to no e-mail address. */
    private int credentialsEnd;
    /** Where a word that announces a telephone number ended last. */
    private int phoneWord;
    /** True where the text holds what may be an escape. */
    boolean escaped;
    /** Who watches the scan, if anybody does. */
    @Nullable Recording recording;

    private @Nullable Map<Finder, Integer> reached;
    private long[] guards = NO_SPANS;
    private int guarded;
    private int[] searchedTo = NO_PLACES;
    private int wordFrom = -1;
    private int wordTo = -1;

    void add(Finder finder, int start, int end) {
        add(finder, finder.kind(), start, end);
    }

    /** How far the window search of a national number has come; each searches a place once. */
    int searched(int kind, int kinds) {
        if (searchedTo.length == 0) {
            searchedTo = new int[kinds];
        }
        return searchedTo[kind];
    }

    void searchedTo(int kind, int to) {
        if (searchedTo.length > kind) {
            searchedTo[kind] = Math.max(searchedTo[kind], to);
            trace(kind, to);
        }
    }

    /** How far a finder that looks ahead has looked, so that it looks at each place once. */
    int reached(Finder finder) {
        return reached == null ? 0 : reached.getOrDefault(finder, 0);
    }

    void reached(Finder finder, int to) {
        if (reached == null) {
            reached = new HashMap<>();
        }
        reached.put(finder, to);
        trace(System.identityHashCode(finder), to);
    }

    /** A token of ours: no span may touch it. Guards come in order. */
    void guard(int start, int end) {
        if (guarded == guards.length) {
            guards = Arrays.copyOf(guards, Math.max(4, guarded * 2));
        }
        guards[guarded++] = (long) start << 32 | end;
    }

    /** End of the run without white space that holds an index; remembered, so that many questions stay linear. */
    int wordEnd(Text t, int from) {
        if (from < wordFrom || from >= wordTo) {
            int i = from;
            while (i < t.length && !Chars.isSpace(t.chars[i])) {
                i++;
            }
            wordFrom = from;
            wordTo = i;
        }
        return Math.max(from, wordTo);
    }

    void add(Finder finder, String kind, int start, int end) {
        if (end <= start) {
            return;
        }
        if (count == spans.length) {
            int room = Math.max(4, count * 2);
            spans = Arrays.copyOf(spans, room);
            finders = Arrays.copyOf(finders, room);
            kinds = Arrays.copyOf(kinds, room);
        }
        spans[count] = (long) start << 32 | end;
        finders[count] = finder;
        kinds[count] = kind;
        count++;
        covered = Math.max(covered, end);
        trace(System.identityHashCode(finder) + kind.hashCode(), spans[count - 1]);
    }

    /** Sums up all that was told so far, in its order: two scans of like texts with the same sum stand at the same point. */
    long trace() {
        return trace;
    }

    private void trace(int what, long where) {
        trace = Long.rotateLeft((trace ^ where) * 0x9E3779B97F4A7C15L, 27) + what * 0xBF58476D1CE4E5B9L + 1;
    }

    int credentialsEnd() {
        return credentialsEnd;
    }

    void credentialsEnd(int end) {
        credentialsEnd = end;
        trace(1, end);
    }

    int phoneWord() {
        return phoneWord;
    }

    void phoneWord(int end) {
        phoneWord = end;
        trace(2, end);
    }

    /** Starts and ends of the tokens, in their order. */
    long[] guards() {
        return Arrays.copyOf(guards, guarded);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int start(int i) {
        return (int) (spans[i] >>> 32);
    }

    int end(int i) {
        return (int) spans[i];
    }

    Finder finder(int i) {
        return finders[i];
    }

    String kind(int i) {
        return kinds[i];
    }

    /** Sorts by start; where two start together, what was found first comes first. */
    private int[] order() {
        // start above, place below: sorting numbers keeps the order of those that start together
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (long) start(i) << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    /**
     * The text with each span replaced; spans that overlap become one, of the kind of the first. What holds no letter or
     * digit outside tokens stays.
     *
     * @param cut index from which on the text is wanted
     */
    String rewrite(Text text, int cut, Pseudonyms pseudonyms, ScrubRules rules, Redactions into) {
        int[] order = order();
        StringBuilder out = new StringBuilder(text.length + 16);
        int done = cut;
        int guard = 0;
        int k = 0;
        while (k < order.length) {
            int first = order[k];
            int start = start(first);
            int end = end(first);
            for (k++; k < order.length && start(order[k]) < end; k++) {
                end = Math.max(end, end(order[k]));
            }
            start = Math.max(start, cut);
            while (start < end) {
                while (guard < guarded && (int) guards[guard] <= start) {
                    guard++;
                }
                int from = guard < guarded ? (int) (guards[guard] >>> 32) : Integer.MAX_VALUE;
                int stop = Math.min(end, from);
                String value = start < stop && hasWord(text, start, stop) ? text.between(start, stop) : "";
                if (!value.isEmpty() && !rules.allows(value)) {
                    out.append(text.chars, done, start - done);
                    String kind = kinds[first];
                    out.append(pseudonyms.token(kind, canonical(kind, value)));
                    into.count(finders[first].id());
                    done = stop;
                }
                start = from < end ? (int) guards[guard] : end;
            }
        }
        return out.append(text.chars, done, text.length - done).toString();
    }

    private static boolean hasWord(Text text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.chars[i])) {
                return true;
            }
        }
        return false;
    }

    private static String canonical(String kind, String value) {
        return switch (kind) {
            case "card", "iban", "ssn", "phone", "id", "imei", "mac" -> compact(value);
            case "email" -> value.toLowerCase(Locale.ROOT).replace("%40", "@");
            case "host", "ip" -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
    }

    private static String compact(String value) {
        StringBuilder compact = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (Character.isLetterOrDigit(value.charAt(i))) {
                compact.append(value.charAt(i));
            }
        }
        return compact.toString().toLowerCase(Locale.ROOT);
    }
}
