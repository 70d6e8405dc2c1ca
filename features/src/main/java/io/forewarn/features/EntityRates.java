package io.forewarn.features;

import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** How often operations of this component, kind, actor and their pairs have failed, and operations in general. */
final class EntityRates implements FeatureGroup {
    private static final String[] SPANS = {"6h", "3d", "30d", "180d"};
    private final DecayedRates rates = new DecayedRates(1 << 20, 0.25, 3, 30, 180);

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.outcomes("all.rate.6h", "log-odds", "operations in general failed often in the last hours"),
                Feature.outcomes("all.rate.3d", "log-odds", "operations in general failed often in the last days"),
                Feature.outcomes("all.rate.30d", "log-odds", "operations in general failed often in the last weeks"),
                Feature.outcomes("all.rate.180d", "log-odds", "operations in general failed often in the last months"),
                Feature.outcomes(
                        "all.trend", "log-odds", "failures in general are more frequent than over the long run"),
                Feature.outcomes("component.rate.3d", "log-odds", "the component failed often in the last days"),
                Feature.outcomes("component.rate.30d", "log-odds", "the component failed often in the last weeks"),
                Feature.outcomes("component.rate.180d", "log-odds", "the component failed often in the last months"),
                Feature.outcomes("kind.rate.30d", "log-odds", "operations of this kind failed often in the last weeks"),
                Feature.outcomes(
                        "kind.rate.180d", "log-odds", "operations of this kind failed often in the last months"),
                Feature.outcomes(
                        "component_kind.rate.3d",
                        "log-odds",
                        "this kind of operation on this component failed often in the last days"),
                Feature.outcomes(
                        "component_kind.rate.30d",
                        "log-odds",
                        "this kind of operation on this component failed often in the last weeks"),
                Feature.outcomes(
                        "component_kind.rate.180d",
                        "log-odds",
                        "this kind of operation on this component failed often in the last months"),
                Feature.outcomes("environment.rate.30d", "log-odds", "the component failed often in this environment"),
                Feature.outcomes(
                        "actor.rate.30d", "log-odds", "operations of this actor failed often in the last weeks"),
                Feature.outcomes(
                        "actor.rate.180d", "log-odds", "operations of this actor failed often in the last months"),
                Feature.outcomes(
                        "actor_component.rate.180d",
                        "log-odds",
                        "operations of this actor on this component failed often"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        long at = op.at().getEpochSecond();
        double[] all = new double[4];
        for (int h = 0; h < 4; h++) {
            all[h] = base.rate(h, at);
            out.put("all.rate." + SPANS[h], Base.logit(all[h]));
        }
        out.put("all.trend", Base.logit(all[Base.MONTH]) - base.logOdds(Base.LONG, at));
        double[] component = against(component(op), all, at, "component.rate.", out, Base.DAYS);
        against(kind(op), all, at, "kind.rate.", out, Base.MONTH);
        against(componentKind(op), component, at, "component_kind.rate.", out, Base.DAYS);
        long environment = environment(op);
        if (environment != 0) {
            double rate = rates.rate(environment, Base.MONTH, at, component[Base.MONTH]);
            out.put("environment.rate.30d", Base.logit(rate) - Base.logit(component[Base.MONTH]));
        }
        long actor = actor(op);
        if (actor != 0) {
            double[] own = against(actor, all, at, "actor.rate.", out, Base.MONTH);
            double rate = rates.rate(Key.pair(actor, component(op)), Base.HALF_YEAR, at, own[Base.HALF_YEAR]);
            out.put("actor_component.rate.180d", Base.logit(rate) - Base.logit(own[Base.HALF_YEAR]));
        }
    }

    /** Puts an entity's rates relative to what it is part of, and returns them. */
    private double[] against(long entity, double[] whole, long at, String name, Sink out, int from) {
        double[] own = new double[4];
        for (int h = from; h < 4; h++) {
            own[h] = rates.rate(entity, h, at, whole[h]);
            out.put(name + SPANS[h], Base.logit(own[h]) - Base.logit(whole[h]));
        }
        return own;
    }

    @Override
    public void learn(Operation op, Lesson lesson) {
        rates.add(component(op), lesson);
        rates.add(kind(op), lesson);
        rates.add(componentKind(op), lesson);
        if (op.environment() != null) {
            rates.add(environment(op), lesson);
        }
        if (op.actor() != null) {
            rates.add(actor(op), lesson);
            rates.add(Key.pair(actor(op), component(op)), lesson);
        }
    }

    private static long component(Operation op) {
        return Key.of("component", op.component());
    }

    private static long kind(Operation op) {
        return Key.of("kind", op.kind());
    }

    private static long componentKind(Operation op) {
        return Key.of("component+kind", op.component(), op.kind());
    }

    private static long environment(Operation op) {
        String environment = op.environment();
        return environment == null ? 0 : Key.of("environment", environment, op.component());
    }

    private static long actor(Operation op) {
        String actor = op.actor();
        return actor == null ? 0 : Key.of("actor", actor);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        rates.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        rates.read(in);
    }
}
