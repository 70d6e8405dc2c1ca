package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.IssueRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where people said that events belong: merges and splits, followed from the issue that grouping names. */
public final class IssueRules {
    /** Fields by which an issue can be split. */
    public static final List<String> FIELDS =
            List.of("component", "environment", "release", "logger", "host", "exception_type", "message");

    private final Map<String, IssueRule> moves = new HashMap<>();
    private final Map<String, List<IssueRule>> splits = new HashMap<>();

    /** @param rules oldest first; of two merges of one issue the newer counts */
    public IssueRules(List<IssueRule> rules) {
        for (IssueRule rule : rules) {
            if (rule.target() != null) {
                moves.put(rule.issueId(), rule);
            } else {
                splits.merge(rule.issueId(), List.of(rule), (a, b) -> {
                    List<IssueRule> both = new java.util.ArrayList<>(a);
                    both.addAll(b);
                    return both;
                });
            }
        }
    }

    /**
     * An issue.
     *
     * @param said what to add to why events belong together; empty where nobody said anything
     */
    public record Place(String issueId, String said) {}

    /** True where what an event says decides, not its issue alone. */
    boolean split() {
        return !splits.isEmpty();
    }

    boolean knows(String issueId) {
        return moves.containsKey(issueId) || splits.containsKey(issueId);
    }

    /** Follows the rules until none applies; a circle ends where it began to repeat. */
    Place follow(Event event, @Nullable String template, String issueId) {
        Set<String> seen = new HashSet<>();
        Place at = new Place(issueId, "");
        while (seen.add(at.issueId())) {
            IssueRule move = moves.get(at.issueId());
            if (move != null && move.target() != null) {
                at = new Place(move.target(), at.said());
                continue;
            }
            at = divided(event, template, at);
        }
        return at;
    }

    private Place divided(Event event, @Nullable String template, Place at) {
        for (IssueRule rule : splits.getOrDefault(at.issueId(), List.of())) {
            String field = rule.field() == null ? "message" : rule.field();
            String value = value(event, template, field);
            if (rule.value() == null || rule.value().equals(value)) {
                String shown = value.length() <= 160 ? value : value.substring(0, 159) + "…";
                return new Place(
                        Hash.of(at.issueId(), field, value).substring(0, 16),
                        at.said() + " Split off by a person: " + field.replace('_', ' ') + " “" + shown + "” (split "
                                + rule.id() + ").");
            }
        }
        return at;
    }

    /**
     * What an event has in a field; {@code none} where it has nothing.
     *
     * @throws IllegalArgumentException naming the fields there are
     */
    public static String value(Event event, @Nullable String template, String field) {
        String value = switch (field.toLowerCase(Locale.ROOT)) {
            case "component" -> event.component();
            case "environment" -> event.environment();
            case "release" -> event.release();
            case "logger" -> event.logger();
            case "host" -> event.host();
            case "exception_type" -> event.exceptionType();
            case "message" -> template == null ? MessagePattern.of(event.message()) : template;
            default ->
                throw new IllegalArgumentException(
                        "an issue cannot be split by that; use one of " + String.join(", ", FIELDS));
        };
        return value == null || value.isBlank() ? "none" : value;
    }
}
