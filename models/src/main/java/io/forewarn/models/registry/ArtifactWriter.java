package io.forewarn.models.registry;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the files of one model into an empty folder. */
@FunctionalInterface
public interface ArtifactWriter {
    void write(Path folder) throws IOException;
}
