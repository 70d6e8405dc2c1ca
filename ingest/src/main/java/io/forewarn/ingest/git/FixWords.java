package io.forewarn.ingest.git;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a commit message says about the commit's purpose. */
final class FixWords {
    private static final Pattern FIX = Pattern.compile(
            "\\b(fix(es|ed|ing)?|bugs?|bugfix|hotfix|defects?|faults?|faulty|regressions?|crash(es|ed|ing)?"
                    + "|broken|deadlocks?|npe|leaks?|leaked|leaking|(clos|resolv)e[sd]? #\\d+)\\b");

    /** Repairs of what is read but not run. */
    private static final Pattern COSMETIC = Pattern.compile(
            "\\b(typos?|spelling|grammar|javadocs?|docs?|documentation|comments?|readme|changelog|formatting|format"
                    + "|whitespace|indent(ation)?|checkstyle|lint|licen[cs]e|headers?|imports|style|wording)\\b");

    private static final Pattern REVERTED = Pattern.compile("This reverts commit ([0-9a-f]{7,64})");
    private static final int TITLE = 400;

    private FixWords() {}

    /** Whether the message speaks of mending something, by its words (Kamei et al. 2013, table 1, FIX). */
    static boolean fix(String message) {
        return FIX.matcher(head(message)).find();
    }

    /** A fix of behaviour: one that speaks of fixing, and not only of words or layout. */
    static boolean mendsBehaviour(String message) {
        return fix(message) && !COSMETIC.matcher(title(message)).find();
    }

    /** The commit that this one takes back, as written: perhaps abbreviated. */
    static Optional<String> reverted(String message) {
        Matcher m = REVERTED.matcher(message);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    private static String head(String message) {
        return message.substring(0, Math.min(TITLE, message.length())).toLowerCase(Locale.ROOT);
    }

    private static String title(String message) {
        int end = message.indexOf('\n');
        return head(end < 0 ? message : message.substring(0, end));
    }
}
