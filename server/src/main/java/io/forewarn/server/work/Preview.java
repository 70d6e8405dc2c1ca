package io.forewarn.server.work;

import io.forewarn.ingest.LogPreview;
import io.forewarn.ingest.Progress;
import io.forewarn.ingest.Window;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.PseudonymKey;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.StoreException;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** What an import would do. Looks at a home without making, opening for writing or changing anything in it. */
public final class Preview {
    private final Home home;
    private final Configuration configuration;
    private final Clock clock;

    public Preview(Home home, Configuration configuration, Clock clock) {
        this.home = home;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * What would be.
     *
     * @param ledgerRead false where the database is open elsewhere: files imported before are then not known
     */
    public record Result(boolean dryRun, boolean ledgerRead, Imports.Result would) {}

    /** Of files and folders. */
    public Result logs(List<Path> paths, Imports.Wanted wanted, Progress progress) throws IOException {
        return run(Sources.find(paths), wanted, progress);
    }

    /** Of a stream, read to its end. */
    public Result stream(InputStream in, Imports.Wanted wanted, Progress progress) throws IOException {
        return run(List.of(Sources.standardInput(in)), wanted, progress);
    }

    private Result run(List<Source> sources, Imports.Wanted wanted, Progress progress) throws IOException {
        boolean read = true;
        List<ImportRow> ledger = List.of();
        if (Files.exists(home.database())) {
            try (Store store = Store.openToRead(home.database())) {
                ledger = store.imports().list();
            } catch (StoreException e) {
                read = false;
            }
        }
        LogPreview preview = new LogPreview(
                Scrubber.of(pseudonyms(), configuration.rules().scrub()),
                clock,
                configuration.reading(wanted.format()),
                Window.of(wanted.since(), wanted.until(), clock),
                ledger,
                configuration.rules().operations());
        return new Result(
                true, read, Imports.Result.of(preview.run(Imports.named(sources, wanted.component()), progress), null));
    }

    /** Under the key of the home where there is one; what is counted does not depend on it. */
    private Pseudonyms pseudonyms() throws IOException {
        if (Files.exists(home.key())) {
            return PseudonymKey.openOrCreate(home.key());
        }
        byte[] once = new byte[32];
        new SecureRandom().nextBytes(once);
        return Pseudonyms.of(once, "once");
    }
}
