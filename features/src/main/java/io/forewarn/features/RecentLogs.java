package io.forewarn.features;

import io.forewarn.ingest.event.Operation;
import java.util.List;

/** What the component of the operation logged just before it; missing where it has no logs. */
final class RecentLogs implements FeatureGroup {
    private volatile LogContext logs = LogContext.NONE;

    void source(LogContext source) {
        logs = source;
    }

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.logs("logs.errors.1h", "errors (log)", "the component logged many errors in the last hour"),
                Feature.logs("logs.errors.1d", "errors (log)", "the component logged many errors in the last day"),
                Feature.logs(
                        "logs.error_share.1d", "share (root)", "much of what the component logged in a day is errors"),
                Feature.logs(
                        "logs.errors.unusual",
                        "standard deviations",
                        "the component logged more errors in the last hour than is usual for it"),
                Feature.logs(
                        "logs.events.unusual",
                        "times the usual (log)",
                        "the component logged more in the last hour than is usual for it"),
                Feature.logs("logs.since_error", "hours (log)", "the component has not logged an error for long"),
                Feature.logs("logs.others.errors.1h", "errors (log)", "other components logged many errors lately"),
                Feature.logs(
                        "logs.new.1h",
                        "shapes (log)",
                        "the component logged lines in the last hour that it never had before"),
                Feature.logs(
                        "logs.new.1d",
                        "shapes (log)",
                        "the component logged lines in the last day that it never had before"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        LogWindow window = logs.before(op.component(), op.at());
        if (window == null) {
            return;
        }
        out.put("logs.errors.1h", Math.log1p(window.hourErrors()));
        out.put("logs.errors.1d", Math.log1p(window.dayErrors()));
        out.put("logs.error_share.1d", Math.sqrt(window.dayErrors() / (window.day() + 10.0)));
        out.put(
                "logs.errors.unusual",
                (window.hourErrors() - window.usualErrors()) / Math.sqrt(window.usualErrors() + 1));
        out.put("logs.events.unusual", Math.log((window.hour() + 1.0) / (window.usual() + 1)));
        if (!Double.isNaN(window.sinceError())) {
            out.put("logs.since_error", Math.log1p(window.sinceError()));
        }
        out.put("logs.others.errors.1h", Math.log1p(window.othersErrors()));
        if (!Double.isNaN(window.dayNew())) {
            out.put("logs.new.1h", Math.log1p(window.hourNew()));
            out.put("logs.new.1d", Math.log1p(window.dayNew()));
        }
    }
}
