package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A user's own rules: extra patterns to redact, values to leave readable, detectors switched off. Everything is checked
 * when the rules are made, so that a mistake is an error at the start and not a surprise in the middle of an import.
 */
public final class ScrubRules {
    private static final ScrubRules NONE = new ScrubRules(List.of(), Set.of(), Set.of(), Set.of());
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final List<UserPattern> extra;
    private final Set<String> allowed;
    private final Set<String> off;
    private final Set<String> on;

    private ScrubRules(List<UserPattern> extra, Set<String> allowed, Set<String> off, Set<String> on) {
        this.extra = extra;
        this.allowed = allowed;
        this.off = off;
        this.on = on;
    }

    /**
     * One extra pattern.
     *
     * @param id names it in counts, and is the kind of its tokens: lower-case letters, digits, hyphens
     * @param regex Java regular expression; the first group, where there is one, is the value, else the whole match
     */
    public record Extra(String id, String regex) {}

    /** No rule: all detectors, nothing extra. */
    public static ScrubRules none() {
        return NONE;
    }

    /**
     * Checked rules.
     *
     * @param extra patterns to redact as well
     * @param allowed values to leave as they are, compared whole and in any case
     * @param off ids of detectors not to use
     * @throws IllegalArgumentException naming the rule, where a pattern does not compile, matches the empty text or
     *     backtracks badly, or where no detector has an id
     */
    public static ScrubRules of(List<Extra> extra, Set<String> allowed, Set<String> off) {
        return of(extra, allowed, off, Set.of());
    }

    /**
     * Checked rules.
     *
     * @param extra patterns to redact as well
     * @param allowed values to leave as they are, compared whole and in any case
     * @param off ids of detectors not to use
     * @param on ids of detectors to use that are not used by default, as {@link Detector#byDefault} says
     * @throws IllegalArgumentException as the other, and where a detector is both on and off
     */
    public static ScrubRules of(List<Extra> extra, Set<String> allowed, Set<String> off, Set<String> on) {
        List<UserPattern> patterns = new ArrayList<>();
        for (Extra rule : extra) {
            patterns.add(new UserPattern(rule.id(), compiled(rule)));
        }
        Set<String> known = new TreeSet<>();
        Detectors.all().forEach(d -> known.add(d.id()));
        for (String id : off) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("no detector is called " + id);
            }
        }
        for (String id : on) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("no detector is called " + id);
            }
            if (off.contains(id)) {
                throw new IllegalArgumentException("the detector " + id + " is both on and off");
            }
        }
        Set<String> values = new TreeSet<>();
        allowed.forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
        return new ScrubRules(List.copyOf(patterns), values, Set.copyOf(off), Set.copyOf(on));
    }

    /**
     * Tries an expression on texts that make bad ones backtrack; for expressions that come from a user for another
     * purpose than scrubbing.
     *
     * @throws IllegalArgumentException naming it, where it does not compile or takes far more looks than characters
     */
    public static void refuseCostly(String id, String regex) {
        try {
            PatternCost.check(id, Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("rule " + id + ": " + e.getDescription(), e);
        }
    }

    private static Pattern compiled(Extra rule) {
        if (!NAME.matcher(rule.id()).matches()) {
            throw new IllegalArgumentException(
                    "rule " + rule.id() + ": a name has lower-case letters, digits and hyphens");
        }
        try {
            Pattern pattern = Pattern.compile(rule.regex());
            if (pattern.matcher("").find()) {
                throw new IllegalArgumentException("rule " + rule.id() + " matches the empty text");
            }
            PatternCost.check(rule.id(), pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("rule " + rule.id() + ": " + e.getDescription(), e);
        }
    }

    List<Finder> select(List<Finder> finders) {
        return finders.stream()
                .filter(f -> !off.contains(f.id()) && (f.byDefault() || on.contains(f.id())))
                .toList();
    }

    /** True where there are extra patterns, which may look at anything. */
    boolean seeMore() {
        return !extra.isEmpty();
    }

    /** Adds what the extra patterns find. */
    void find(Text t, Findings out) {
        if (extra.isEmpty()) {
            return;
        }
        String text = new String(t.chars);
        for (UserPattern rule : extra) {
            Matcher matcher = rule.pattern.matcher(PatternCost.limited(text));
            try {
                while (matcher.find()) {
                    int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
                    out.add(rule, matcher.start(group), matcher.end(group));
                }
            } catch (PatternCost.TooMuch | StackOverflowError e) {
                // no telling what the rule would have found: nothing of the text may pass
                out.add(rule, 0, t.length);
            }
        }
    }

    /** True where some values are to be left as they are. */
    boolean leaveSome() {
        return !allowed.isEmpty();
    }

    boolean allows(String value) {
        return !allowed.isEmpty() && allowed.contains(value.toLowerCase(Locale.ROOT));
    }

    private record UserPattern(String id, Pattern pattern) implements Finder {
        @Override
        public String kind() {
            return id;
        }

        @Override
        public List<String> positives() {
            return List.of();
        }

        @Override
        public List<String> negatives() {
            return List.of();
        }

        @Override
        public void find(Text t, int from, int to, Findings out) {}
    }
}
