package io.forewarn.ingest;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.OperationReader;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operations read from a file without storing them, scrubbed: what a backtest runs on.
 *
 * @param operations in the order of the file
 * @param rejected rows refused, by reason
 */
public record OperationFile(List<Operation> operations, Map<String, Long> rejected) {

    /**
     * Reads a file, or all files of a folder.
     *
     * @throws IllegalArgumentException where it is missing, or a mapped column does not exist
     */
    public static OperationFile read(Path file, OperationOptions options, Scrubber scrubber) throws IOException {
        List<Operation> operations = new ArrayList<>();
        Map<String, Long> rejected = new TreeMap<>();
        for (Source found : Sources.find(List.of(file))) {
            Source source = ParquetSource.of(found);
            try (OperationReader reader =
                    OperationReader.open(source.name(), source.open(), options, source.modified())) {
                for (RawOperation raw = reader.next(); raw != null; raw = reader.next()) {
                    operations.add(scrubber.operation(raw, new Redactions()));
                }
                reader.counts().rejected().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
            } catch (IllegalArgumentException e) {
                throw TableImport.scrubbed(e, scrubber);
            }
        }
        return new OperationFile(operations, rejected);
    }
}
