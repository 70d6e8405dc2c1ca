package io.forewarn.ingest.scrub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Fills the lines of {@code cases-*.txt} with values from a seed. */
final class GeneratedCases {
    /** A filled line, the values in it that must go, and those that must stay. */
    record Case(String line, String text, List<String> hide, List<String> keep) {}

    private final FakeValues values;

    GeneratedCases(long seed) {
        values = new FakeValues(new Random(seed));
    }

    /** Each line of a resource, filled once. */
    List<Case> of(String resource) {
        List<Case> cases = new ArrayList<>();
        for (String line : lines(resource)) {
            cases.add(fill(line));
        }
        return cases;
    }

    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(GeneratedCases.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# ") && !line.startsWith("## "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Case fill(String line) {
        StringBuilder text = new StringBuilder();
        List<String> hide = new ArrayList<>();
        List<String> keep = new ArrayList<>();
        int done = 0;
        for (int open = line.indexOf('«'); open >= 0; open = line.indexOf('«', done)) {
            int close = line.indexOf('»', open);
            text.append(unescaped(line.substring(done, open)));
            boolean stays = line.charAt(open + 1) == '!';
            String value = values.of(line.substring(open + (stays ? 2 : 1), close));
            (stays ? keep : hide).add(value);
            text.append(value);
            done = close + 1;
        }
        text.append(unescaped(line.substring(done)));
        return new Case(line, text.toString(), hide, keep);
    }

    /** {@code \n}, {@code \r} and {@code \t} of a line in the file, unless the backslash is doubled. */
    private static String unescaped(String part) {
        return part.replace("\\\\n", "\u0001")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\u0001", "\\n");
    }
}
