package io.forewarn.models.errors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The features of an error: words, pairs of words, parts of identifiers, the exception's type, the severity, and the
 * patterns that match. Numbers, addresses and ids are masked, for they say nothing of the kind of error.
 */
final class ErrorTokens {
    private static final int MAX_CHARS = 1500;
    /** Letters of a beginning that words of one root mostly share: {@code connect, connection, connecting}. */
    private static final int STEM = 5;

    private static final int MAX_WORDS = 160;

    private ErrorTokens() {}

    /** Distinct feature names in the order of their first appearance. */
    static Set<String> of(ErrorText error, List<PatternRule> matches) {
        Set<String> tokens = new LinkedHashSet<>();
        words(error.text(), tokens);
        if (error.exceptionType() != null) {
            type(error.exceptionType(), tokens);
        }
        if (error.logger() != null) {
            parts(error.logger(), "l:", tokens);
        }
        if (error.severity() != null) {
            tokens.add("s:" + error.severity().text());
        }
        for (PatternRule rule : matches) {
            tokens.add("p:" + rule.id());
            tokens.add("c:" + rule.errorClass());
            tokens.add("c:" + rule.errorClass() + ":" + rule.strength());
        }
        tokens.add(matches.isEmpty() ? "p:none" : "f:" + matches.get(0).errorClass());
        return tokens;
    }

    /** Whether a feature comes from the patterns and not from the error's own words. */
    static boolean isPattern(String token) {
        return token.startsWith("p:") || token.startsWith("c:") || token.startsWith("f:");
    }

    private static void type(String type, Set<String> tokens) {
        String simple = type.substring(
                Math.max(type.lastIndexOf('.'), Math.max(type.lastIndexOf(':'), type.lastIndexOf('$'))) + 1);
        tokens.add("t:" + simple.toLowerCase(Locale.ROOT));
        parts(simple, "t:", tokens);
    }

    private static void words(String text, Set<String> tokens) {
        String cut = Excerpt.of(text, MAX_CHARS);
        String before = "^";
        int count = 0;
        int i = 0;
        int n = cut.length();
        while (i < n && count < MAX_WORDS) {
            char c = cut.charAt(i);
            if (!isWordPart(c)) {
                i++;
                continue;
            }
            int start = i;
            boolean digit = false;
            boolean upper = false;
            boolean lower = false;
            while (i < n && isWordPart(cut.charAt(i))) {
                char w = cut.charAt(i);
                digit |= (w >= '0' && w <= '9');
                upper |= (w >= 'A' && w <= 'Z');
                lower |= (w >= 'a' && w <= 'z');
                i++;
            }
            String raw = cut.substring(start, i);
            String word = digit ? masked(raw) : raw.toLowerCase(Locale.ROOT);
            if (word.length() > 40) {
                word = "<long>";
            }
            tokens.add(word);
            tokens.add(before + " " + word);
            if (word.length() > STEM && !digit) {
                tokens.add("~" + word.substring(0, STEM));
            }
            if ((upper && lower && !digit) || word.indexOf('_') > 0) {
                parts(raw, "", tokens);
            }
            before = word;
            count++;
        }
    }

    /** Status and error numbers of up to four digits stay, for they mean something; what is longer is an id. */
    private static String masked(String raw) {
        if (raw.length() <= 4 && raw.chars().allMatch(c -> (c >= '0' && c <= '9'))) {
            return raw;
        }
        if (raw.length() == 5 && raw.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        boolean inDigits = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean digit = (c >= '0' && c <= '9');
            if (digit && !inDigits) {
                out.append('#');
            } else if (!digit) {
                out.append(Character.toLowerCase(c));
            }
            inDigits = digit;
        }
        return out.toString();
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c > 127;
    }

    /** Splits {@code ConnectTimeoutException} and {@code read_timeout} into their words. */
    private static void parts(String name, String prefix, Set<String> tokens) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '.';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean starts = (c >= 'A' && c <= 'Z') && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((!letter || starts) && !part.isEmpty()) {
                if (part.length() > 2) {
                    tokens.add(prefix + part);
                }
                part.setLength(0);
            }
            if (letter) {
                part.append(Character.toLowerCase(c));
            }
        }
    }
}
