package io.forewarn.ingest.format;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A zip file read by its directory: an entry that cannot be read (a password, an odd method) does not hide the others. */
final class ZipArchive {
    private final Path file;
    private final List<ZipArchiveEntry> entries;
    private @Nullable ZipFile open;

    private ZipArchive(Path file, List<ZipArchiveEntry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * Its files, or null where the directory at its end is missing or damaged.
     *
     * @throws IOException where the file cannot be read at all
     */
    static @Nullable ZipArchive of(Path file) throws IOException {
        try (ZipFile zip = opened(file)) {
            List<ZipArchiveEntry> entries = new ArrayList<>();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (!entry.isDirectory() && !entry.isUnixSymlink()) {
                    entries.add(entry);
                }
            }
            return new ZipArchive(file, entries);
        } catch (java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException e) {
            return null;
        }
    }

    int size() {
        return entries.size();
    }

    String name(int index) {
        return entries.get(index).getName();
    }

    long bytes(int index) {
        return entries.get(index).getSize();
    }

    Instant modified(int index, Instant otherwise) {
        java.util.Date date = entries.get(index).getLastModifiedDate();
        return date == null ? otherwise : date.toInstant();
    }

    /** The content of an entry. */
    synchronized InputStream open(int index) throws IOException {
        ZipFile held = open;
        ZipFile zip = held == null ? opened(file) : held;
        open = null;
        InputStream content;
        try {
            content = zip.getInputStream(zip.getEntry(name(index)) == null ? entries.get(index) : same(zip, index));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
        return new BufferedInputStream(new Salvage(new Lent(content, zip, index)), 1 << 16);
    }

    /** Entries of one name are told apart by where they stand. */
    private ZipArchiveEntry same(ZipFile zip, int index) {
        long at = entries.get(index).getLocalHeaderOffset();
        for (ZipArchiveEntry entry : zip.getEntries(name(index))) {
            if (entry.getLocalHeaderOffset() == at) {
                return entry;
            }
        }
        return entries.get(index);
    }

    private static ZipFile opened(Path file) throws IOException {
        return ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get();
    }

    /** The directory is kept for the next entry, and let go after the last. */
    private synchronized void giveBack(ZipFile zip, int index) throws IOException {
        if (open != null || index == size() - 1) {
            zip.close();
        } else {
            open = zip;
        }
    }

    private final class Lent extends FilterInputStream {
        private final ZipFile zip;
        private final int index;
        private boolean closed;

        Lent(InputStream content, ZipFile zip, int index) {
            super(content);
            this.zip = zip;
            this.index = index;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                super.close();
                giveBack(zip, index);
            }
        }
    }
}
