package io.forewarn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A path as a person gave it. */
final class GivenPath {
    private GivenPath() {}

    /**
     * The same path from the root and without detours, so that one file has one name however it is asked for.
     *
     * @throws IllegalArgumentException where it is empty: an unset variable would else name the current folder
     */
    static Path of(String given) {
        if (given.isBlank()) {
            throw new IllegalArgumentException("a path is empty; name a file or folder, or . for the current folder");
        }
        Path full = Path.of(given).toAbsolutePath();
        Path direct = full.normalize();
        for (Path name : full) {
            if (name.toString().equals("..") && !isSame(full, direct)) {
                // it leads back out of a link, or is a pattern
                return full;
            }
        }
        return direct;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
