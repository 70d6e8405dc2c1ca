package io.forewarn.server.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Examines the home. */
public final class Doctor {
    private static final long LITTLE_BYTES = 500L * 1024 * 1024;

    private final Workbench bench;

    Doctor(Workbench bench) {
        this.bench = bench;
    }

    /** One finding; where it is not ok, it says how to mend. */
    public record Check(String name, boolean ok, String finding) {}

    /** All findings. */
    public record Findings(boolean ok, List<Check> checks) {}

    public Findings examine() throws IOException {
        List<Check> checks = new ArrayList<>();
        Path home = bench.home().root();
        checks.add(privacy("home", home));
        checks.add(privacy("key", bench.home().key()));
        long free = Files.getFileStore(home).getUsableSpace();
        checks.add(new Check(
                "disk",
                free >= LITTLE_BYTES,
                String.format(Locale.ROOT, "%,d MB free", free >> 20)
                        + (free >= LITTLE_BYTES ? "" : "; free some space before the next import")));
        checks.add(new Check(
                "database",
                true,
                String.format(
                        Locale.ROOT,
                        "%,d events, %,d KB",
                        bench.store().events().count(),
                        bench.store().sizeBytes() >> 10)));
        long broken = bench.store().imports().list().stream()
                .filter(row -> row.status().equals("running"))
                .count();
        checks.add(new Check(
                "imports",
                broken == 0,
                broken == 0 ? "none interrupted" : broken + " interrupted; run the same import again to finish it"));
        boolean trained = bench.registry().current("risk").isPresent();
        checks.add(new Check(
                "models", true, trained ? "a risk model is in use" : "no risk model yet; forewarn train makes one"));
        return new Findings(checks.stream().allMatch(Check::ok), checks);
    }

    private static Check privacy(String name, Path path) throws IOException {
        if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
            return new Check(name, true, path + " (this file system has no permissions to check)");
        }
        boolean open = Files.getPosixFilePermissions(path).stream()
                .anyMatch(p -> p.name().startsWith("GROUP") || p.name().startsWith("OTHERS"));
        return new Check(
                name,
                !open,
                path + (open ? " can be read by others; run chmod go-rwx on it" : " is readable by you alone"));
    }
}
