package io.forewarn.predictor.policy;

import io.forewarn.ingest.event.Operation;
import java.util.List;
import java.util.Map;

/**
 * From which risk on we warn and stop: thresholds for all operations, and rules for some of them. The first rule that
 * matches decides; what a rule leaves out comes from the thresholds for all.
 *
 * @param thresholds where no rule matches
 * @param rules in order of precedence
 */
public record Policy(Thresholds thresholds, List<PolicyRule> rules) {
    /** No rules, {@link Thresholds#DEFAULTS}. */
    public static final Policy DEFAULT = new Policy(Thresholds.DEFAULTS, List.of());

    public Policy {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the {@code policy} section of the configuration:
     *
     * <pre>
     * warn: 0.4                      # a probability, or
     * fail: {odds: 8, floor: 0.5}    # relative to the base rate
     * unsure: pass                   # pass, warn or fail
     * rules:
     *   - {kind: deploy, environment: production, fail: 0.6}
     * </pre>
     *
     * @throws IllegalArgumentException naming the key that is unknown or the value that does not fit
     */
    public static Policy from(Map<String, ?> section) {
        return PolicyReader.read(section);
    }

    /**
     * The ruling on one operation.
     *
     * @param risk probability of failure, in [0, 1]
     * @param low lower end of its interval
     * @param baseRate share of comparable operations that fail
     * @param abstained whether the model declined to answer
     */
    public Ruling rule(Operation operation, double risk, double low, double baseRate, boolean abstained) {
        return rules.stream()
                .filter(rule -> rule.matches(operation))
                .findFirst()
                .map(PolicyRule::thresholds)
                .orElse(thresholds)
                .rule(risk, low, baseRate, abstained);
    }
}
