package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a regular expression costs, counted in characters that the engine looks at. */
final class PatternCost {
    private static final int TRIAL = 2_000;
    private static final int LOOKS_PER_CHAR = 300;
    private static final long STACK = 256 << 10;

    private PatternCost() {}

    /** Thrown from inside a match that looks at far more characters than there are. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Tries a pattern on texts that make bad ones backtrack: long repetitions of the characters it names. On a thread
     * with a small stack, since how deep the engine may recurse on the caller's depends on what is compiled by then.
     *
     * @throws IllegalArgumentException where one of them takes more than a constant number of looks for each character,
     *     or recurses deeply
     */
    static void check(String id, Pattern pattern) {
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        Thread trial = new Thread(null, () -> attack(pattern), "forewarn-pattern", STACK);
        trial.setUncaughtExceptionHandler((thread, e) -> fault.set(e));
        trial.start();
        try {
            trial.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trying rule " + id, e);
        }
        Throwable e = fault.get();
        if (e != null) {
            throw new IllegalArgumentException("rule " + id + " backtracks badly: avoid repetitions of repetitions", e);
        }
    }

    private static void attack(Pattern pattern) {
        for (String attack : attacks(pattern.pattern())) {
            Matcher matcher = pattern.matcher(new Counted(attack, (long) attack.length() * LOOKS_PER_CHAR));
            while (matcher.find()) {
                // only the cost matters
            }
        }
    }

    /** The text, with a budget of looks. */
    static CharSequence limited(String text) {
        return new Counted(text, 10_000L + (long) text.length() * LOOKS_PER_CHAR);
    }

    private static List<String> attacks(String regex) {
        List<String> seeds =
                new ArrayList<>(List.of("a", "0", "A", " ", "-", "ab", "a0", "a ", "a.", "aA0_", "\t", "é"));
        regex.chars().filter(c -> c > ' ').distinct().limit(40).forEach(c -> seeds.add(Character.toString(c)));
        StringBuilder literals = new StringBuilder();
        regex.chars().filter(Character::isLetterOrDigit).limit(64).forEach(c -> literals.append((char) c));
        if (!literals.isEmpty()) {
            seeds.add(literals.toString());
        }
        // what the pattern begins with must be there, or the costly part behind it is never tried
        String opening = opening(regex);
        List<String> attacks = new ArrayList<>();
        for (String seed : seeds) {
            String body = seed.repeat(Math.max(1, TRIAL / seed.length()));
            attacks.add(body);
            attacks.add(body + "\u0001");
            attacks.add(literals + body + "\u0001");
            if (!opening.isEmpty()) {
                attacks.add(opening + body + "\u0001");
            }
        }
        return attacks;
    }

    /** The literal text at the start of a pattern, as far as it is plain. */
    private static String opening(String regex) {
        int end = 0;
        while (end < regex.length() && "\\[](){}.*+?^$|".indexOf(regex.charAt(end)) < 0) {
            end++;
        }
        boolean optional = end < regex.length() && "*?{".indexOf(regex.charAt(end)) >= 0;
        return regex.substring(0, optional ? Math.max(0, end - 1) : end);
    }

    private static final class Counted implements CharSequence {
        private final CharSequence text;
        private long budget;

        Counted(CharSequence text, long budget) {
            this.text = text;
            this.budget = budget;
        }

        @Override
        public char charAt(int index) {
            if (--budget < 0) {
                throw new TooMuch();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
