package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over a text that calls each finder where one of its anchors stands. Immutable. */
final class Scan {
    private final KeywordAutomaton automaton;
    private final Finder[][] byKeyword;
    private final Finder[] onNumbers;
    private final Finder[] onLone;

    Scan(List<Finder> finders) {
        Map<String, List<Finder>> anchors = new LinkedHashMap<>();
        for (Finder finder : finders) {
            for (String anchor : finder.anchors()) {
                anchors.computeIfAbsent(anchor, a -> new ArrayList<>()).add(finder);
            }
        }
        automaton = new KeywordAutomaton(List.copyOf(anchors.keySet()));
        byKeyword = anchors.values().stream()
                .map(list -> list.toArray(Finder[]::new))
                .toArray(Finder[][]::new);
        onNumbers = finders.stream().filter(Finder::onNumbers).toArray(Finder[]::new);
        onLone = finders.stream().filter(Finder::onLone).toArray(Finder[]::new);
    }

    void run(Text t, Findings out) {
        char[] chars = t.chars;
        int[] next = automaton.next;
        byte[] classOf = automaton.classOf;
        int state = 0;
        boolean number = false;
        for (int i = 0; i < t.length; i++) {
            char c = chars[i];
            if (c == '<') {
                int end = Pseudonyms.tokenEnd(chars, t.length, i);
                if (end > 0) {
                    out.guard(i, end);
                    i = end - 1;
                    state = 0;
                    number = false;
                    continue;
                }
            }
            state = next[state + (c < 128 ? classOf[c] : 0)];
            if (state < 0) {
                state = ~state;
                keywords(t, state, i + 1, out);
            }
            boolean digit = c >= '0' && c <= '9';
            if (digit && !number) {
                number(t, i, out);
            }
            number = digit;
        }
        if (t.lone) {
            for (Finder finder : onLone) {
                finder.find(t, 0, t.length, out);
            }
        }
    }

    private void keywords(Text t, int state, int end, Findings out) {
        for (int keyword : automaton.endings(state)) {
            int start = end - automaton.keywordLength(keyword);
            for (Finder finder : byKeyword[keyword]) {
                finder.find(t, start, end, out);
            }
        }
    }

    /** A short run of digits is of interest only as the first group of something longer. */
    private static boolean continues(Text t, int start, int end) {
        char before = t.at(start - 1);
        char after = t.at(end);
        boolean grouped = (after == '.' || after == '/' || after == '-' || after == ' ' || after == ')')
                && (t.digitAt(end + 1) || t.at(end + 1) == ' ' || t.at(end + 1) == '(');
        boolean account = Chars.isLetter(before) && Chars.isLetter(t.at(start - 2)) && !t.wordAt(start - 3);
        return grouped || before == '+' || account || Chars.isLetter(after);
    }

    private void number(Text t, int start, Findings out) {
        int end = start + 1;
        while (end < t.length && end - start <= 34 && Chars.isDigit(t.chars[end])) {
            end++;
        }
        if (end - start <= 34 && (end - start >= 7 || t.lone || continues(t, start, end))) {
            for (Finder finder : onNumbers) {
                finder.find(t, start, end, out);
            }
        }
    }
}
