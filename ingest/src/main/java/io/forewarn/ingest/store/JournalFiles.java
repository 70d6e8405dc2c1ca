package io.forewarn.ingest.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The files of a journal, in a folder of their own: made, used again, and deleted. Safe for many threads. */
final class JournalFiles {
    private static final int MOST_SPARE = 2;

    private final Path folder;
    private final Deque<FrameFile> spare = new ArrayDeque<>();
    private int uses;

    /** @param folder made when the first file is */
    JournalFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** An empty one, of a later use than all before. */
    synchronized FrameFile next() throws IOException {
        uses++;
        FrameFile used = spare.poll();
        if (used != null) {
            used.reuse(uses);
            return used;
        }
        Outgoing.ensure(folder);
        return FrameFile.create(folder.resolve(String.format(Locale.ROOT, "%010d", uses)), uses);
    }

    /** Takes back one whose frames are no longer needed. */
    synchronized void done(FrameFile file) throws IOException {
        if (spare.size() < MOST_SPARE) {
            spare.add(file);
        } else {
            file.discard();
        }
    }

    /** What nobody has asked for in a while is not kept. */
    synchronized void dropSpare() throws IOException {
        for (FrameFile each = spare.poll(); each != null; each = spare.poll()) {
            each.discard();
        }
    }

    /** Deletes the folder, which holds nothing any more. */
    void remove() throws IOException {
        dropSpare();
        Files.deleteIfExists(folder);
    }
}
