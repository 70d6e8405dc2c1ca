package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over a text that calls each finder where one of its anchors stands. Immutable. */
final class Scan {
    private static final byte SPECIAL = (byte) 0x80;
    private static final int CLASS = 0x7f;
    private static final String SPECIALS = "0123456789<:-.%+\\";

    private static final int[] NONE = {};
    private static final Finder[] NOBODY = {};

    private final KeywordAutomaton automaton;
    private final NumberedWords numbered;
    private final Finder[][] byKeyword;
    private final Finder[][] onNumbers = new Finder[16][];
    private final Finder[] onMarks;
    private final Finder[] onLone;
    private final Finder[] onForeign;

    /** Class of each ASCII character in the automaton; negative for those that are looked at for themselves as well. */
    private final byte[] kinds;

    Scan(List<Finder> finders) {
        Map<String, List<Finder>> anchors = new LinkedHashMap<>();
        for (Finder finder : finders) {
            for (String anchor : finder.anchors()) {
                anchors.computeIfAbsent(anchor, a -> new ArrayList<>()).add(finder);
            }
        }
        automaton = new KeywordAutomaton(List.copyOf(anchors.keySet()));
        numbered = new NumberedWords(List.copyOf(anchors.keySet()));
        kinds = automaton.classOf.clone();
        for (int i = 0; i < SPECIALS.length(); i++) {
            char c = SPECIALS.charAt(i);
            kinds[c] = (byte) (kinds[c] | SPECIAL);
        }
        byKeyword = anchors.values().stream()
                .map(list -> list.toArray(Finder[]::new))
                .toArray(Finder[][]::new);
        for (int sorts = 0; sorts < onNumbers.length; sorts++) {
            int wanted = sorts;
            onNumbers[sorts] =
                    finders.stream().filter(f -> (f.onNumbers() & wanted) != 0).toArray(Finder[]::new);
        }
        onMarks = finders.stream().filter(Finder::onMarks).toArray(Finder[]::new);
        onLone = finders.stream().filter(Finder::onLone).toArray(Finder[]::new);
        onForeign = finders.stream().filter(Finder::onForeign).toArray(Finder[]::new);
    }

