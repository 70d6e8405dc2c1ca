package io.forewarn.server.work;

import io.forewarn.models.monitor.Contest;
import io.forewarn.models.monitor.Drift;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskTrainer;
import io.forewarn.models.risk.TrainingRow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Learning on the job: looks for drift since the model in use was trained, trains a challenger where there is reason to, and
 * puts it into use where it is no worse on the newest operations, which neither has seen.
 */
final class Relearning {
    /** So much more to learn from is reason enough without any drift. */
    private static final double GROWTH = 0.1;

    private final Workbench bench;
    private final Learning learning;

    Relearning(Workbench bench, Learning learning) {
        this.bench = bench;
        this.learning = learning;
    }

    /**
     * What was decided.
     *
     * @param decision {@code trained} (the first model), {@code promoted} or {@code kept}
     * @param why with figures
     * @param dryRun true where nothing was saved or put into use
     * @param champion version in use before; null where there was none
     * @param version in use now
     * @param drift null where there was no model, or no outcome since
     * @param contest null where no challenger was trained or there was too little to compare on
     */
    record Learned(
            String decision,
            String why,
            boolean dryRun,
            @Nullable String champion,
            @Nullable String version,
            @Nullable Drift drift,
            @Nullable Contest contest) {}

    Learned learn(boolean dryRun) throws IOException {
        Instant now = bench.clock().instant();
        StoredPast past = learning.known(now);
        List<TrainingRow> rows = learning.rows(past, now);
        Optional<ModelRegistry.Entry> current = bench.registry().current(Learning.RISK);
        RiskModel model = current.flatMap(Models::read).orElse(null);
        if (current.isEmpty() || model == null) {
            return first(rows, past, dryRun);
        }
        String champion = Learning.RISK + "-" + current.get().card().version();
        Instant trained = model.provenance().to();
        int cut = 0;
        while (cut < rows.size() && !rows.get(cut).at().isAfter(trained)) {
            cut++;
        }
        List<TrainingRow> since = rows.subList(cut, rows.size());
        if (since.size() < Drift.ENOUGH) {
            String why = since.size() + " outcomes are known of operations since it was trained; " + Drift.ENOUGH
                    + " are needed to judge it";
            return kept(
                    why, dryRun, champion, since.isEmpty() ? null : Drift.of(model, rows.subList(0, cut), since), null);
        }
        Drift drift = Drift.of(model, rows.subList(0, cut), since);
        String reason = reason(drift, cut, since.size());
        if (reason == null) {
            String why =
                    since.size() + " outcomes are known of operations since it was trained, and nothing has drifted";
            return kept(why, dryRun, champion, drift, null);
        }
        int newest = Math.max(Contest.ENOUGH, since.size() / 2);
        List<TrainingRow> slice = rows.subList(rows.size() - newest, rows.size());
        RiskTrainer trainer = new RiskTrainer(learning.seed(), bench.clock());
        RiskModel challenger = trainer.train(rows.subList(0, rows.size() - newest));
        Contest contest = Contest.of(model, challenger, slice, learning.seed());
        String why = reason + "; " + contest.words();
        if (!contest.noWorse()) {
            return kept(why + ": that is worse, so the model in use stays", dryRun, champion, drift, contest);
        }
        String version = dryRun ? champion : save(trainer.train(rows), past, why);
        return new Learned(
                "promoted", why + ": that is no worse, so it takes over", dryRun, champion, version, drift, contest);
    }

    private Learned first(List<TrainingRow> rows, StoredPast past, boolean dryRun) throws IOException {
        if (rows.size() < Learning.ENOUGH) {
            return new Learned("kept", Learning.tooFew(past, rows.size()), dryRun, null, null, null, null);
        }
        String why = "there was no risk model to use, and " + rows.size() + " outcomes are known";
        String version = dryRun ? null : save(new RiskTrainer(learning.seed(), bench.clock()).train(rows), past, why);
        return new Learned("trained", why, dryRun, null, version, null, null);
    }

    private static Learned kept(
            String why, boolean dryRun, String champion, @Nullable Drift drift, @Nullable Contest contest) {
        return new Learned("kept", why, dryRun, champion, champion, drift, contest);
    }

    /** Why to train anew, in words; null where there is no reason. */
    private static @Nullable String reason(Drift drift, int before, int since) {
        List<String> alarms = drift.alarms();
        if (!alarms.isEmpty()) {
            return String.join("; ", alarms);
        }
        return since >= GROWTH * before
                ? String.format(Locale.ROOT, "%d outcomes came to the %d it was trained on", since, before)
                : null;
    }

    private String save(RiskModel model, StoredPast past, String why) throws IOException {
        return learning.keep(model, past, "Trained on the job: " + why + ".").version();
    }
}
