package io.forewarn.ingest;

import io.forewarn.ingest.store.ImportRow;
import java.util.List;
import java.util.Map;

/** Lines of the ledger that count nothing. */
final class ImportRows {
    private ImportRows() {}

    static ImportRow none(ImportRow like) {
        return new ImportRow(
                like.id(),
                like.source(),
                like.contentHash(),
                like.headHash(),
                like.kind(),
                like.startedAt(),
                null,
                "running",
                0,
                0,
                0,
                0,
                Map.of(),
                List.of(),
                Map.of());
    }
}
