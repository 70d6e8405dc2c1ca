package io.forewarn.cli;

import io.forewarn.ingest.EventReader;
import io.forewarn.ingest.format.ReadCounts;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log file or standard input, read as scrubbed events. */
final class LogInput {
    private LogInput() {}

    static EventReader open(@Nullable String file, @Nullable String format, Common common, Terminal terminal)
            throws IOException {
        ReadOptions options = common.configuration(common.home(), Map.of()).reading(format);
        return EventReader.open(source(file, terminal), options, common.scrubber(terminal));
    }

    static Source source(@Nullable String file, Terminal terminal) throws IOException {
        if (file == null || file.equals("-")) {
            return Sources.standardInput(terminal.in());
        }
        List<Source> found = Sources.find(List.of(Path.of(file)));
        if (found.size() != 1) {
            throw new IllegalArgumentException(file + " holds " + found.size() + " logs; name one file");
        }
        return found.get(0);
    }

    static void noteRejects(ReadCounts counts, Terminal terminal) {
        counts.rejected()
                .forEach((reason, n) -> terminal.note("forewarn: " + Words.many(n, "line") + " rejected: " + reason));
    }
}
