package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;

/** Host names with an address inside, as providers name their customers' lines: {@code ip-10-0-1-23.ec2.internal}. */
final class ReverseDnsHost implements Finder {
    /** What providers call the lines of their customers: a label of such a name, digits at its end or none. */
    private static final List<String> LINES =
            List.of("dip", "dyn", "dynamic", "adsl", "dsl", "cable", "ppp", "dhcp", "dialup", "broadband", "ftth");

    /** Words that servers have in their names as well: a line's has most of an address before it. */
    private static final List<String> SHARED = List.of("pool", "cust", "customer", "fiber", "static", "res");

    @Override
    public String id() {
        return "rdns-host";
    }

    @Override
    public String kind() {
        return "host";
    }

    @Override
    public List<String> anchors() {
        List<String> anchors = new ArrayList<>(List.of("rhost=", ".in-addr.arpa", ".ip6.arpa"));
        LINES.forEach(line -> anchors.add('.' + line));
        SHARED.forEach(line -> anchors.add('.' + line));
        anchors.addAll(List.of("-static", "-dynamic", "-dyn", "-dsl", "-adsl", "-pool", "-cable", "-cust"));
        return anchors;
    }

    @Override
    public int onNumbers() {
        return OCTET;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (!t.digitAt(from)) {
            keyed(t, from, to, out);
            return;
        }
        char separator = t.like(to);
        if (to - from > 3 || (separator != '-' && separator != '.') || !t.digitAt(to + 1)) {
            return;
        }
        int last = octets(t, from, separator);
        if (last < 0 || (separator == '.' && !Chars.isLetter(t.like(last + 1)))) {
            return;
        }
        int start = from;
        while (start > 0 && from - start < 80 && isHost(t.like(start - 1))) {
            start--;
        }
        int end = last;
        while (end < t.length && end - last < 160 && isHost(t.like(end))) {
            end++;
        }
        while (end > last && (t.like(end - 1) == '.' || t.like(end - 1) == '-')) {
            end--;
        }
        if (isName(t, start, from, last, end, separator) && Octets.areSmall(t, from, last)) {
            out.add(this, start, end);
        }
    }

    private static boolean isName(Text t, int start, int from, int last, int end, char separator) {
        if (t.like(start - 1) == '_' || (t.like(start - 1) == '/' && separator == '.')) {
            return false;
        }
        int labels = 0;
        for (int i = last; i < end; i++) {
            if (t.like(i) == '.' && Chars.isLetter(t.like(i + 1))) {
                labels++;
            }
        }
        if (labels > 0) {
            int dot = end - 1;
            while (t.like(dot) != '.') {
                dot--;
            }
            String suffix = t.between(dot + 1, end);
            return labels > 1 || (suffix.length() >= 2 && !FileSuffixes.isKnown(suffix));
        }
        return separator == '-'
                && (t.hasBefore(from, "ip-")
                        || (from > start && t.like(from - 1) == '-' && bigOctets(t, from, last) >= 2));
    }

    private static int bigOctets(Text t, int from, int last) {
        int big = 0;
        int digits = 0;
        for (int i = from; i <= last; i++) {
            if (i < last && t.digitAt(i)) {
                digits++;
            } else {
                big += digits == 3 ? 1 : 0;
                digits = 0;
            }
        }
        return big;
    }

    private static int octets(Text t, int from, char separator) {
        int p = Octets.end(t, from, separator);
        return p < 0 || t.digitAt(p) || (t.like(p) == '-' && t.digitAt(p + 1)) ? -1 : p;
    }

    /** {@code p5DC1A2B3.dip0.example.net}: digits in the first label, a provider's word in a later one. */
    private void line(Text t, int from, int to, Findings out) {
        int p = to;
        while (t.digitAt(p)) {
            p++;
        }
        if (t.like(p) != '.' || !Chars.isLetter(t.like(p + 1))) {
            return;
        }
        int start = from;
        int first = from;
        while (start > 0 && from - start < 80 && isHost(t.like(start - 1))) {
            start--;
            first = t.like(start) == '.' ? start : first;
        }
        int digits = 0;
        for (int i = start; i < first; i++) {
            digits += t.digitAt(i) ? 1 : 0;
        }
        int end = p;
        while (end < t.length && end - p < 160 && isHost(t.like(end))) {
            end++;
        }
        while (end > p && (t.like(end - 1) == '.' || t.like(end - 1) == '-')) {
            end--;
        }
        boolean shared = SHARED.stream().anyMatch(word -> t.hasAt(from + 1, word));
        if (digits >= (shared ? 6 : 3) && isName(t, start, from, p, end, '.')) {
            out.add(this, start, end);
        }
    }

    private void keyed(Text t, int from, int to, Findings out) {
        if (t.like(to - 1) != '=' && t.like(to - 1) != 'a') {
            line(t, from, to, out);
            return;
        }
        if (t.like(to - 1) != '=') {
            int start = from;
            while (start > 0 && from - start < 80 && isHost(t.like(start - 1))) {
                start--;
            }
            if (start < from) {
                out.add(this, start, to);
            }
            return;
        }
        int end = to;
        while (end < t.length && end - to < 255 && isHost(t.like(end))) {
            end++;
        }
        if (end - to > 2 && Ipv4Address.end(t, to) != end) {
            out.add(this, to, end);
        }
    }

    private static boolean isHost(char c) {
        return Chars.isWord(c) || c == '-' || c == '.';
    }

    @Override
    public List<String> positives() {
        return List.of(
                "from ec2-52-80-34-196.cn-north-1.compute.amazonaws.com.cn",
                "rhost=adsl-70-242-75-179.dsl.swbell.net",
                "on ip-10-0-1-23 now",
                "4.3.2.1.in-addr.arpa",
                "10.1.2.3.dsl.example.net",
                "(p5DC1A2B3.dip0.example.net)",
                "host86101213.static.example.net");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "c3p0.pool.impl.Thing",
                "cache-123.static.example.com",
                "db-1234.pool.internal.example",
                "org.apache.commons.pool2.impl",
                "at 2015-10-18-01",
                "app-1-2-3-4",
                "lib-1-2-3-4.jar",
                "rhost= user=root",
                "chunk 1-2-3-4");
    }
}
