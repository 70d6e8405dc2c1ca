package io.forewarn.ingest.scrub;

import java.util.List;

/** A date of birth next to its name. */
final class BirthDate implements Finder {
    @Override
    public String id() {
        return "birth-date";
    }

    @Override
    public String kind() {
        return "birth-date";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "birth",
                "dob",
                "geburtsdatum",
                "born ",
                "geboren am",
                "naissance",
                "nacimiento",
                "nascimento",
                "nascita");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered || (Chars.isLower(t.at(from - 1)) && Chars.isLower(t.at(from)))) {
            return;
        }
        int p = to;
        while (p - to < 16 && !t.digitAt(p) && t.at(p) != '\n' && t.at(p) != '\0') {
            p++;
        }
        int end = p;
        int digits = 0;
        int gaps = 0;
        while (end < t.length
                && end - p < 11
                && (t.digitAt(end) || t.at(end) == '-' || t.at(end) == '/' || t.at(end) == '.')) {
            digits += t.digitAt(end) ? 1 : 0;
            gaps += t.digitAt(end) ? 0 : 1;
            end++;
        }
        while (end > p && !t.digitAt(end - 1)) {
            gaps--;
            end--;
        }
        boolean date = digits >= 6 && digits <= 8 && (gaps == 2 || (gaps == 0 && digits == 8));
        if (date && !t.digitAt(end) && t.at(end) != ':') {
            out.add(this, p, end);
        }
    }

    @Override
    public List<String> positives() {
        return List.of(
                "date of birth: 1971-02-03",
                "dob=03/02/1971",
                "\"birthDate\":\"1971-02-03\"",
                "born, birthday 19710203");
    }

    @Override
    public List<String> negatives() {
        return List.of("birth certificate 2 pages", "dob=null", "adobe 2024-01-02");
    }
}
