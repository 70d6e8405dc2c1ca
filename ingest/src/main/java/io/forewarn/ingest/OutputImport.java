package io.forewarn.ingest;

import io.forewarn.ingest.format.OperationCounts;
import io.forewarn.ingest.format.OperationOutput;
import io.forewarn.ingest.format.OperationOutputReader;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Evidence;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports what operations printed: scrubbed, and of each the tail, where the failure stands, as its evidence. */
public final class OutputImport {
    static final String KIND = "outputs";
    static final int TAIL = 8_192;
    private final TableImport<OperationOutput, Evidence> table;

    public OutputImport(Store store, Scrubber scrubber, Clock clock) {
        this.table = new TableImport<>(
                KIND,
                store.imports(),
                scrubber,
                clock,
                1_000,
                (name, modified, in) -> rows(name, in),
                (raw, redactions) -> evidence(scrubber, raw, redactions),
                (row, evidence) -> store.imports().commitEvidence(row, evidence));
    }

    /** Imports all sources in their order. In the summary, {@code stored} counts the operations that had no output yet. */
    public ImportSummary run(List<Source> sources, Progress progress) {
        return table.run(sources, progress);
    }

    /** Scrubs one output and keeps its tail; scrubbed before it is cut, so that no half of a secret escapes. */
    public static Evidence evidence(Scrubber scrubber, OperationOutput raw, Redactions redactions) {
        String text = scrubber.scrub(raw.output(), redactions);
        return new Evidence(scrubber.scrub(raw.operationId(), redactions), raw.exitStatus(), tail(text));
    }

    private static String tail(String text) {
        if (text.length() <= TAIL) {
            return text;
        }
        int cut = text.length() - TAIL;
        int line = text.indexOf('\n', cut);
        return line < 0 || line == text.length() - 1 ? text.substring(cut) : text.substring(line + 1);
    }

    private static TableImport.Rows<OperationOutput> rows(String name, InputStream in) throws IOException {
        OperationOutputReader reader = OperationOutputReader.open(name, in);
        return new TableImport.Rows<>() {
            @Override
            public @Nullable OperationOutput next() throws IOException {
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
