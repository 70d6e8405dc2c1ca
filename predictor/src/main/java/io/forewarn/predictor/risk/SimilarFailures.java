package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.risk.Known.Portrait;
import io.forewarn.predictor.risk.Prediction.SimilarFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
        if (most == 0) {
            return List.of();
        }
        Portrait asked = Portrait.of(op, record);
        double[] spreads = spreads(asked, now);
        List<Scored> best = new ArrayList<>(most + 1);
        for (Past past : List.of(now.here(), now.component(), now.kind())) {
            FailureTable table = past.failureTable(record);
            FailureTable.Comparison compared = table.compare(op, asked, spreads);
            for (int f = table.size() - 1; f >= 0; f--) {
                double likeness = (compared.sameComponent(f) ? 0.6 : 0) + (compared.sameKind(f) ? 0.4 : 0);
                if (likeness >= 1 && past != now.here()) {
                    continue; // the newest of kind and component were looked at first
                }
                double floor = best.size() < most ? -1 : best.get(most - 1).similarity();
                double place = PLACE * likeness;
                if (place + ATTRIBUTES + RECENT >= floor) {
                    // At most 1, for no failure looked at began later than the operation.
                    double recent = RECENT * Math.exp(-table.hours(f, op.at()) / (24 * RECENT_DAYS));
                    if (place + ATTRIBUTES + recent >= floor) {
                        double similarity = place + ATTRIBUTES * compared.alike(f) + recent;
                        if (similarity >= floor) {
                            insert(best, new Scored(table.failure(f), similarity), most);
                        }
                    }
                }
            }
        }
        return best.stream()
                .map(scored -> describe(op, asked, scored, spreads, now))
                .toList();
    }

    private record Scored(Known failure, double similarity) {}

    private static final Comparator<Scored> ORDER = Comparator.comparingDouble(Scored::similarity)
            .reversed()
            .thenComparing(scored -> scored.failure().operation().at(), Comparator.reverseOrder())
            .thenComparing(scored -> scored.failure().operation().id());

    private static void insert(List<Scored> best, Scored fresh, int most) {
        if (best.size() == most && ORDER.compare(best.get(most - 1), fresh) <= 0) {
            return;
        }
        String id = fresh.failure().operation().id();
        for (Scored other : best) {
            if (other.failure().operation().id().equals(id)) {
                return;
            }
        }
        int at = best.size();
        while (at > 0 && ORDER.compare(best.get(at - 1), fresh) > 0) {
            at--;
        }
        best.add(at, fresh);
        if (best.size() > most) {
            best.remove(most);
        }
    }

    private SimilarFailure describe(Operation op, Portrait asked, Scored scored, double[] spreads, Situation now) {
        Operation failure = scored.failure().operation();
        boolean component = op.component().equals(failure.component());
        boolean kind = op.kind().equals(failure.kind());
        List<String> alike = new ArrayList<>();
        alike.add(component && kind ? "same kind and component" : component ? "same component" : "same kind");
        alike.add(Words.span(Duration.between(failure.at(), op.at())) + " before");
        alike.addAll(shared(asked, scored.failure().portrait(record), spreads, now));
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

    /** The likest two of the attributes whose value is not what most have anyway. */
    private static List<String> shared(Portrait asked, Portrait had, double[] spreads, Situation now) {
        record Like(String text, double likeness) {}
        List<Like> likes = new ArrayList<>();
        for (int i = 0; i < asked.names().length; i++) {
            String name = asked.names()[i];
            Attribute value = asked.values()[i];
            int there = had.find(name, 0);
            if (there < 0 || value instanceof Attribute.Paths || common(name, value, now)) {
                continue;
            }
            double likeness = likeness(asked, i, had, there, spreads[i]);
            if (likeness > 0.6) {
                likes.add(new Like(name + " " + AttributeFacts.show(had.values()[there]), likeness));
            }
        }
        return likes.stream()
                .sorted(Comparator.comparingDouble((Like like) -> -like.likeness())
                        .thenComparing(Like::text))
                .limit(2)
                .map(Like::text)
                .toList();
    }

    /** Whether more than half of the kind have the same value. */
    private static boolean common(String name, Attribute value, Situation now) {
        return 2 * now.kind().with(name, value).n() > now.kind().recent().size();
    }

    private static double likeness(Portrait asked, int i, Portrait had, int there, double spread) {
        Attribute a = asked.values()[i];
        Attribute b = had.values()[there];
        if (a instanceof Attribute.Numeric x && b instanceof Attribute.Numeric y) {
            double apart = Math.abs(x.value() - y.value());
            return apart == 0 ? 1 : spread == 0 ? 0 : Math.exp(-apart / spread);
        }
        boolean bags = (a instanceof Attribute.Text && b instanceof Attribute.Text)
                || (a instanceof Attribute.Paths && b instanceof Attribute.Paths);
        if (bags) {
            return overlap(asked.bags()[i], had.bags()[there]);
        }
        return a.equals(b) ? 1 : 0;
    }

    /** Half the range between the quartiles of each number among past operations of the kind. */
    private static double[] spreads(Portrait asked, Situation now) {
        double[] spreads = new double[asked.names().length];
        for (int i = 0; i < spreads.length; i++) {
            if (asked.values()[i] instanceof Attribute.Numeric) {
                double[] sorted = now.kind().numbers(asked.names()[i]).all();
                if (sorted.length >= 4) {
                    spreads[i] = (sorted[3 * sorted.length / 4] - sorted[sorted.length / 4]) / 2;
                }
            }
        }
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
}
