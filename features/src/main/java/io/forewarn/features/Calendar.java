package io.forewarn.features;

import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Hour and day of the week, in UTC, and how often operations begun then have failed. */
final class Calendar implements FeatureGroup {
    private final DecayedRates rates = new DecayedRates(1 << 12, 180);

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.request("hour.sin", "-1 to 1", "it is morning, UTC"),
                Feature.request("hour.cos", "-1 to 1", "it is around midnight, UTC"),
                Feature.request("weekend", "yes or no", "it is Saturday or Sunday"),
                Feature.outcomes("hour.rate", "log-odds", "operations begun at this hour failed often"),
                Feature.outcomes("weekday.rate", "log-odds", "operations begun on this day of the week failed often"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        ZonedDateTime at = op.at().atZone(ZoneOffset.UTC);
        double angle = (at.getHour() + at.getMinute() / 60.0) / 24 * 2 * Math.PI;
        out.put("hour.sin", Math.sin(angle));
        out.put("hour.cos", Math.cos(angle));
        out.put("weekend", at.getDayOfWeek().getValue() >= 6 ? 1 : 0);
        long second = op.at().getEpochSecond();
        double all = base.rate(Base.HALF_YEAR, second);
        out.put("hour.rate", Base.logit(rates.rate(hour(op), 0, second, all)) - Base.logit(all));
        out.put("weekday.rate", Base.logit(rates.rate(weekday(op), 0, second, all)) - Base.logit(all));
    }

    @Override
    public void learn(Operation op, Lesson lesson) {
        rates.add(hour(op), lesson);
        rates.add(weekday(op), lesson);
    }

    private static long hour(Operation op) {
        return Key.of("hour", Integer.toString(op.at().atZone(ZoneOffset.UTC).getHour()));
    }

    private static long weekday(Operation op) {
        return Key.of("weekday", op.at().atZone(ZoneOffset.UTC).getDayOfWeek().name());
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
