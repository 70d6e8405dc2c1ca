package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row before its columns are understood.
 *
 * @param line first physical line, from 1
 * @param fields by column, in the order of the file; empty cells are left out
 */
record OperationRow(long line, ObjectNode fields) {}
