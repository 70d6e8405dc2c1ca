package io.forewarn.server.work;

import io.forewarn.ingest.scrub.PseudonymKey;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.KeyEpoch;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.StoreException;
import io.forewarn.ingest.store.StoreInUseException;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.home.ServerFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Examines a home, also one whose database is locked, damaged or not there; changes nothing in it. */
public final class Doctor {
    private static final long LITTLE_BYTES = 500L << 20;
    private static final long TOO_LITTLE_BYTES = 100L << 20;
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SLACK = Duration.ofHours(1);

    private final Home home;
    private final Clock clock;
    private final Predicate<ServerFile> answers;
    private final List<Check> checks = new ArrayList<>();

    /** @param answers whether the server of a file is really there */
    public Doctor(Home home, Clock clock, Predicate<ServerFile> answers) {
        this.home = home;
        this.clock = clock;
        this.answers = answers;
    }

    /**
     * One finding.
     *
     * @param state {@code ok warn fail}
     * @param mend what to do; null where there is nothing to be done
     */
    public record Check(
            String name,
            String state,
            String finding,
            @Nullable String mend) {}

    /** All findings; ok where none is {@code fail}. */
    public record Findings(boolean ok, List<Check> checks) {}

    /** Examines a home that nobody has open here; the database is opened to read and closed again. */
    public Findings examine(Map<String, String> environment) {
        folder();
        configuration(environment);
        disk();
        if (Files.exists(home.database())) {
            try (Store store = Store.openToRead(home.database())) {
                database(store);
            } catch (StoreInUseException e) {
                fail("database", e.getMessage() + "", "let that process end; while it works, nothing is wrong");
            } catch (StoreException e) {
                fail("database", e.getMessage() + "", null);
            }
        } else {
            ok("database", "none yet; the first import makes it");
        }
        return findings();
    }

    /**
     * Examines the home of a store that is open here.
     *
     * @param classesFault what is wrong with the error classes as the file has them now; empty where nothing is
     */
    Findings examine(Store store, String classesFault) {
        folder();
        if (classesFault.isEmpty()) {
            ok("config", "valid: it was read when this process began");
        } else {
            fail(
                    "config",
                    classesFault + "; the error classes read before stay in use",
                    "mend it; it is read again then");
        }
        disk();
        database(store);
        return findings();
    }

    private Findings findings() {
        models();
        server();
        return new Findings(checks.stream().noneMatch(c -> c.state().equals("fail")), List.copyOf(checks));
    }

    private void folder() {
        if (!Files.isDirectory(home.root())) {
            boolean other = Files.exists(home.root());
            fail(
                    "home",
                    home.root() + (other ? " is a file, not a folder" : " is not there"),
                    (other ? "move it away" : "the first import makes it") + ", or name another with FOREWARN_HOME");
            return;
        }
        if (!Files.isWritable(home.root())) {
            fail("home", home.root() + " is not writable", "run chmod u+rwx on it, or name another with FOREWARN_HOME");
        } else {
            privacy("home", home.root());
        }
        if (Files.exists(home.database()) && !Files.isWritable(home.database())) {
            fail("database", home.database() + " is not writable", "run chmod u+rw on it");
        }
        if (Files.exists(home.key())) {
            privacy("key", home.key());
        }
    }

