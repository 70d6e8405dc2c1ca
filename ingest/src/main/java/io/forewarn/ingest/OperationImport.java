package io.forewarn.ingest;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.format.OperationCounts;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.OperationReader;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports operations with their outcomes from JSON lines, CSV, Parquet or reports; see {@link OperationReader} for what it takes. */
public final class OperationImport {
    static final String KIND = "operations";
    private final TableImport<RawOperation, Operation> table;

    public OperationImport(Store store, Scrubber scrubber, Clock clock, OperationOptions options) {
        this(store, scrubber, clock, options, 10_000);
    }

    OperationImport(Store store, Scrubber scrubber, Clock clock, OperationOptions options, int batch) {
        this.table = new TableImport<>(
                KIND,
                store.imports(),
                scrubber,
                clock,
                batch,
                (name, modified, in) -> rows(name, modified, in, options),
                scrubber::operation,
                (row, operations) -> store.imports().commitOperations(row, operations));
    }

    /**
     * Imports all sources in their order. In the summary, {@code stored} counts the ids that are new: rows of known ids
     * update what is known of them, except an outcome.
     *
     * @throws IllegalArgumentException where a column that is mapped, or one that says when, does not exist
     */
    public ImportSummary run(List<Source> sources, Progress progress) {
        return table.run(sources.stream().map(ParquetSource::of).toList(), progress);
    }

    private static TableImport.Rows<RawOperation> rows(
            String name, Instant modified, InputStream in, OperationOptions options) throws IOException {
        OperationReader reader = OperationReader.open(name, in, options, modified);
        return new TableImport.Rows<>() {
            @Override
            public @Nullable RawOperation next() throws IOException {
                return reader.next();
            }

            @Override
            public OperationCounts counts() {
                return reader.counts();
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }
}
