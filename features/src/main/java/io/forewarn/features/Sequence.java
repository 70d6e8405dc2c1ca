package io.forewarn.features;

import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The latest outcomes of the same kind of operation on the same component, in the order in which they became known, and
 * those of its actor: moving averages, streak, time since the last failure, how many are under way.
 */
final class Sequence implements FeatureGroup {
    private static final double[] SPANS = {5, 20, 100};
    private static final int TOUCHED = 0;
    private static final int BEGAN = 1;
    private static final int FAILED = 2;
    private static final int OUTCOMES = 3;
    private static final int STREAK = 4;
    private static final int PENDING = 5;
    private static final int COUNT = 6;
    private static final int KNOWN = 7;

    private final EntityTable streams = new EntityTable(3, 8, 1 << 19);

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.outcomes("last.1", "-1 succeeded, 1 failed", "the last one known failed"),
                Feature.outcomes("last.2", "-1 succeeded, 1 failed", "the last but one failed"),
                Feature.outcomes("last.3", "-1 succeeded, 1 failed", "the third last failed"),
                Feature.outcomes("streak", "operations (log), negative for successes", "several failed in a row"),
                Feature.outcomes("ewma.5", "log-odds", "many of about the last 5 failed"),
                Feature.outcomes("ewma.20", "log-odds", "many of about the last 20 failed"),
                Feature.outcomes("ewma.100", "log-odds", "many of about the last 100 failed"),
                Feature.outcomes("since_failure", "hours (log)", "the last failure was long ago"),
                Feature.outcomes("since_known", "hours (log)", "nothing has been heard of it for long"),
                Feature.earlier("since_last", "hours (log)", "the last one began long ago"),
                Feature.earlier("pending", "operations (log)", "many are under way"),
                Feature.earlier("count", "operations (log)", "it has been done often"),
                Feature.outcomes("actor.last.1", "-1 succeeded, 1 failed", "the actor's last one known failed"),
                Feature.outcomes("actor.ewma.5", "log-odds", "many of the actor's last 5 failed"),
                Feature.outcomes(
                        "actor.streak",
                        "operations (log), negative for successes",
                        "several of the actor's failed in a row"),
                Feature.earlier("actor.since_last", "hours (log)", "the actor has not done one for long"),
                Feature.earlier("actor.count", "operations (log)", "the actor has done many"),
                Feature.earlier(
                        "actor.component_count", "operations (log)", "the actor has done many on this component"),
                Feature.earlier("actor.new", "yes or no", "the actor has never done one"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        long at = op.at().getEpochSecond();
        double prior = base.rate(Base.HALF_YEAR, at);
        int s = streams.find(stream(op));
        for (int i = 0; i < 3; i++) {
            out.put("last." + (i + 1), last(s, i));
        }
        out.put("streak", streak(s));
        for (int i = 0; i < SPANS.length; i++) {
            out.put("ewma." + (int) SPANS[i], ewma(s, i, prior));
        }
        out.put("since_failure", hours(s, FAILED, at));
        out.put("since_known", hours(s, KNOWN, at));
        out.put("since_last", hours(s, BEGAN, at));
        out.put("pending", s < 0 ? 0 : Math.log1p(streams.number(s, PENDING)));
        out.put("count", s < 0 ? 0 : Math.log1p(streams.number(s, COUNT)));
        if (op.actor() != null) {
            int a = streams.find(actor(op));
            out.put("actor.last.1", last(a, 0));
            out.put("actor.ewma.5", ewma(a, 0, prior));
            out.put("actor.streak", streak(a));
            out.put("actor.since_last", hours(a, BEGAN, at));
            out.put("actor.count", a < 0 ? 0 : Math.log1p(streams.number(a, COUNT)));
            int both = streams.find(Key.pair(actor(op), Key.of(op.component())));
            out.put("actor.component_count", both < 0 ? 0 : Math.log1p(streams.number(both, COUNT)));
            out.put("actor.new", a < 0 ? 1 : 0);
        }
    }

    private double last(int slot, int back) {
        if (slot < 0) {
            return 0;
        }
        int two = streams.number(slot, OUTCOMES) >>> (2 * back) & 3;
        return two == 3 ? 1 : two == 2 ? -1 : 0;
    }

    private double streak(int slot) {
        int streak = slot < 0 ? 0 : streams.number(slot, STREAK);
        return Math.signum(streak) * Math.log1p(Math.abs(streak));
    }

    private double ewma(int slot, int span, double prior) {
        double p = slot < 0 || streams.number(slot, OUTCOMES) == 0 ? prior : streams.real(slot, span);
        return Base.logit(0.02 + 0.96 * p);
    }

    private double hours(int slot, int column, long at) {
        int then = slot < 0 ? 0 : streams.number(slot, column);
        return then == 0 ? Double.NaN : Math.log1p(Math.max(0, at - then) / 3600.0);
    }

    @Override
    public void begin(Operation op) {
        began(stream(op), op);
        if (op.actor() != null) {
            began(actor(op), op);
            began(Key.pair(actor(op), Key.of(op.component())), op);
        }
    }

    private void began(long entity, Operation op) {
        int slot = streams.add(entity);
        int at = (int) op.at().getEpochSecond();
        streams.number(slot, TOUCHED, Math.max(at, streams.number(slot, TOUCHED)));
        streams.number(slot, BEGAN, at);
        streams.number(slot, PENDING, streams.number(slot, PENDING) + 1);
        streams.number(slot, COUNT, streams.number(slot, COUNT) + 1);
    }

    @Override
    public void learn(Operation op, Lesson lesson) {
        learned(stream(op), lesson);
        if (op.actor() != null) {
            learned(actor(op), lesson);
        }
    }

    private void learned(long entity, Lesson lesson) {
        int slot = streams.add(entity);
        int outcomes = streams.number(slot, OUTCOMES);
        for (int i = 0; i < SPANS.length; i++) {
            double alpha = 2 / (SPANS[i] + 1);
            double old = outcomes == 0 ? 0.2 : streams.real(slot, i);
            streams.real(slot, i, (float) (old + alpha * (lesson.failures() - old)));
        }
        streams.number(slot, OUTCOMES, (outcomes << 2) | (lesson.failed() ? 3 : 2));
        int streak = streams.number(slot, STREAK);
        streams.number(slot, STREAK, lesson.failed() ? Math.max(0, streak) + 1 : Math.min(0, streak) - 1);
        streams.number(slot, TOUCHED, (int) Math.max(lesson.at(), streams.number(slot, TOUCHED)));
        streams.number(slot, KNOWN, (int) lesson.at());
        if (lesson.failed()) {
            streams.number(slot, FAILED, (int) lesson.at());
        }
        if (lesson.first()) {
            ended(slot);
        }
    }

    @Override
    public void cancel(Operation op) {
        int slot = streams.find(stream(op));
        if (slot >= 0) {
            ended(slot);
        }
    }

    private void ended(int slot) {
        streams.number(slot, PENDING, Math.max(0, streams.number(slot, PENDING) - 1));
    }

    private static long stream(Operation op) {
        return Key.of("stream", op.component(), op.kind());
    }

    private static long actor(Operation op) {
        return Key.of("actor", String.valueOf(op.actor()));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        streams.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        streams.read(in);
    }
}
