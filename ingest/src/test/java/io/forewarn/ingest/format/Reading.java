package io.forewarn.ingest.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a text as a file of a fixed date. */
record Reading(List<RawRecord> records, ReadCounts counts) {
    static final Instant FILE_DATE = Instant.parse("2026-11-21T13:00:00Z");

    static Reading of(String... lines) {
        return of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), ReadOptions.defaults());
    }

    static Reading of(byte[] content, ReadOptions options) {
        List<RawRecord> all = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(Source.of("test.log", content, FILE_DATE), options)) {
            for (RawRecord r = reader.next(); r != null; r = reader.next()) {
                all.add(r);
            }
            return new Reading(all, reader.counts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawRecord only() {
        if (records.size() != 1) {
            throw new AssertionError("expected one record, got " + records);
        }
        return records.get(0);
    }

    RawRecord get(int i) {
        return records.get(i);
    }
}