    private void privacy(String name, Path path) {
        try {
            if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
                ok(name, path + " (this file system has no permissions to check)");
            } else if (Files.getPosixFilePermissions(path).stream()
                    .anyMatch(p -> p.name().startsWith("GROUP") || p.name().startsWith("OTHERS"))) {
                fail(name, path + " can be read by others", "run chmod go-rwx on it");
            } else {
                ok(name, path + " is readable by you alone");
            }
        } catch (IOException e) {
            fail(name, path + " cannot be examined", "check its permissions");
        }
    }

    private void configuration(Map<String, String> environment) {
        try {
            Configuration.load(home.config(), environment, Map.of());
            new UserClasses(home.config());
            ok("config", Files.exists(home.config()) ? home.config() + " is valid" : "none; defaults hold");
        } catch (IllegalArgumentException e) {
            fail("config", e.getMessage() + "", null);
        }
    }

    private void disk() {
        try {
            Path there = home.root();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            long free = Files.getFileStore(there).getUsableSpace();
            String words = String.format(Locale.ROOT, "%,d MB free", free >> 20);
            if (free < TOO_LITTLE_BYTES) {
                fail("disk", words, "free some space before anything else");
            } else if (free < LITTLE_BYTES) {
                warn("disk", words, "free some space before the next import");
            } else {
                ok("disk", words);
            }
        } catch (IOException e) {
            warn("disk", "the free space cannot be read", null);
        }
    }

    private void database(Store store) {
        ok(
                "database",
                String.format(
                        Locale.ROOT,
                        "%,d events, %,d KB, schema version %d",
                        store.events().count(),
                        store.sizeBytes() >> 10,
                        store.schemaVersion()));
        List<String> faults = store.integrity().faults();
        if (faults.isEmpty()) {
            ok("integrity", "every value can be read, and the ledger agrees with the events");
        } else {
            fail(
                    "integrity",
                    String.join("; ", faults),
                    "put back a copy, or export what is readable and import again");
        }
        List<ImportRow> imports = store.imports().list();
        long broken =
                imports.stream().filter(row -> row.status().equals("running")).count();
        if (broken == 0) {
            ok("imports", imports.size() + " in the ledger, none interrupted");
        } else {
            warn("imports", broken + " interrupted or still running", "run the same import again to finish it");
        }
        if (store.retention().unfinished()) {
            warn("retention", "an erasure was stopped before the file was rewritten", "run forewarn retention");
        }
        key(store);
        clock(imports);
    }

    private void key(Store store) {
        Optional<KeyEpoch> used = store.keys().current();
        if (!Files.exists(home.key())) {
            warn("key", "there is none", "the next import makes one; tokens made so far will match no new ones");
            return;
        }
        try {
            String fingerprint = PseudonymKey.openOrCreate(home.key()).fingerprint();
            if (used.isPresent() && !used.get().fingerprint().equals(fingerprint)) {
                warn(
                        "key",
                        "the key file is not the one that made the tokens in the database",
                        "put back pseudonym.key from a copy, if tokens should stay comparable");
            } else {
                ok(
                        "key",
                        "fingerprint " + fingerprint
                                + used.map(k -> ", epoch " + k.epoch()).orElse(""));
            }
        } catch (AccessDeniedException e) {
            fail("key", home.key() + " cannot be read", "run chmod u+rw on it, as its owner");
        } catch (IOException e) {
            fail("key", e.getMessage() + "", null);
        }
    }

    private void clock(List<ImportRow> imports) {
        Instant now = clock.instant();
        boolean ahead = imports.stream().anyMatch(row -> row.startedAt().isAfter(now.plus(SLACK)));
        if (now.isBefore(WRITTEN) || ahead) {
            warn(
                    "clock",
                    "it says " + now + ", "
                            + (ahead
                                    ? "which is before an import in the ledger"
                                    : "before this program was" + " written"),
                    "set the clock; ages and retention go by it");
        } else {
            ok("clock", now.toString());
        }
    }

    private void models() {
        if (!Files.isDirectory(home.models())) {
            ok("models", "none yet; forewarn train makes them");
            return;
        }
        try {
            ModelRegistry registry = ModelRegistry.open(home.models(), clock);
            boolean risk = registry.current("risk").isPresent();
            ok("models", risk ? "a risk model is in use" : "no risk model yet; forewarn train makes one");
        } catch (IOException | RuntimeException e) {
            fail("models", home.models() + " cannot be read", "move the damaged model away and run forewarn train");
        }
    }

    private void server() {
        if (!Files.exists(home.serverFile())) {
            ok("server", "none runs");
            return;
        }
        Optional<ServerFile> file = ServerFile.read(home.serverFile());
        if (file.filter(answers).isPresent()) {
            ok("server", "runs at " + file.get().url());
        } else {
            warn("server", home.serverFile() + " names a server that does not answer", "delete that file");
        }
    }

    private void ok(String name, String finding) {
        checks.add(new Check(name, "ok", finding, null));
    }

    private void warn(String name, String finding, @Nullable String mend) {
        checks.add(new Check(name, "warn", finding, mend));
    }

    private void fail(String name, String finding, @Nullable String mend) {
        checks.add(new Check(name, "fail", finding, mend));
    }
}
