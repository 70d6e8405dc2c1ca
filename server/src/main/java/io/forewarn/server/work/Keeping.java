package io.forewarn.server.work;

import java.time.Duration;
import java.time.Instant;

/** When it is time to keep what was learned: replaying what came since would begin to take long. Safe for many threads. */
final class Keeping {
    /** Begun or ended operations; a start replays them in a few seconds. */
    private static final long MANY = 50_000;

    /** At the end, when nobody waits. */
    private static final long SOME = 5_000;

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private boolean keeps;
    private long since;
    private long observed;
    private Instant last = Instant.EPOCH;

    /**
     * @param replayed how many operations came after what is kept; negative where nothing is
     * @param calibrated how many outcomes the calibration that is kept has seen
     */
    synchronized void loaded(long replayed, long calibrated, Instant now) {
        keeps = replayed >= 0;
        since = Math.max(0, replayed);
        observed = calibrated;
        last = now;
    }

    /** Notes a begin or an end; whether to keep now, which is then not asked for again for a while. */
    synchronized boolean changed(Instant now) {
        since++;
        if (!keeps || since < MANY || now.isBefore(last.plus(PAUSE))) {
            return false;
        }
        last = now;
        return true;
    }

    /** All that came until now is kept, or nearly. */
    synchronized void kept(long calibrated) {
        since = 0;
        observed = calibrated;
    }

    /** Whether what came since is worth keeping at the end. */
    synchronized boolean many() {
        return keeps && since >= SOME;
    }

    /** Whether the calibration has seen outcomes that it had not when it was kept. */
    synchronized boolean calibrationChanged(long calibrated) {
        return calibrated != observed;
    }
}
