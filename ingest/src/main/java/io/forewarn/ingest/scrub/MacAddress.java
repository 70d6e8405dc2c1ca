package io.forewarn.ingest.scrub;

import java.util.List;

/** Hardware addresses: six pairs of hexadecimal digits, or three quadruples as Cisco writes them. */
final class MacAddress implements Finder {
    @Override
    public String id() {
        return "mac";
    }

    @Override
    public String kind() {
        return "mac";
    }

    @Override
    public boolean onMarks() {
        return true;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        char separator = t.at(from);
        int width = separator == '.' ? 4 : 2;
        int size = separator == '.' ? 14 : 17;
        int start = from - width;
        if (start < 0 || t.at(to + width) != separator || t.at(start + size) == separator) {
            return;
        }
        char before = t.at(start - 1);
        if (Chars.isWord(before) || before == separator || t.wordAt(start + size)) {
            return;
        }
        boolean digit = false;
        boolean letter = false;
        for (int i = start; i < start + size; i++) {
            char c = t.at(i);
            boolean gap = (i - start) % (width + 1) == width;
            if (gap ? c != separator : !Chars.isHex(c)) {
                return;
            }
            digit |= Chars.isDigit(c);
            letter |= Chars.isLetter(c);
        }
        boolean real = Secrets.distinct(t, start, start + size) > 2;
        if (real && (width == 2 ? digit || separator == ':' || letter : digit && letter)) {
            out.add(this, start, start + size);
        }
    }

    @Override
    public List<String> positives() {
        return List.of("Lowercase MAC: 0a:23:f5:67:89:ac", "AA-BB-CC-DD-EE-FF", "mac 00a1.b2c3.d4e5 on port 1");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "00:1A:2B:3C:4D",
                "FF:FF:FF:FF:FF:FF",
                "2015-10-18 18:01:51",
                "1111.2222.3333",
                "ab:cd:ef:01:23:45:67:89");
    }
}
