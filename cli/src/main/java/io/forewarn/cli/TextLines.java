package io.forewarn.cli;

import io.forewarn.ingest.format.Sources;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines of a file or of standard input, one at a time. */
final class TextLines {
    private TextLines() {}

    /** Takes a line and its number, from 1. */
    @FunctionalInterface
    interface Each {
        void take(String line, long number) throws IOException;
    }

    /**
     * Every line of the file, seen through compression and encoding; null or {@code -} is standard input.
     *
     * @throws IllegalArgumentException where it is no text, or an archive of several files
     */
    static void each(@Nullable String file, Terminal terminal, Each each) throws IOException {
        try (InputStream raw = content(file, terminal);
                InputStream in = text(file, raw);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                each.take(line, ++number);
            }
        }
    }

    private static InputStream content(@Nullable String file, Terminal terminal) throws IOException {
        boolean regular = file != null && !file.equals("-") && Files.isRegularFile(Path.of(file));
        return regular ? LogInput.source(file, terminal).open() : open(file, terminal);
    }

    private static InputStream text(@Nullable String file, InputStream raw) throws IOException {
        try {
            return Sources.text(raw);
        } catch (IllegalArgumentException e) {
            String name = file == null || file.equals("-") ? "standard input" : file;
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    static InputStream open(@Nullable String file, Terminal terminal) throws IOException {
        if (file == null || file.equals("-")) {
            return terminal.in();
        }
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(file);
        }
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(file + " is a folder; name a file");
        }
        // a pipe, such as a shell makes of <(command), has no size that a channel could ask for
        return Files.isRegularFile(path) ? Files.newInputStream(path) : new FileInputStream(path.toFile());
    }
}
