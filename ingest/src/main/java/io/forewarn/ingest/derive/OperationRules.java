package io.forewarn.ingest.derive;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.event.OperationMark.Role;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.ScrubRules;
import io.forewarn.ingest.scrub.Scrubber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The user's rules for operations, checked and compiled. Immutable and thread-safe. */
public final class OperationRules {
    private static final OperationRules NONE = new OperationRules(List.of());
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,13}(\\.[0-9]{1,9})?");
    private static final Set<String> OWN = Set.of("id", "component", "environment", "actor");

    private final List<Compiled> rules;

    private OperationRules(List<Compiled> rules) {
        this.rules = rules;
    }

    private record Compiled(
            OperationRule rule,
            Pattern start,
            Set<String> groups,
            Pattern end,
            @Nullable Pattern failure) {}

    private record Found(Role role, Matcher matcher) {}

    /** No rule. */
    public static OperationRules none() {
        return NONE;
    }

    /**
     * Checks and compiles.
     *
     * @throws IllegalArgumentException where an expression does not compile, has no group {@code id} or backtracks badly,
     *     or where nothing tells a failure
     */
    public static OperationRules of(List<OperationRule> rules) {
        return new OperationRules(rules.stream().map(OperationRules::compiled).toList());
    }

    private static Compiled compiled(OperationRule rule) {
        if (rule.failure() == null && rule.timeout() == null) {
            throw new IllegalArgumentException(
                    "nothing tells a failure of '" + rule.name() + "'; give 'failure', 'timeout' or both");
        }
        if (rule.timeout() != null
                && (rule.timeout().isNegative() || rule.timeout().isZero())) {
            throw new IllegalArgumentException("the timeout of '" + rule.name() + "' must be longer than nothing");
        }
        return new Compiled(
                rule,
                pattern(rule, "start", rule.start()),
                groups(rule.start()),
                pattern(rule, "end", rule.end()),
                rule.failure() == null ? null : pattern(rule, "failure", rule.failure()));
    }

    private static Pattern pattern(OperationRule rule, String role, String regex) {
        String name = rule.name() + "." + role;
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("rule " + name + ": " + e.getDescription(), e);
        }
        if (!groups(regex).contains("id")) {
            throw new IllegalArgumentException(
                    "rule " + name + " has no group (?<id>...): it ties start and end together");
        }
        ScrubRules.refuseCostly(name, regex);
        return pattern;
    }

    private static Set<String> groups(String regex) {
        Set<String> names = new LinkedHashSet<>();
        Matcher m = GROUP.matcher(regex);
        while (m.find()) {
            names.add(m.group(1));
        }
        return names;
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** What a scrubbed text is to a rule; empty where it is none of its texts. For trying samples. */
    public Optional<Role> role(String rule, String text) {
        return rules.stream()
                .filter(r -> r.rule().name().equals(rule))
                .map(r -> found(r, text))
                .flatMap(Optional::stream)
                .map(Found::role)
                .findFirst();
    }

    /**
     * What an event says of operations. Records without a time say nothing: an outcome without a date would be learned
     * from too early. Where the message alone does not match, it is tried with the record's attributes behind it, as
     * {@code name=value}.
     */
    public List<OperationMark> marks(Event event, Scrubber scrubber) {
        Instant at = event.timestamp();
        if (rules.isEmpty() || at == null) {
            return List.of();
        }
        List<OperationMark> marks = new ArrayList<>(0);
        String more = null;
        for (Compiled rule : rules) {
            Optional<Found> found = found(rule, event.message());
            if (found.isEmpty() && !event.attributes().isEmpty()) {
                more = more == null ? withAttributes(event) : more;
                found = found(rule, more);
            }
            found.ifPresent(f -> marks.add(mark(rule, f, event, at, scrubber)));
        }
        return marks;
    }

    private static String withAttributes(Event event) {
        StringBuilder text = new StringBuilder(event.message());
        event.attributes()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    private static Optional<Found> found(Compiled rule, String text) {
        Optional<Found> start = found(Role.START, rule.start(), text);
        if (start.isPresent()) {
            return start;
        }
        Pattern failure = rule.failure();
        Optional<Found> failed = failure == null ? Optional.empty() : found(Role.FAILURE, failure, text);
        return failed.isPresent() ? failed : found(Role.END, rule.end(), text);
    }

    private static Optional<Found> found(Role role, Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() && group(m, "id") != null ? Optional.of(new Found(role, m)) : Optional.empty();
    }

    private static @Nullable String group(Matcher m, String name) {
        String value = m.group(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Scrubbed a second time, as fields: their names tell more than their place in the text did. */
    private static OperationMark mark(Compiled rule, Found found, Event event, Instant at, Scrubber scrubber) {
        OperationRule r = rule.rule();
        Matcher m = found.matcher();
        boolean start = found.role() == Role.START;
        Map<String, Attribute> attributes = new TreeMap<>();
        String component = r.component() == null ? event.component() : r.component();
        String environment = event.environment();
        String actor = null;
        if (start) {
            component = named(rule, m, "component", component);
            environment = named(rule, m, "environment", environment);
            actor = named(rule, m, "actor", null);
            for (String name : rule.groups()) {
                String value = group(m, name);
                if (!OWN.contains(name) && value != null) {
                    attributes.put(name, typed(value));
                }
            }
        }
        RawOperation raw = new RawOperation(
                String.valueOf(group(m, "id")),
                r.kind(),
                component,
                environment,
                actor,
                at.truncatedTo(ChronoUnit.MICROS),
                attributes,
                null,
                null,
                null,
                true);
        return new OperationMark(
                event.importId(),
                event.ordinal(),
                r.name(),
                found.role(),
                scrubber.operation(raw, new Redactions()),
                r.timeout());
    }

    private static @Nullable String named(Compiled rule, Matcher m, String name, @Nullable String otherwise) {
        String value = rule.groups().contains(name) ? group(m, name) : null;
        return value == null ? otherwise : value;
    }

    private static Attribute typed(String value) {
        if (NUMBER.matcher(value).matches()) {
            return new Attribute.Numeric(Double.parseDouble(value));
        }
        return switch (value) {
            case "true" -> new Attribute.Flag(true);
            case "false" -> new Attribute.Flag(false);
            default -> Attribute.ofString(value);
        };
    }
}
