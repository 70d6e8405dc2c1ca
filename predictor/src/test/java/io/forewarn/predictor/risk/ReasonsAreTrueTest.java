package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.suggest.Catalog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads the statements back and counts again, over the raw operations. */
class ReasonsAreTrueTest {
    private static final Pattern LAST = Pattern.compile(
            "(None|\\d+) of the last (\\d+) (bulk load|deploy)s of (\\w+) failed \\((\\d+) % of all (\\d+) .*");
    private static final Pattern STREAK = Pattern.compile("The last (\\d+) (bulk load|deploy)s of (\\w+) all failed.*");
    private static final Pattern BAND = Pattern.compile(
            "free_disk_mb (\\d+) is (below|above) what (\\d+) % of the (\\d+)"
                    + " successful (bulk load|deploy)s of (\\w+) had \\([≥≤] (\\d+)\\)(?:; (none|\\d+) of (\\d+) past ones .* failed)?.*");
    private static final Pattern NEAR =
            Pattern.compile("free_disk_mb is (\\d+): of the (\\d+) (bulk load|deploy)s of (\\w+)"
                    + " nearest to that \\((\\d+) to (\\d+)\\) (\\d+) failed, (\\d+) % .*");
    private static final Pattern SAME = Pattern.compile(
            "night is (yes|no): (none|\\d+) of (\\d+) (bulk load|deploy)s of" + " (\\w+) with that failed.*");

    private final Map<String, Integer> checked = new TreeMap<>();

    @Test
    void everyStatementCanBeCountedAgain() {
        List<Operation> all = Team.operations(500);
        TrackRecord record = Team.record(all);
        RiskPredictor usual = new RiskPredictor(record, null, Policy.DEFAULT, Catalog.bundled(), () -> "p");
        RiskPredictor model =
                new RiskPredictor(record, new Team.Formula(), Policy.DEFAULT, Catalog.bundled(), () -> "p");
        for (int i = 60; i < all.size(); i += 3) {
            Operation op = all.get(i);
            List<Operation> before = all.subList(0, i).stream()
                    .filter(past -> !past.at().plusSeconds(60).isAfter(op.at()))
                    .toList();
            // Night says nothing in this team, so it is seldom among the reasons; what it would say is checked all the
            // same.
            new AttributeFacts(op, Situation.of(op, record))
                    .about("night")
                    .forEach(fact -> check(fact.text() + ".", before));
            for (Prediction p :
                    List.of(usual.predict(op, PredictOptions.DEFAULT), model.predict(op, PredictOptions.DEFAULT))) {
                p.reasons().forEach(reason -> check(reason.text(), before));
                p.warnings().forEach(warning -> check(warning.text(), before));
            }
        }
        // Each form of statement must have been met, or this test would prove nothing about it.
        assertThat(checked).containsOnlyKeys("last", "streak", "band", "near", "same");
        assertThat(checked.values()).as(checked.toString()).allMatch(count -> count >= 10);
    }

    private void check(String text, List<Operation> before) {
        Matcher last = LAST.matcher(text);
        if (last.matches()) {
            List<Operation> own = of(before, last.group(3), last.group(4));
            int n = Integer.parseInt(last.group(2));
            assertThat(failed(own.subList(own.size() - n, own.size()))).as(text).isEqualTo(count(last.group(1)));
            List<Operation> kind = before.stream()
                    .filter(op -> op.kind().equals(last.group(3).replace(' ', '-')))
                    .toList();
            assertThat(kind).as(text).hasSize(Integer.parseInt(last.group(6)));
            assertThat(Math.round(100.0 * failed(kind) / kind.size())).as(text).isEqualTo(count(last.group(5)));
            checked.merge("last", 1, Integer::sum);
        }
        Matcher streak = STREAK.matcher(text);
        if (streak.matches()) {
            List<Operation> own = of(before, streak.group(2), streak.group(3));
            int n = Integer.parseInt(streak.group(1));
            assertThat(failed(own.subList(own.size() - n, own.size()))).as(text).isEqualTo(n);
            checked.merge("streak", 1, Integer::sum);
        }
        Matcher band = BAND.matcher(text);
        if (band.matches()) {
            List<Operation> own = of(before, band.group(5), band.group(6));
            boolean below = band.group(2).equals("below");
            double bound = Double.parseDouble(band.group(7));
            List<Operation> good = own.stream().filter(op -> !failed(op)).toList();
            assertThat(good).as(text).hasSize(Integer.parseInt(band.group(4)));
            long keep = good.stream()
                    .filter(op -> below ? disk(op) >= bound : disk(op) <= bound)
                    .count();
            assertThat(100.0 * keep / good.size())
                    .as(text)
                    .isBetween((double) count(band.group(3)), count(band.group(3)) + 1.0);
            assertThat(Double.parseDouble(band.group(1)) < bound).as(text).isEqualTo(below);
            if (band.group(9) != null) {
                List<Operation> beyond = own.stream()
                        .filter(op -> below ? disk(op) < bound : disk(op) > bound)
                        .toList();
                assertThat(failed(beyond)).as(text).isEqualTo(count(band.group(8)));
                assertThat(beyond).as(text).hasSize(Integer.parseInt(band.group(9)));
            }
            checked.merge("band", 1, Integer::sum);
        }
        Matcher near = NEAR.matcher(text);
        if (near.matches()) {
            double from = Double.parseDouble(near.group(5));
            double to = Double.parseDouble(near.group(6));
            List<Operation> between = of(before, near.group(3), near.group(4)).stream()
                    .filter(op -> disk(op) >= from && disk(op) <= to)
                    .toList();
            assertThat(between).as(text).hasSize(Integer.parseInt(near.group(2)));
            assertThat(failed(between)).as(text).isEqualTo(count(near.group(7)));
            checked.merge("near", 1, Integer::sum);
        }
        Matcher same = SAME.matcher(text);
        if (same.matches()) {
            List<Operation> own = of(before, same.group(4), same.group(5)).stream()
                    .filter(op -> new Attribute.Flag(same.group(1).equals("yes"))
                            .equals(op.attributes().get("night")))
                    .toList();
            assertThat(own).as(text).hasSize(Integer.parseInt(same.group(3)));
            assertThat(failed(own)).as(text).isEqualTo(count(same.group(2)));
            checked.merge("same", 1, Integer::sum);
        }
    }

    private static long count(String words) {
        return words.equalsIgnoreCase("none") ? 0 : Long.parseLong(words);
    }

    private static List<Operation> of(List<Operation> all, String kind, String component) {
        return all.stream()
                .filter(op -> op.kind().equals(kind.replace(' ', '-'))
                        && op.component().equals(component))
                .toList();
    }

    private static boolean failed(Operation op) {
        return op.outcome().orElseThrow() == Outcome.FAILED;
    }

    private static long failed(List<Operation> operations) {
        return operations.stream().filter(ReasonsAreTrueTest::failed).count();
    }

    private static double disk(Operation op) {
        return Team.disk(op);
    }
}
