package io.forewarn.server.work;

import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.OperationCut;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.risk.Replay;
import io.forewarn.models.risk.Snapshot;
import io.forewarn.models.risk.Timeline;
import io.forewarn.predictor.risk.RecordFile;
import io.forewarn.predictor.risk.TrackRecord;
import io.forewarn.server.home.Home;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What past operations say, as a replay of all of them has it: told to the end of what was known at some moment and kept
 * in two files, so that a start replays only what came after, whether the process before was closed or killed. What is
 * kept is moved on from time to time by the same replay, not taken from what serves, so that it comes to the same bits.
 */
final class KeptPast {
    private static final Logger log = LoggerFactory.getLogger(KeptPast.class);

    /** After so long an operation whose outcome nobody dated counts as known. */
    static final Duration MATURE = Duration.ofDays(90);

    /** A history of fewer outcomes is replayed as fast as it is read. */
    static final long LONG = 10_000;

    /** With more that is not known yet, nothing is kept. */
    private static final int MOST_OPEN = 50_000;

    /** What is under way at a moment may say that it began or became known a little earlier. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Home home;
    private final Store store;
    private final Clock clock;
    private final long least;

    /** @param least outcomes that a history must have to be kept */
    KeptPast(Home home, Store store, Clock clock, long least) {
        this.home = home;
        this.store = store;
        this.clock = clock;
        this.least = least;
    }

    /**
     * The past as it is now.
     *
     * @param since how many operations came after what is kept; negative where nothing is kept
     * @param written whether it was just written
     */
    record Now(History history, TrackRecord record, long since, boolean written) {}

    /** What stands with the history in its file. */
    record Calibrated(String version, Experience experience) {}

