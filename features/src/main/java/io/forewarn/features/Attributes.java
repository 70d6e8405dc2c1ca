package io.forewarn.features;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The numeric, boolean and categorical attributes of the operation: as they are, as the failure rate of operations with
 * about the same value, and as the distance from what successful operations of the same kind and component used.
 */
final class Attributes implements FeatureGroup {
    private static final double FADE = 1 - 1 / 200.0;

    private final DecayedRates rates = new DecayedRates(1 << 20, 60);
    /** Weight, mean and mean square deviation over successful operations; last value. */
    private final EntityTable usual = new EntityTable(4, 1, 1 << 18);

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.request("attribute.<attribute>", "as given; 1 is yes", "the attribute is high"),
                Feature.outcomes(
                        "rate.<attribute>",
                        "log-odds",
                        "operations with about this value of the attribute failed often"),
                Feature.outcomes(
                        "deviation.<attribute>",
                        "standard deviations",
                        "the attribute is above what successful operations of this kind and component had"),
                Feature.earlier(
                        "step.<attribute>", "as given (log)", "the attribute has grown since the last operation"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        long at = op.at().getEpochSecond();
        double all = base.rate(Base.HALF_YEAR, at);
        for (Map.Entry<String, Attribute> entry : op.attributes().entrySet()) {
            String name = entry.getKey();
            String bin = bin(entry.getValue());
            if (bin == null) {
                continue;
            }
            double general = rates.rate(Key.of(name, bin), 0, at, all);
            double own = rates.rate(Key.of(name, bin, op.component(), op.kind()), 0, at, general);
            out.put("rate." + name, Base.logit(own) - Base.logit(all));
            if (entry.getValue() instanceof Attribute.Flag flag) {
                out.put("attribute." + name, flag.value() ? 1 : 0);
            } else if (entry.getValue() instanceof Attribute.Numeric number) {
                out.put("attribute." + name, number.value());
                compare(op, name, number.value(), out);
            }
        }
    }

    private void compare(Operation op, String name, double value, Sink out) {
        int slot = usual.find(Key.of(name, op.component(), op.kind()));
        if (slot < 0) {
            return;
        }
        double x = squash(value);
        out.put("step." + name, x - usual.real(slot, 3));
        double weight = usual.real(slot, 0);
        if (weight >= 5) {
            double spread = Math.sqrt(Math.max(0, usual.real(slot, 2))) + 0.05 * Math.abs(usual.real(slot, 1)) + 1e-6;
            out.put("deviation." + name, Math.max(-8, Math.min(8, (x - usual.real(slot, 1)) / spread)));
        }
    }

    @Override
    public void begin(Operation op) {
        op.attributes().forEach((name, attribute) -> {
            if (attribute instanceof Attribute.Numeric number) {
                int slot = usual.add(Key.of(name, op.component(), op.kind()));
                usual.real(slot, 3, (float) squash(number.value()));
                usual.number(slot, 0, (int) op.at().getEpochSecond());
            }
        });
    }

    @Override
    public void learn(Operation op, Lesson lesson) {
        op.attributes().forEach((name, attribute) -> {
            String bin = bin(attribute);
            if (bin == null) {
                return;
            }
            rates.add(Key.of(name, bin), lesson);
            rates.add(Key.of(name, bin, op.component(), op.kind()), lesson);
            if (attribute instanceof Attribute.Numeric number && !lesson.failed()) {
                widen(Key.of(name, op.component(), op.kind()), squash(number.value()), lesson);
            }
        });
    }

    /** Exponentially weighted mean and variance (West 1979, incremental form). */
    private void widen(long entity, double x, Lesson lesson) {
        int slot = usual.add(entity);
        double weight = usual.real(slot, 0) * FADE + 1;
        double mean = usual.real(slot, 1);
        double variance = usual.real(slot, 2);
        double step = (x - mean) / weight;
        usual.real(slot, 0, (float) weight);
        usual.real(slot, 1, (float) (mean + step));
        usual.real(slot, 2, (float) ((1 - 1 / weight) * (variance + step * (x - mean))));
        usual.number(slot, 0, (int) Math.max(lesson.at(), usual.number(slot, 0)));
    }

    private static double squash(double value) {
        return Math.signum(value) * Math.log1p(Math.abs(value));
    }

    /** Numbers up to 8 by value, larger ones by order of magnitude (half powers of two); null for other types. */
    private static @org.jspecify.annotations.Nullable String bin(Attribute attribute) {
        if (attribute instanceof Attribute.Category category) {
            return category.value();
        } else if (attribute instanceof Attribute.Flag flag) {
            return Boolean.toString(flag.value());
        } else if (attribute instanceof Attribute.Numeric number) {
            double x = number.value();
            if (x == Math.rint(x) && Math.abs(x) <= 8) {
                return Integer.toString((int) x);
            }
            return (x < 0 ? "-" : "") + "2^" + Math.rint(2 * Math.log(Math.abs(x)) / Math.log(2)) / 2;
        }
        return null;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        rates.write(out);
        usual.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        rates.read(in);
        usual.read(in);
    }
}
