package io.forewarn.ingest.git;

/**
 * One file of a commit, against its first parent.
 *
 * @param path after the commit, or before it where the file was deleted
 * @param oldPath before a rename, else the same
 * @param added lines brought in; lines that differ in blanks alone are not counted
 * @param deleted lines taken out
 * @param before lines that the file had
 */
record Change(String path, String oldPath, int added, int deleted, int before) {}
