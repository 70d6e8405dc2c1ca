package io.forewarn.features;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Everything that past operations say about the next one, kept in decayed counters. Training replays operations in time
 * order through it and serving keeps the same object current, so both see the same numbers. For each operation:
 * {@link #row} what is known now, {@link #begin} when it starts, {@link #learn} when its outcome becomes known, never
 * before; {@link #revise} where a success turns out to have been a failure.
 *
 * <p>Calls must come in time order; nothing here reads a clock. All methods may be called from several threads.
 */
public final class History {
    private static final int MAGIC = 0x46574831;

    private final Columns columns = new Columns();
    private final Base base = new Base();
    private final List<FeatureGroup> groups = Features.groups();
    private long learned;

    /** A history that knows nothing. */
    public History() {
        for (Feature feature : Features.all()) {
            if (!feature.name().contains("<")) {
                columns.indexOf(feature.name());
            }
        }
    }

    /** The columns of all rows of this history. */
    public Columns columns() {
        return columns;
    }

    /** Looks at these logs from now on; a history that is written keeps none. */
    public void logs(LogContext source) {
        for (FeatureGroup group : groups) {
            if (group instanceof RecentLogs recent) {
                recent.source(source);
            }
        }
    }

    /** How many outcomes have been learned. */
    public synchronized long learned() {
        return learned;
    }

    /** Failure rate of all operations, over the long run, as known at a time; 0.2 before anything is known. */
    public synchronized double baseRate(Instant at) {
        return base.rate(Base.HALF_YEAR, at.getEpochSecond());
    }

    /** What is known about an operation that is about to begin. The operation's own outcome is not looked at. */
    public synchronized FeatureRow row(Operation op) {
        Sink sink = new Sink(columns);
        for (FeatureGroup group : groups) {
            group.describe(op, base, sink);
        }
        return sink.row();
    }

    /** Notes that an operation began. */
    public synchronized void begin(Operation op) {
        for (FeatureGroup group : groups) {
            group.begin(op);
        }
    }

    /** Notes an outcome; a cancelled operation only ends. */
    public synchronized void learn(Operation op, Outcome outcome, Instant knownAt) {
        if (outcome == Outcome.CANCELLED) {
            groups.forEach(group -> group.cancel(op));
            return;
        }
        learned++;
        pass(op, new Lesson(outcome == Outcome.FAILED, true, knownAt.getEpochSecond()));
    }

    /** Notes that an operation that was learned as a success has turned out to be a failure. */
    public synchronized void revise(Operation op, Instant knownAt) {
        pass(op, new Lesson(true, false, knownAt.getEpochSecond()));
    }

    private void pass(Operation op, Lesson lesson) {
        for (FeatureGroup group : groups) {
            group.learn(op, lesson);
        }
        base.learn(lesson);
    }

    /** Writes the whole state; the stream stays open. */
    public synchronized void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        data.writeInt(MAGIC);
        data.writeLong(learned);
        columns.write(data);
        base.write(data);
        for (FeatureGroup group : groups) {
            group.write(data);
        }
        data.flush();
    }

    /**
     * A history as it was written.
     *
     * @throws IOException where the stream is no history of this version
     */
    public static History read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        if (data.readInt() != MAGIC) {
            throw new IOException("not a history of this version");
        }
        History history = new History();
        history.learned = data.readLong();
        history.columns.read(data);
        history.base.read(data);
        for (FeatureGroup group : history.groups) {
            group.read(data);
        }
        return history;
    }
}
