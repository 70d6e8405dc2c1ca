package io.forewarn.server.api;

import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Imports;
import io.forewarn.server.work.Workbench;
import java.io.InputStream;
import java.util.Map;

/** The one question whose body is a stream of bytes and not JSON. */
public final class Uploads {
    /** Where log lines are sent to. */
    public static final String LOGS = "/api/v1/imports/content";

    private Uploads() {}

    /** Reads the stream to its end. */
    public static Object answer(Workbench bench, String path, Map<String, String> query, InputStream content) {
        if (!path.equals(LOGS)) {
            throw new NotFoundException("no such address; log lines go to " + LOGS);
        }
        return bench.imports().stream(
                content,
                new Imports.Wanted(
                        query.get("format"), query.get("component"), query.get("since"), query.get("until")));
    }
}
