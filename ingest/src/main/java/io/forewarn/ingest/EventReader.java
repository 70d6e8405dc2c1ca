package io.forewarn.ingest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.ReadCounts;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.RecordReader;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import java.io.IOException;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads a source as scrubbed events without storing them: what {@code parse} and {@code templates} show. */
public final class EventReader implements AutoCloseable {
    private final RecordReader records;
    private final Scrubber scrubber;
    private final String component;
    private final Redactions redactions = new Redactions();
    private long ordinal;

    private EventReader(RecordReader records, Scrubber scrubber, String component) {
        this.records = records;
        this.scrubber = scrubber;
        this.component = component;
    }

    /**
     * One record.
     *
     * @param offset of the timestamp as written; null where the text states none
     * @param zone what was assumed where the text states no offset or year; null where it does
     */
    public record Read(
            Event event,
            @Nullable ZoneOffset offset,
            @Nullable String zone) {}

    /** Begins to read. */
    public static EventReader open(Source source, ReadOptions options, Scrubber scrubber) throws IOException {
        return new EventReader(RecordReader.open(source, options), scrubber, source.component());
    }

    /** The next record, or null at the end. */
    public @Nullable Read next() throws IOException {
        RawRecord raw = records.next();
        return raw == null
                ? null
                : new Read(scrubber.event(raw, 0, ordinal++, component, redactions), raw.offset(), raw.zone());
    }

    /** What was read and rejected so far. */
    public ReadCounts counts() {
        return records.counts();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
