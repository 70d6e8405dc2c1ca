package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.risk.Prediction.SimilarFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The past failures most like an operation, and what was done about them. */
final class SimilarFailures {
    /** Share of each part in the similarity; they add up to 1. */
    private static final double PLACE = 0.4;

    private static final double ATTRIBUTES = 0.4;
    private static final double RECENT = 0.2;
    private static final double RECENT_DAYS = 60;

    private final TrackRecord record;

    SimilarFailures(TrackRecord record) {
        this.record = record;
    }

    List<SimilarFailure> of(Operation op, Situation now, int most) {
        Map<String, Operation> candidates = new LinkedHashMap<>();
        Stream.of(now.here(), now.component(), now.kind())
                .flatMap(past -> past.failures().stream())
                .forEach(failure -> candidates.putIfAbsent(failure.id(), failure));
        Map<String, Double> spreads = spreads(op, now);
        Set<String> common = common(op, now);
        return candidates.values().stream()
                .map(failure -> new Scored(failure, score(op, failure, spreads)))
                .sorted(Comparator.comparingDouble(Scored::similarity)
                        .reversed()
                        .thenComparing(scored -> scored.failure().at(), Comparator.reverseOrder())
                        .thenComparing(scored -> scored.failure().id()))
                .limit(most)
                .map(scored -> describe(op, scored, spreads, common))
                .toList();
    }

    private record Scored(Operation failure, double similarity) {}

    private double score(Operation op, Operation failure, Map<String, Double> spreads) {
        double place = (op.component().equals(failure.component()) ? 0.6 : 0)
                + (op.kind().equals(failure.kind()) ? 0.4 : 0);
        double recent = Math.exp(-Duration.between(failure.at(), op.at()).toHours() / (24 * RECENT_DAYS));
        return PLACE * place + ATTRIBUTES * attributes(op, failure, spreads) + RECENT * recent;
    }

    private SimilarFailure describe(Operation op, Scored scored, Map<String, Double> spreads, Set<String> common) {
        Operation failure = scored.failure();
        boolean component = op.component().equals(failure.component());
        boolean kind = op.kind().equals(failure.kind());
        List<String> alike = new ArrayList<>();
        alike.add(component && kind ? "same kind and component" : component ? "same component" : "same kind");
        alike.add(Words.span(Duration.between(failure.at(), op.at())) + " before");
        alike.addAll(shared(op, failure, spreads, common));
        List<Repair> repairs = record.repairs(failure.id(), op.at());
        return new SimilarFailure(
                failure.id(),
                failure.at(),
                failure.kind(),
                failure.component(),
                scored.similarity(),
                String.join(", ", alike),
                fix(repairs),
                repairs.stream().map(Repair::id).toList());
    }

    /** Mean likeness over the attributes that either has. */
    private double attributes(Operation op, Operation failure, Map<String, Double> spreads) {
        double sum = 0;
        int both = 0;
        for (Map.Entry<String, Attribute> asked : op.attributes().entrySet()) {
            Attribute had = failure.attributes().get(asked.getKey());
            if (had != null) {
                both++;
                sum += likeness(asked.getValue(), had, spreads.getOrDefault(asked.getKey(), 0.0));
            }
        }
        int either = op.attributes().size() + failure.attributes().size() - both;
        return either == 0 ? 0 : sum / either;
    }

    /** The likest two of the attributes whose value is not what most have anyway. */
    private List<String> shared(Operation op, Operation failure, Map<String, Double> spreads, Set<String> common) {
        record Like(String text, double likeness) {}
        return op.attributes().entrySet().stream()
                .filter(asked -> !common.contains(asked.getKey()))
                .filter(asked -> failure.attributes().containsKey(asked.getKey()))
                .filter(asked -> !(asked.getValue() instanceof Attribute.Paths))
                .map(asked -> {
                    Attribute had = Objects.requireNonNull(failure.attributes().get(asked.getKey()));
                    double spread = spreads.getOrDefault(asked.getKey(), 0.0);
                    return new Like(
                            asked.getKey() + " " + AttributeFacts.show(had), likeness(asked.getValue(), had, spread));
                })
                .filter(like -> like.likeness() > 0.6)
                .sorted(Comparator.comparingDouble((Like like) -> -like.likeness())
                        .thenComparing(Like::text))
                .limit(2)
                .map(Like::text)
                .toList();
    }

    /** Attributes of which more than half of the kind have the same value as this operation. */
    private static Set<String> common(Operation op, Situation now) {
        List<Operation> kind = now.kind().recent();
        return op.attributes().entrySet().stream()
                .filter(asked -> 2
                                * kind.stream()
                                        .filter(each -> asked.getValue()
                                                .equals(each.attributes().get(asked.getKey())))
                                        .count()
                        > kind.size())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private double likeness(Attribute a, Attribute b, double spread) {
        if (a instanceof Attribute.Numeric x && b instanceof Attribute.Numeric y) {
            double apart = Math.abs(x.value() - y.value());
            return apart == 0 ? 1 : spread == 0 ? 0 : Math.exp(-apart / spread);
        }
        if (a instanceof Attribute.Text x && b instanceof Attribute.Text y) {
            return overlap(record.words(x.value()), record.words(y.value()));
        }
        if (a instanceof Attribute.Paths x && b instanceof Attribute.Paths y) {
            return overlap(paths(x), paths(y));
        }
        return a.equals(b) ? 1 : 0;
    }

    /** Half the range between the quartiles of each number among past operations of the kind. */
    private static Map<String, Double> spreads(Operation op, Situation now) {
        Map<String, Double> spreads = new LinkedHashMap<>();
        op.attributes().forEach((name, value) -> {
            if (value instanceof Attribute.Numeric) {
                double[] sorted = now.kind().numbers(name);
                if (sorted.length >= 4) {
                    spreads.put(name, (sorted[3 * sorted.length / 4] - sorted[sorted.length / 4]) / 2);
                }
            }
        });
        return spreads;
    }

    private static String fix(List<Repair> repairs) {
        if (repairs.isEmpty()) {
            return "No repair recorded.";
        }
        List<Repair> worked =
                repairs.stream().filter(r -> Boolean.TRUE.equals(r.worked())).toList();
        List<Repair> failed =
                repairs.stream().filter(r -> Boolean.FALSE.equals(r.worked())).toList();
        String inVain = failed.isEmpty() ? "" : " Tried in vain: " + quote(failed.get(failed.size() - 1)) + ".";
        if (!worked.isEmpty()) {
            return "Fixed by: " + quote(worked.get(worked.size() - 1)) + "." + inVain;
        }
        if (!inVain.isEmpty()) {
            return inVain.strip() + " Nothing that worked is recorded.";
        }
        return "Tried, result unknown: " + quote(repairs.get(repairs.size() - 1)) + ".";
    }

    private static String quote(Repair repair) {
        return "“" + Words.cut(repair.action(), 200) + "” (" + Words.day(repair.at()) + ")";
    }

    private static double overlap(Set<String> a, Set<String> b) {
        int both = 0;
        for (String one : a) {
            both += b.contains(one) ? 1 : 0;
        }
        int any = a.size() + b.size() - both;
        return any == 0 ? 0 : (double) both / any;
    }

    private static Set<String> paths(Attribute.Paths paths) {
        Set<String> set = new HashSet<>();
        paths.changes().forEach(change -> set.add(change.path()));
        return set;
    }
}
