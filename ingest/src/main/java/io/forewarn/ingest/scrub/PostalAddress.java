package io.forewarn.ingest.scrub;

import java.util.List;

/**
 * Postal addresses: a house number and a street by the words that streets end or begin with, with the town that follows. Off
 * by default.
 */
final class PostalAddress implements Finder {
    private static final int REACH = 40;

    @Override
    public String id() {
        return "postal-address";
    }

    @Override
    public String kind() {
        return "address";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<String> anchors() {
        return List.of(
                " street",
                " st.",
                " st,",
                " avenue",
                " ave",
                " road",
                " rd",
                " lane",
                " drive",
                " boulevard",
                " blvd",
                " court",
                " square",
                " terrace",
                " crescent",
                " close,",
                " highway",
                " parkway",
                "strasse ",
                "weg ",
                "platz ",
                "allee ",
                "rue ",
                "avenue de ",
                "calle ",
                "plaza ",
                "p.o. box ",
                "po box ",
                "postfach ");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered) {
            return;
        }
        if (t.at(from) == ' ') {
            numberFirst(t, from, to, out);
        } else {
            numberLast(t, from, to, out);
        }
    }

    /** {@code 221 Baker Street, London NW1 6XE}. */
    private void numberFirst(Text t, int from, int to, Findings out) {
        int word = from;
        while (word > 0
                && from - word < REACH
                && (Chars.isLetter(t.at(word - 1))
                        || t.at(word - 1) == ' '
                        || t.at(word - 1) == '.'
                        || t.at(word - 1) > 127)) {
            word--;
        }
        int start = word;
        while (start > 0 && word - start < 6 && t.digitAt(start - 1)) {
            start--;
        }
        int street = word;
        while (t.at(street) == ' ') {
            street++;
        }
        if (start == word
                || street == word
                || !Character.isUpperCase(t.at(street))
                || t.wordAt(start - 1)
                || Chars.isLetter(t.at(to))) {
            return;
        }
        out.add(this, start, town(t, to));
    }

    /** {@code Hauptstrasse 12, 10115 Berlin}, {@code rue Lepic 12}, {@code PO Box 123}. */
    private void numberLast(Text t, int from, int to, Findings out) {
        int start = from;
        while (start > 0 && from - start < REACH && (Chars.isLetter(t.at(start - 1)) || t.at(start - 1) > 127)) {
            start--;
        }
        int p = to;
        while (p - to < REACH && (Chars.isLetter(t.at(p)) || t.at(p) == ' ' || t.at(p) > 127)) {
            p++;
        }
        int end = p;
        while (t.digitAt(end) && end - p < 5) {
            end++;
        }
        if (end > p && !t.digitAt(end) && (start == from || Character.isUpperCase(t.at(start)))) {
            out.add(this, start, town(t, end));
        }
    }

    /** Goes on over {@code , Town 12345} as long as capitalised words and numbers follow commas or blanks. */
    private static int town(Text t, int from) {
        int end = from;
        int p = from;
        while (p - from < 60) {
            while (t.at(p) == ' ' || t.at(p) == ',' || t.at(p) == '.') {
                p++;
            }
            int word = p;
            while (t.wordAt(p) || t.at(p) > 127) {
                p++;
            }
            boolean part = p > word && (t.digitAt(word) ? p - word <= 6 : Character.isUpperCase(t.at(word)));
            if (!part) {
                break;
            }
            end = p;
        }
        return end;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "ship to 221 Baker Street, London NW1 6XE please",
                "lives at 12 Oak Avenue",
                "an Hauptstrasse 12, 10115 Berlin",
                "PO Box 1234");
    }

    @Override
    public List<String> negatives() {
        return List.of("3 road blocks", "street view", "via eth0", "took 12 ms on Drive C", "on the road 66");
    }
}
