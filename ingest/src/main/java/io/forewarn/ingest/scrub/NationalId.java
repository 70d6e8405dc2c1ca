package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.IntStream;

/**
 * Numbers that a state gives a person or trader: their published shape and check digits, next to words that name them, or
 * alone in a text. {@link NationalIds} has the table.
 */
final class NationalId implements Finder {
    private static final int BEFORE = 48;
    private static final int AFTER = 96;
    private final List<NationalIds.Kind> kinds = NationalIds.all();
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final List<String> words = kinds.stream()
            .flatMap(kind -> kind.words().stream())
            .distinct()
            .sorted()
            .toList();

    NationalId() {
        for (int k = 0; k < kinds.size(); k++) {
            for (String word : kinds.get(k).words()) {
                byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(k);
            }
        }
    }

    @Override
    public String id() {
        return "national-id";
    }

    @Override
    public String kind() {
        return "id";
    }

    @Override
    public List<String> anchors() {
        return words;
    }

    @Override
    public int onNumbers() {
        return LONG;
    }

    @Override
    public boolean onForeign() {
        return true;
    }

    @Override
    public boolean onLone() {
        return true;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (!t.lone && from == 0 && to == t.length) {
            foreign(t, out);
            return;
        }
        if (!t.lone && t.digitAt(from)) {
            thai(t, from, to, out);
            return;
        }
        if (t.lone) {
            if (from > 0 || to < t.length) {
                return;
            }
            Window all = new Window(t, 0, t.length);
            for (int k = 0; k < kinds.size(); k++) {
                if (kinds.get(k).alone() || hasWord(t, kinds.get(k))) {
                    search(t, all, k, out);
                }
            }
            return;
        }
        if (Chars.isLetter(t.like(from - 1)) || (Chars.isLetter(t.like(to)) && to - from < 6)) {
            return;
        }
        String word = t.between(from, to).toLowerCase(Locale.ROOT);
        for (int k : byWord.getOrDefault(word, List.of())) {
            int done = out.searched(k, kinds.size());
            if (to + AFTER / 2 > done) {
                int start = Math.max(Math.max(0, from - BEFORE), done - BEFORE);
                search(t, new Window(t, start, Math.min(t.length, to + AFTER)), k, out);
            }
        }
    }

    /** Around words in letters that are not ASCII, which no anchor can be. */
    private void foreign(Text t, Findings out) {
        String text = t.between(0, t.length).toLowerCase(Locale.ROOT);
        for (int k = 0; k < kinds.size(); k++) {
            for (String word : kinds.get(k).nativeWords()) {
                for (int at = text.indexOf(word);
                        at >= 0 && at < t.length;
                        at = text.indexOf(word, at + BEFORE + AFTER)) {
                    search(t, new Window(t, Math.max(0, at - BEFORE), Math.min(t.length, at + AFTER)), k, out);
                }
            }
        }
    }

    private static boolean hasWord(Text t, NationalIds.Kind kind) {
        String text = t.between(0, t.length).toLowerCase(Locale.ROOT);
        return kind.words().stream().anyMatch(word -> text.startsWith(word + ' ') || text.contains(' ' + word + ' '));
    }

    /** Thai needs no word: a number of 13 digits after Thai script is looked at as it is. */
    private void thai(Text t, int from, int to, Findings out) {
        int p = from - 1;
        while (p > 0 && from - p < 4 && t.like(p) < 128) {
            p--;
        }
        if (to - from == 13 && t.like(p) >= '\u0e00' && t.like(p) <= '\u0e7f') {
            out.add(this, from, to);
        }
    }

    /** A part of a text, and where numbers may begin in it: none does within a word. */
    private static final class Window {
        final int from;
        final String text;
        final int[] starts;

        Window(Text t, int from, int to) {
            this.from = from;
            this.text = t.between(from, to);
            this.starts = IntStream.range(from, to)
                    .filter(i -> mayStart(t, i))
                    .map(i -> i - from)
                    .toArray();
        }

        private static boolean mayStart(Text t, int at) {
            return (t.wordAt(at) || t.like(at) > 127) && !t.wordAt(at - 1) && t.like(at - 1) != '_';
        }
    }

    private void search(Text t, Window window, int index, Findings out) {
        NationalIds.Kind kind = kinds.get(index);
        out.searchedTo(index, window.from + window.text.length());
        Matcher matcher = kind.shape().matcher(window.text);
        int done = 0;
        for (int start : window.starts) {
            if (start >= done && matcher.region(start, window.text.length()).lookingAt()) {
                done = matcher.end();
                if (!t.wordAt(window.from + done) && kind.checks().test(compact(matcher.group()))) {
                    out.add(this, window.from + start, window.from + done);
                }
            }
        }
    }

    private static String compact(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (Chars.isWord(value.charAt(i))) {
                out.append(value.charAt(i));
            }
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    @Override
    public List<String> positives() {
        return List.of(
                "PESEL: 44051401458",
                "henkilötunnus 131052-308T",
                "TCKN 10000000146",
                "my SIN is 130-692-544",
                "Steuer-ID: 12345678903.",
                "nino: PR 123612C",
                "Aadhaar number is 400123456787",
                "NPI: 1234567893",
                "f\u00f8dselsnummer 01010750160",
                "EGN 7523169263",
                "EMSO: 0101006500006",
                "id card 11010519491231002X",
                "my number 123456789018",
                "CURP HEGG560427MVZRRL04");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "PESEL: 44051401459",
                "read 10000000146 bytes",
                "order 130692544 shipped",
                "TCKN 10000000147",
                "EGN 7523169264",
                "id card 110105194912310021");
    }
}
