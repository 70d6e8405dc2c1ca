package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.forewarn.models.errors.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Error classes and patterns of the user, under {@code classes} in {@code forewarn.yaml}. The file is looked at whenever
 * they are asked for: a changed one is read again, and where it is wrong the ones before stay in use.
 */
final class UserClasses {
    private static final Logger log = LoggerFactory.getLogger(UserClasses.class);

    /** What tells one state of a file from the next without reading it. */
    private record Stamp(FileTime modified, long size) {}

    private final Path file;
    private @Nullable Stamp seen;
    private Patterns patterns = Patterns.bundled();
    private String fault = "";

    /**
     * Reads the file for the first time.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    UserClasses(Path file) {
        this.file = file;
        this.seen = stamp();
        this.patterns = read();
    }

    /** The bundled patterns with the user's before them. */
    synchronized Patterns patterns() {
        Stamp now = stamp();
        if (now == null ? seen != null : !now.equals(seen)) {
            seen = now;
            try {
                patterns = read();
                fault = "";
                log.info("read the error classes of {} again", file.getFileName());
            } catch (IllegalArgumentException e) {
                fault = String.valueOf(e.getMessage());
                log.warn("{}; the error classes read before stay in use", fault);
            }
        }
        return patterns;
    }

    /** What is wrong in the file as it stands now; empty where nothing is. */
    synchronized String fault() {
        patterns();
        return fault;
    }

    private @Nullable Stamp stamp() {
        try {
            return Files.exists(file) ? new Stamp(Files.getLastModifiedTime(file), Files.size(file)) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private Patterns read() {
        if (!Files.exists(file)) {
            return Patterns.bundled();
        }
        try {
            JsonNode classes = new YAMLMapper().readTree(Files.readString(file)).path("classes");
            if (classes.isMissingNode() || classes.isNull()) {
                return Patterns.bundled();
            }
            if (!classes.isObject()) {
                throw new IllegalArgumentException("'classes' must hold own and rules");
            }
            return Patterns.bundled().withUsers(classes);
        } catch (IOException e) {
            throw new IllegalArgumentException(file.getFileName() + " cannot be read as YAML", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.getFileName() + ", classes: " + e.getMessage(), e);
        }
    }
}
