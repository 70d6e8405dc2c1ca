package io.forewarn.ingest.scrub;

import java.util.List;

/** IPv6 addresses (RFC 4291, 2.2). */
final class ColonAddress implements Finder {
    @Override
    public String id() {
        return "ipv6";
    }

    @Override
    public String kind() {
        return "ip";
    }

    @Override
    public boolean onMarks() {
        return true;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (t.at(from) != ':') {
            return;
        }
        boolean pair = t.at(to) == ':';
        int start = from;
        while (start > 0 && from - start < 5 && Chars.isHex(t.at(start - 1))) {
            start--;
        }
        if (from - start > 4 || (from == start && !pair)) {
            return;
        }
        char before = t.at(start - 1);
        if (Chars.isWord(before) || before == ':' || before == '.' || before == '_') {
            return;
        }
        int end = end(t, start);
        if (end - start >= 3 && !isUnspecified(t, start, end)) {
            out.add(this, start, end);
        }
    }

    /** {@code 0:0:0:0:0:0:0:0}, the address of a server that listens everywhere: it is nobody's (RFC 4291, 2.5.2). */
    private static boolean isUnspecified(Text t, int start, int end) {
        if (end - start != 15) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (t.at(i) != ((i - start) % 2 == 0 ? '0' : ':')) {
                return false;
            }
        }
        return true;
    }

    /** End of the address that starts here, or -1. */
    private static int end(Text t, int start) {
        int p = start;
        int groups = 0;
        boolean gap = false;
        boolean digit = false;
        while (true) {
            int group = p;
            while (p - group < 5 && Chars.isHex(t.at(p))) {
                digit |= t.digitAt(p);
                p++;
            }
            if (p - group > 4) {
                return -1;
            }
            if (t.at(p) == '.' && p > group && p - group <= 3 && groups + (gap ? 1 : 0) > 1) {
                int v4 = Ipv4Address.end(t, group);
                return v4 > 0 ? v4 : -1;
            }
            groups += p > group ? 1 : 0;
            if (t.at(p) != ':') {
                break;
            }
            if (t.at(p + 1) == ':') {
                if (gap || t.at(p + 2) == ':') {
                    return -1;
                }
                gap = true;
                p += 2;
                if (!Chars.isHex(t.at(p))) {
                    break;
                }
            } else if (Chars.isHex(t.at(p + 1)) && groups < 8) {
                p++;
            } else {
                break;
            }
        }
        boolean whole = gap ? groups <= 7 && groups > 0 && digit : groups == 8;
        char after = t.at(p);
        return whole && !Chars.isWord(after) && after != '_' && !(after == ':' && t.at(p + 1) == ':') ? p : -1;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "Server IP: 2001:db8::1", "684D:1111:222:3333:4444:5555:6:77", "::ffff:192.0.2.1", "[fe80::1%eth0]:80");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "on 0:0:0:0:0:0:0:0:2181",
                "std::cout",
                "at 12:34:56",
                "abc::def",
                "2001::db8::1",
                "Foo::bar()",
                "1:2:3:4",
                "x.a1::b2");
    }
}
