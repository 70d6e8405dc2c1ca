package io.forewarn.predictor.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The objectives of all components. */
public record Slos(List<Slo> all) {
    /** No objectives. */
    public static final Slos NONE = new Slos(List.of());

    private static final Set<String> KEYS = Set.of("component", "objective", "of", "window");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})\\s*([mhdw])");

    public Slos {
        all = List.copyOf(all);
    }

    /**
     * Reads the {@code slo} section of the configuration, a list:
     *
     * <pre>
     * - {component: checkout, objective: 0.99, of: events, window: 30d}
     * - {component: "*", objective: 0.9, of: operations}    # window: 30d where none is given
     * </pre>
     *
     * @throws IllegalArgumentException naming the key that is unknown or the value that does not fit
     */
    public static Slos from(List<?> section) {
        List<Slo> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < section.size(); i++) {
            String place = "slo[" + i + "]";
            if (!(section.get(i) instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(
                        place + " must be a map, e.g. {component: checkout, objective: 0.99, of: events}");
            }
            for (Object key : map.keySet()) {
                if (!KEYS.contains(String.valueOf(key))) {
                    throw new IllegalArgumentException("unknown key " + place + "." + key + "; known are "
                            + String.join(", ", new TreeSet<>(KEYS)));
                }
            }
            if (!(map.get("component") instanceof String component) || component.isBlank()) {
                throw new IllegalArgumentException(place + ".component must be a name, or \"*\" for all others");
            }
            if (!(map.get("objective") instanceof Number objective)) {
                throw new IllegalArgumentException(
                        place + ".objective must be a number above 0 and below 1, e.g. 0.99");
            }
            String of = map.containsKey("of") ? String.valueOf(map.get("of")) : "events";
            String window = map.containsKey("window") ? String.valueOf(map.get("window")) : "30d";
            try {
                all.add(new Slo(component, objective.doubleValue(), of, length(window)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
            }
            if (!seen.add(component + " " + of)) {
                throw new IllegalArgumentException(place + " is the second for " + of + " of " + component);
            }
        }
        return new Slos(all);
    }

    /**
     * A length of time such as {@code 90m}, {@code 6h}, {@code 7d} or {@code 2w}.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Duration length(@Nullable String text) {
        Matcher m = LENGTH.matcher(text == null ? "" : text.strip());
        if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
            throw new IllegalArgumentException("a length of time is a number with m, h, d or w, e.g. 90m, 6h, 7d");
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofDays(7 * n);
        };
    }

    /** The objectives of a component: its own, else those for all others, one for events and one for operations. */
    List<Slo> of(String component) {
        List<Slo> found = new ArrayList<>();
        for (String of : List.of("events", "operations")) {
            all.stream()
                    .filter(s -> s.of().equals(of))
                    .filter(s -> s.component().equals(component))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(s -> s.of().equals(of) && s.component().equals("*"))
                            .findFirst())
                    .ifPresent(found::add);
        }
        return found;
    }
}
