package io.forewarn.ingest.scrub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys and tokens that a vendor gives a recognisable shape. One detector for each row of {@code tokens.tsv}: id, shape,
 * and where the vendor states it.
 */
final class VendorToken implements Finder {
    private static final int LONG_RUN = 256;
    private final String id;
    private final Shape shape;

    private VendorToken(String id, Shape shape) {
        this.id = id;
        this.shape = shape;
    }

    /** All rows of the table. */
    static List<VendorToken> all() {
        try (InputStream in = Objects.requireNonNull(
                        VendorToken.class.getResourceAsStream("tokens.tsv"), "tokens.tsv is packaged");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<VendorToken> tokens = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && line.charAt(0) != '#') {
                    String[] row = line.split("\t", -1);
                    if (row.length != 3) {
                        throw new IllegalStateException("tokens.tsv: a row has three columns: " + row[0]);
                    }
                    tokens.add(new VendorToken(row[0], Shape.of(row[1])));
                }
            }
            return List.copyOf(tokens);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tokens of the table begin with, up to their first underscore. */
    static Set<String> prefixes() {
        return all().stream()
                .map(token -> token.shape.anchor())
                .filter(anchor -> anchor.indexOf('_') > 0)
                .map(anchor -> anchor.substring(0, anchor.indexOf('_') + 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(shape.anchor().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean looksAtAnchor() {
        return true;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.reached(this)) {
            return;
        }
        int start = shape.start(t, from);
        if (start < 0 || (t.isAt(start - 1, '.') && t.wordAt(start - 2)) || (t.wordAt(start - 1) && t.wordAt(start))) {
            return;
        }
        int end = shape.end(t, from);
        boolean closed = end >= 0 && !(t.wordAt(end) && t.wordAt(end - 1)) && !shape.goesOn(t, end);
        boolean large = end - from > LONG_RUN;
        // digits of the anchor last: where the rest is no token they need not be looked at
        if ((!closed && !large) || !shape.isAnchored(t, from)) {
            return;
        }
        if (large) {
            // one look at a run this long is enough, however often the prefix is in it
            out.reached(this, end);
        }
        if (closed && !isStandIn(t, start, end)) {
            out.add(this, start, end);
        }
    }

    private static boolean isStandIn(Text t, int start, int end) {
        if ((t.at(end) == '#' || t.at(end) == '*') && t.at(end + 1) == t.at(end)) {
            return true;
        }
        int run = 1;
        for (int i = start + 1; i < end; i++) {
            char c = t.at(i);
            run = Chars.lower(c) == Chars.lower(t.at(i - 1)) ? run + 1 : 1;
            boolean blank = run >= 5 && (c == 'x' || c == 'X' || c == '*');
            boolean dull = run >= 12 && (Chars.isDigit(c) || Chars.isLower(c));
            if (blank || dull) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> positives() {
        return List.of("got " + shape.example(id.hashCode()) + " here");
    }

    @Override
    public List<String> negatives() {
        return List.of("the prefix " + shape.anchor() + " alone");
    }
}
