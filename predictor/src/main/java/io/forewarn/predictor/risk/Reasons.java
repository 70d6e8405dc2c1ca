package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.risk.Prediction.Factor;
import io.forewarn.predictor.risk.Prediction.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says why, in statements that hold. The model's contributions are added up by what they are about; for each sum the
 * strongest fact of the track record that points the same way gives the words. Where no fact does, the sum goes into
 * the last reason, so that all reasons together are what the model added to the average operation, to within a
 * trifle.
 */
final class Reasons {
    /** A change of the odds by less than 5 % is not worth a line. */
    private static final double TRIFLE = 0.05;

    private static final int MOST = 6;
    private static final Pattern WORD = Pattern.compile("(the|none|no|it|all)\\b");

    private final Operation op;
    private final HistoryFacts history;
    private final AttributeFacts attributes;
    private final ChangeFacts changes;

    Reasons(Operation op, Situation now) {
        this.op = op;
        this.history = new HistoryFacts(op, now);
        this.attributes = new AttributeFacts(op, now);
        this.changes = new ChangeFacts(op, now);
    }

    /** Reasons for what the model says, strongest first, the remainder last. */
    List<Reason> of(List<Factor> factors) {
        Map<String, Double> sums = new TreeMap<>();
        factors.forEach(factor -> sums.merge(Topic.of(factor.feature()), factor.logOdds(), Double::sum));
        List<Reason> reasons = new ArrayList<>();
        double rest = 0;
        List<Map.Entry<String, Double>> byWeight = sums.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> e) -> -Math.abs(e.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .toList();
        for (Map.Entry<String, Double> sum : byWeight) {
            Optional<Fact> fact = reasons.size() < MOST && Math.abs(sum.getValue()) >= TRIFLE
                    ? Fact.strongest(facts(sum.getKey()), sum.getValue() > 0)
                    : Optional.empty();
            if (fact.isPresent()) {
                reasons.add(reason(sum.getKey(), fact.get(), sum.getValue()));
            } else {
                rest += sum.getValue();
            }
        }
        if (Math.abs(rest) >= TRIFLE) {
            String text = (reasons.isEmpty() ? "Many small signs together " : "Many smaller signs together ")
                    + (rest > 0 ? "raise" : "lower") + " the risk.";
            reasons.add(new Reason(Topic.OTHER, text, rest, rest > 0));
        }
        return reasons;
    }

    /** Without a model: what the track record shows by itself. */
    List<Reason> ofTheRecord() {
        Stream<String> topics = Stream.concat(
                Stream.of(Topic.HISTORY, Topic.COMPONENT, Topic.KIND),
                op.attributes().keySet().stream().map(name -> Topic.ATTRIBUTE + name));
        record Found(String topic, Fact fact) {}
        return topics.flatMap(topic -> Stream.of(true, false)
                        .flatMap(raises -> Fact.strongest(facts(topic), raises).stream())
                        .max(Comparator.comparingDouble(fact -> Math.abs(fact.strength())))
                        .map(fact -> new Found(topic, fact))
                        .stream())
                .sorted(Comparator.comparingDouble((Found found) -> -Math.abs(found.fact.strength()))
                        .thenComparing(Found::topic))
                .limit(MOST)
                .map(found -> reason(found.topic, found.fact, null))
                .toList();
    }

    private static Reason reason(String topic, Fact fact, @Nullable Double logOdds) {
        boolean raises = logOdds == null ? fact.strength() > 0 : logOdds > 0;
        return new Reason(topic, sentence(fact.text()), logOdds, raises);
    }

    private static String sentence(String text) {
        // An attribute's or person's name stays as it is spelled.
        boolean word = WORD.matcher(text).lookingAt();
        return (word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text) + ".";
    }

    private Stream<Fact> facts(String topic) {
        if (topic.startsWith(Topic.ATTRIBUTE)) {
            return attributes.about(topic.substring(Topic.ATTRIBUTE.length()));
        }
        return switch (topic) {
            case Topic.HISTORY -> history.here();
            case Topic.COMPONENT -> history.component();
            case Topic.KIND -> history.kind();
            case Topic.ACTOR -> history.actor();
            case Topic.TIME -> history.time();
            case Topic.RHYTHM -> history.rhythm();
            case Topic.TEXT -> changes.text();
            case Topic.PATHS -> changes.paths();
            default -> Stream.of();
        };
    }
}
