package io.forewarn.ingest;

import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** A process that imports a file in small batches and says how far it is; the test kills it on the way. */
final class ImportProcess {
    static final int BATCH = 700;

    private ImportProcess() {}

    public static void main(String[] args) throws IOException {
        try (Store store = Store.open(Path.of(args[0]))) {
            ImportSummary summary = logImport(store).run(Sources.find(List.of(Path.of(args[1]))), state -> {
                System.out.println(state.records());
                System.out.flush();
            });
            System.out.println("done " + summary.stored());
        }
    }

    static Scrubber scrubber() {
        return Scrubber.of(Pseudonyms.of(new byte[32], "test"));
    }

    static LogImport logImport(Store store) {
        return new LogImport(
                store, scrubber(), Clock.fixed(SampleLogs.WRITTEN, ZoneOffset.UTC), ReadOptions.defaults(), 2, BATCH);
    }
}