    /** What was kept; its history only where that is of the operations as they were. Empty where there is no usable file. */
    Optional<Snapshot> saved() {
        Path file = home.snapshot();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Snapshot.read(file, at -> store.operations().fingerprint(cut(at))));
        } catch (IOException | RuntimeException e) {
            unusable(file, e);
            return Optional.empty();
        }
    }

    private static OperationCut cut(Instant at) {
        return new OperationCut(at, MATURE);
    }

    private static Timeline.Maturity maturity() {
        return Timeline.Maturity.after(MATURE);
    }

    private static void unusable(Path file, Exception e) {
        log.warn(
                "{} cannot be used ({}); it is worked out anew",
                file,
                e.getClass().getSimpleName());
    }

    private static String key(Instant cut, String operations) {
        return cut.getEpochSecond() + " " + operations;
    }

    /** From what was kept and what came after, or where that cannot be, from all operations; these are then kept. */
    synchronized Now load(@Nullable Snapshot saved, Calibrated calibrated) {
        return saved == null || saved.history() == null ? replay(calibrated) : resume(saved, saved.history());
    }

    private Now resume(Snapshot saved, History history) {
        Optional<TrackRecord> told = record(saved);
        TrackRecord record = told.orElseGet(TrackRecord::new);
        if (told.isEmpty()) {
            store.operations().eachInOrder(record::learn);
        }
        Replay replay = Replay.after(saved.cut(), history, maturity());
        long[] since = {told.isEmpty() ? MOST_OPEN : 0};
        store.operations().eachOpen(cut(saved.cut()), op -> {
            replay.tell(op);
            if (told.isPresent()) {
                record.learn(op);
            }
            since[0]++;
        });
        return new Now(replay.until(clock.instant()), record, since[0], false);
    }

    private Optional<TrackRecord> record(Snapshot saved) {
        Path file = home.trackRecord();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordFile.read(file, key(saved.cut(), saved.operations())));
        } catch (IOException | RuntimeException e) {
            unusable(file, e);
            return Optional.empty();
        }
    }

    private Now replay(Calibrated calibrated) {
        OperationCut cut = cut(clock.instant().minus(SETTLED));
        String before = store.operations().fingerprint(cut);
        Whole whole = new Whole(cut);
        store.operations().eachInOrder(whole::tell);
        boolean kept = whole.keepable() && keep(cut, before, whole.history(), whole.record, calibrated);
        long open = whole.open.size();
        whole.open.forEach(whole.record::learn);
        return new Now(whole.replay.until(clock.instant()), whole.record, kept ? open : -1, kept);
    }

    /** A replay of all operations that looks back on how it stood at a moment. */
    private static final class Whole {
        final Replay replay = new Replay(maturity());
        final TrackRecord record = new TrackRecord();
        final List<Operation> open = new ArrayList<>();
        private final OperationCut cut;
        private byte @Nullable [] then;
        private boolean tooMany;

        Whole(OperationCut cut) {
            this.cut = cut;
        }

        void tell(Operation op) {
            if (then == null && op.at().isAfter(cut.at())) {
                then = bytes();
            }
            replay.tell(op);
            if (!cut.open(op)) {
                record.learn(op);
            } else if (tooMany) {
                record.learn(op);
            } else {
                open.add(op);
                if (open.size() > MOST_OPEN) {
                    tooMany = true;
                    open.forEach(record::learn);
                    open.clear();
                }
            }
        }

        private byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                replay.until(cut.at()).write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        boolean keepable() {
            if (!tooMany && then == null) {
                then = bytes();
            }
            return !tooMany;
        }

        History history() {
            try {
                return History.read(new ByteArrayInputStream(then == null ? bytes() : then));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Moves what is kept on to the present; false where that could not be, and what was kept stays as it was. */
    synchronized boolean advance(Calibrated calibrated) {
        Snapshot saved = saved().orElse(null);
        History history = saved == null ? null : saved.history();
        OperationCut cut = cut(clock.instant().minus(SETTLED));
        if (saved == null || history == null || !saved.cut().isBefore(cut.at())) {
            return false;
        }
        Optional<TrackRecord> record = record(saved);
        if (record.isEmpty()) {
            return false;
        }
        String before = store.operations().fingerprint(cut);
        Replay replay = Replay.after(saved.cut(), history, maturity());
        store.operations().eachOpen(cut(saved.cut()), op -> {
            if (!op.at().isAfter(cut.at())) {
                replay.tell(op);
            }
            if (!cut.open(op)) {
                record.get().learn(op);
            }
        });
        return keep(cut, before, replay.until(cut.at()), record.get(), calibrated);
    }

    /** Only where nothing of it has changed since it was read. */
    private boolean keep(
            OperationCut cut, String operations, History history, TrackRecord record, Calibrated calibrated) {
        if (history.learned() < least) {
            return false;
        }
        try {
            if (!store.operations().fingerprint(cut).equals(operations)) {
                return false;
            }
            RecordFile.write(record, key(cut.at(), operations), home.trackRecord());
            write(new Snapshot(cut.at(), operations, "", Experience.none().calibration(), null, history), calibrated);
            return true;
        } catch (IOException | RuntimeException e) {
            unwritten(e);
            return false;
        }
    }

    /** Keeps what predictions came to beside the history that is kept already. */
    synchronized void keepCalibration(Calibrated calibrated) {
        try {
            Snapshot saved = saved().orElse(null);
            Instant now = clock.instant();
            write(
                    saved != null && saved.history() != null
                            ? saved
                            : new Snapshot(now, "", "", Experience.none().calibration(), null, null),
                    calibrated);
        } catch (IOException | RuntimeException e) {
            unwritten(e);
        }
    }

    private void write(Snapshot past, Calibrated calibrated) throws IOException {
        Experience then = calibrated.experience().copy();
        new Snapshot(
                        past.cut(),
                        past.operations(),
                        calibrated.version(),
                        then.calibration(),
                        then.until(),
                        past.history())
                .write(home.snapshot());
    }

    private void unwritten(Exception e) {
        log.warn(
                "{} could not be written ({}); the next start will take longer",
                home.snapshot(),
                e.getClass().getSimpleName());
    }
}
