package io.forewarn.predictor.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The configuration's maps as a {@link Policy}; every complaint names the key. */
final class PolicyReader {
    private static final Set<String> LEVELS = Set.of("moderate", "warn", "fail", "unsure");
    private static final Set<String> SCOPE = Set.of("kind", "environment", "component");

    private PolicyReader() {}

    static Policy read(Map<String, ?> section) {
        requireKnown("policy", section, union(LEVELS, Set.of("rules")));
        Thresholds all = thresholds("policy", section, Thresholds.DEFAULTS);
        List<PolicyRule> rules = new ArrayList<>();
        Object listed = section.get("rules");
        if (listed != null) {
            if (!(listed instanceof List<?> list)) {
                throw new IllegalArgumentException("policy.rules must be a list");
            }
            for (int i = 0; i < list.size(); i++) {
                rules.add(rule("policy.rules[" + i + "]", list.get(i), all));
            }
        }
        return new Policy(all, rules);
    }

    private static PolicyRule rule(String place, @Nullable Object value, Thresholds all) {
        Map<String, ?> map = map(place, value);
        requireKnown(place, map, union(LEVELS, SCOPE));
        if (map.keySet().stream().noneMatch(SCOPE::contains)) {
            throw new IllegalArgumentException(place + " must say to what it applies: kind, environment or component");
        }
        return new PolicyRule(
                word(place, map, "kind"),
                word(place, map, "environment"),
                word(place, map, "component"),
                thresholds(place, map, all));
    }

    private static Thresholds thresholds(String place, Map<String, ?> map, Thresholds otherwise) {
        Thresholds read = new Thresholds(
                threshold(place + ".moderate", map.get("moderate"), otherwise.moderate()),
                threshold(place + ".warn", map.get("warn"), otherwise.warn()),
                threshold(place + ".fail", map.get("fail"), otherwise.fail()),
                unsure(place, map, otherwise.unsure()));
        if (read.warn() instanceof Threshold.Fixed warn
                && read.fail() instanceof Threshold.Fixed fail
                && warn.probability() > fail.probability()) {
            throw new IllegalArgumentException(place + ".warn must not be above " + place + ".fail");
        }
        return read;
    }

    private static Verdict unsure(String place, Map<String, ?> map, Verdict otherwise) {
        String word = word(place, map, "unsure");
        try {
            return word == null ? otherwise : Verdict.from(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ".unsure: " + e.getMessage(), e);
        }
    }

    private static Threshold threshold(String place, @Nullable Object value, Threshold otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            if (value instanceof Number number) {
                return new Threshold.Fixed(number.doubleValue());
            }
            if (value instanceof Map<?, ?>) {
                Map<String, ?> map = map(place, value);
                requireKnown(place, map, Set.of("odds", "floor"));
                return new Threshold.Relative(number(place, map, "odds", 1), number(place, map, "floor", 0));
            }
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.contains(place) ? message : place + ": " + message, e);
        }
        throw new IllegalArgumentException(place + " must be a probability, or {odds: …, floor: …}");
    }

    private static double number(String place, Map<String, ?> map, String key, double otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(place + "." + key + " must be a number");
    }

    private static @Nullable String word(String place, Map<String, ?> map, String key) {
        Object value = map.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(place + "." + key + " must be a word");
    }

    private static Map<String, ?> map(String place, @Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            @SuppressWarnings("unchecked") // every key was checked in the line above
            Map<String, ?> checked = (Map<String, ?>) map;
            return checked;
        }
        throw new IllegalArgumentException(place + " must be a map");
    }

    private static void requireKnown(String place, Map<String, ?> map, Set<String> known) {
        for (String key : map.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "unknown key " + place + "." + key + "; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> both = new TreeSet<>(a);
        both.addAll(b);
        return both;
    }
}
