package io.forewarn.server.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The folder that holds everything Forewarn keeps: database, key, models, configuration and its own log. Created 0700,
 * for what is inside is nobody else's business.
 *
 * @param root absolute path of the folder
 */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code --home}, else {@code FOREWARN_HOME}, else {@code ~/.forewarn}. */
    public static Home from(Map<String, String> environment, Path userHome) {
        String named = environment.get("FOREWARN_HOME");
        return new Home(named == null || named.isBlank() ? userHome.resolve(".forewarn") : Path.of(named));
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws IllegalArgumentException where it cannot be made or written, with how to mend
     */
    public Home ensure() {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                restrict(root, "rwx------");
            }
            Files.createDirectories(models());
            Files.createDirectories(logs());
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    "the home folder " + root + " cannot be made, since a file has a name of that path;"
                            + " choose another with FOREWARN_HOME or --home, or move that file away",
                    e);
        } catch (FileSystemException e) {
            throw new IllegalArgumentException(
                    "cannot write to the home folder " + root + " ("
                            + e.getClass().getSimpleName()
                            + "); choose another with FOREWARN_HOME or --home, or mend its permissions",
                    e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (!Files.isWritable(root)) {
            throw new IllegalArgumentException("the home folder " + root
                    + " is not writable; choose another with FOREWARN_HOME or --home, or mend its permissions");
        }
        return this;
    }

    public Path database() {
        return root.resolve("forewarn.duckdb");
    }

    public Path key() {
        return root.resolve("pseudonym.key");
    }

    public Path models() {
        return root.resolve("models");
    }

    /** What serving has learned, to be read at the next start; may be deleted, it is then worked out anew. */
    public Path snapshot() {
        return models().resolve("history.bin");
    }

    /** The track record of all operations, as {@link #snapshot}. */
    public Path trackRecord() {
        return models().resolve("record.bin");
    }

    /** What libraries unpack to load it. */
    public Path nativeCode() {
        return root.resolve("native");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path config() {
        return root.resolve("forewarn.yaml");
    }

    /** Says where a running server of this home listens; 0600, deleted at its end. */
    public Path serverFile() {
        return root.resolve("server.json");
    }

    static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
