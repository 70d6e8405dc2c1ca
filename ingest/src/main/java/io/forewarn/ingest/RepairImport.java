package io.forewarn.ingest;

import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.format.OperationCounts;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.RawRepair;
import io.forewarn.ingest.format.RepairReader;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports a team's fix log from JSON lines or CSV; see {@link RepairReader} for what it takes. */
public final class RepairImport {
    static final String KIND = "repairs";
    private final TableImport<RawRepair, Repair> table;

    public RepairImport(Store store, Scrubber scrubber, Clock clock, OperationOptions options) {
        this.table = new TableImport<>(
                KIND,
                store.imports(),
                scrubber,
                clock,
                10_000,
                (name, modified, in) -> rows(name, in, options),
                scrubber::repair,
                (row, repairs) -> store.imports().commitRepairs(row, repairs));
    }

    /**
     * Imports all sources in their order. In the summary, {@code stored} counts the ids that are new.
     *
     * @throws IllegalArgumentException where a mapped column does not exist
     */
    public ImportSummary run(List<Source> sources, Progress progress) {
        return table.run(sources, progress);
    }

    private static TableImport.Rows<RawRepair> rows(String name, InputStream in, OperationOptions options)
            throws IOException {
        RepairReader reader = RepairReader.open(name, in, options);
        return new TableImport.Rows<>() {
            @Override
            public @Nullable RawRepair next() throws IOException {
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
