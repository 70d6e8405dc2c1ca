/**
 * The front door of ingest: files in; scrubbed events, operations and repairs in the store out, each batch in one
 * transaction with the ledger's line on it. Start at {@link io.forewarn.ingest.LogImport} for logs, {@link
 * io.forewarn.ingest.OperationImport} and {@link io.forewarn.ingest.RepairImport} for tables; each gives an {@link
 * io.forewarn.ingest.ImportSummary}. The same content again changes nothing; an import that was killed is taken up
 * where its last committed batch ended.
 */
@NullMarked
package io.forewarn.ingest;

import org.jspecify.annotations.NullMarked;
