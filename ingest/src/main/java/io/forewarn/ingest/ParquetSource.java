package io.forewarn.ingest;

import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.store.ParquetLines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Lets a Parquet file be read as JSON lines; every other source stays as it is. */
final class ParquetSource {
    private ParquetSource() {}

    static Source of(Source source) {
        return source.through(in -> lines(source.name(), in));
    }

    private static InputStream lines(String name, InputStream in) {
        try {
            BufferedInputStream head = new BufferedInputStream(in);
            head.mark(8);
            boolean parquet = ParquetLines.isParquet(head.readNBytes(4));
            head.reset();
            if (!parquet) {
                return head;
            }
            head.close();
            Path file = Path.of(name);
            if (!ParquetLines.isParquet(file)) {
                throw new IllegalArgumentException(
                        "a Parquet file can be read from a plain file only: unpack it, or write it to one first");
            }
            return ParquetLines.open(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a Parquet file can be read from a plain file only", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