    void run(Text t, Findings out) {
        char[] chars = t.chars;
        char[] next = automaton.next;
        byte[] kinds = this.kinds;
        int length = t.length;
        Recording recording = out.recording;
        int state = 0;
        int mayBe = 0;
        int numberEnd = -1;
        boolean foreign = false;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            byte kind = 0;
            if (c < 128) {
                kind = kinds[c];
            } else {
                foreign = true;
            }
            if (kind < 0 && c == '<') {
                int end = Pseudonyms.tokenEnd(chars, length, i);
                if (end > 0) {
                    out.guard(i, end);
                    i = end - 1;
                    state = 0;
                    mayBe = 0;
                    continue;
                }
            }
            state = next[(state << KeywordAutomaton.SHIFT) | (kind & CLASS)];
            boolean ends = state >= KeywordAutomaton.ENDS;
            state &= ~KeywordAutomaton.ENDS;
            if (recording != null) {
                mayBe = numbered.next(mayBe, c);
                keywords(t, ends ? automaton.endings(state) : NONE, mayBe, i + 1, recording, out);
            } else if (ends) {
                keywords(t, state, i + 1, out);
            }
            if (kind < 0) {
                if (c >= '0' && c <= '9') {
                    if (numberEnd != i) {
                        number(t, i, out);
                    }
                    numberEnd = i + 1;
                } else if (c == ':' || c == '-' || c == '.') {
                    mark(t, i, c, out);
                } else if (c != '<') {
                    out.escaped = true;
                }
            }
        }
        whole(t, t.lone ? onLone : NOBODY, out);
        whole(t, foreign ? onForeign : NOBODY, out);
    }

    private static void whole(Text t, Finder[] finders, Findings out) {
        for (Finder finder : finders) {
            call(finder, t, 0, t.length, out);
        }
    }

    private static void call(Finder finder, Text t, int from, int to, Findings out) {
        if (out.recording == null) {
            finder.find(t, from, to, out);
        } else {
            out.recording.call(finder, t, from, to, out);
        }
    }

    /** Few colons, hyphens and dots can be in an address; what stands around tells most others apart at once. */
    private void mark(Text t, int i, char c, Findings out) {
        t.forgetReads();
        char before = t.at(i - 1);
        char after = t.at(i + 1);
        boolean address;
        if (c == '.') {
            address = t.at(i + 5) == '.' && Chars.isHex(before) && Chars.isHex(after) && Chars.isHex(t.at(i - 4));
        } else if (c == '-') {
            address = t.at(i + 3) == '-' && Chars.isHex(before) && Chars.isHex(after) && t.at(i + 6) == '-';
        } else {
            address = after == ':' || (Chars.isHex(before) && Chars.isHex(after) && isChain(t, i));
        }
        if (out.recording != null) {
            out.recording.refuseCodes(t);
        }
        if (address) {
            for (Finder finder : onMarks) {
                call(finder, t, i, i + 1, out);
            }
        }
    }

    /** Groups of hexadecimal digits with at least six colons, or two in a row: times have two. */
    private static boolean isChain(Text t, int first) {
        int colons = 0;
        for (int i = first; i < first + 40; i++) {
            char c = t.at(i);
            if (c == ':') {
                if (++colons >= 5 || t.at(i + 1) == ':') {
                    return true;
                }
            } else if (!Chars.isHex(c)) {
                return false;
            }
        }
        return false;
    }

    private void keywords(Text t, int state, int end, Findings out) {
        for (int keyword : automaton.endings(state)) {
            int start = end - automaton.keywordLength(keyword);
            for (Finder finder : byKeyword[keyword]) {
                finder.find(t, start, end, out);
            }
        }
    }

    /** The same, and where keywords would end with other digits. */
    private void keywords(Text t, int[] endings, int mayBe, int end, Recording recording, Findings out) {
        if (endings.length == 0 && !NumberedWords.ends(mayBe)) {
            return;
        }
        for (int keyword : numbered.with(mayBe, endings)) {
            int start = end - automaton.keywordLength(keyword);
            String word = numbered.word(keyword);
            for (Finder finder : byKeyword[keyword]) {
                if (word.isEmpty()) {
                    recording.call(finder, t, start, end, out);
                } else {
                    recording.call(finder, word, t, start, end, out);
                }
            }
        }
    }

    private void number(Text t, int start, Findings out) {
        int end = start + 1;
        while (end < t.length && end - start <= 34 && Chars.isDigit(t.chars[end])) {
            end++;
        }
        int run = end - start;
        if (run > 34) {
            return;
        }
        Finder[] finders = onNumbers[t.lone ? 15 : sorts(t, start, end, run)];
        for (Finder finder : finders) {
            call(finder, t, start, end, out);
        }
    }

    private static int sorts(Text t, int start, int end, int run) {
        char before = t.at(start - 1);
        char after = t.at(end);
        int sorts = run >= 6 ? Finder.LONG : 0;
        if (before == '+') {
            sorts |= Finder.GROUP;
        }
        if (after == '.' || after == '-') {
            boolean digit = t.digitAt(end + 1);
            sorts |= digit && run <= 3 ? Finder.OCTET : 0;
            sorts |= digit ? Finder.GROUP : 0;
        } else if (after == ' ' || after == '/' || after == ')') {
            sorts |= t.digitAt(end + 1) || t.at(end + 1) == '(' || t.at(end + 1) == ' ' ? Finder.GROUP : 0;
        }
        return Chars.isLetter(before) || Chars.isLetter(after) ? sorts | Finder.LETTERED : sorts;
    }
}
