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
    private final Source source;
    private final Redactions redactions = new Redactions();
    private long ordinal;

    private EventReader(RecordReader records, Scrubber scrubber, Source source) {
        this.records = records;
        this.scrubber = scrubber;
        this.source = source;
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
        return new EventReader(RecordReader.open(source, options), scrubber, source);
    }

    /**
     * The next record, or null at the end.
     *
     * @throws BrokenOffException where the source cannot be read on, after all that came before was handed out
     */
    public @Nullable Read next() throws IOException {
        RawRecord raw;
        try {
            raw = records.next();
        } catch (IOException e) {
            throw new BrokenOffException(
                    scrubber.scrub(source.name(), new Redactions()),
                    records.counts().lines(),
                    e);
        }
        return raw == null
                ? null
                : new Read(scrubber.event(raw, 0, ordinal++, source.component(), redactions), raw.offset(), raw.zone());
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
