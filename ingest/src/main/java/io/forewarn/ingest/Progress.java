package io.forewarn.ingest;

/** Told how far an import is, a few times a second at most; called on the importing thread. */
@FunctionalInterface
public interface Progress {
    /**
     * Where the import stands.
     *
     * @param source scrubbed name of the file being read
     * @param file its number, from 1
     * @param files how many there are
     * @param bytes of content read so far, all files together
     * @param total bytes of content in all files, or -1 where nobody knows (a stream, something compressed)
     * @param lines physical lines so far
     * @param records records so far
     * @param rejected lines or rows refused so far
     */
    record State(String source, int file, int files, long bytes, long total, long lines, long records, long rejected) {}

    void at(State state);

    /** Tells nobody. */
    static Progress none() {
        return state -> {};
    }
}
