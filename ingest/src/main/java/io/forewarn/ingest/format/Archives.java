package io.forewarn.ingest.format;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Sees through compression and archives by their first bytes, to a depth of five. */
final class Archives {
    private static final int DEPTH = 5;
    private static final int PEEK = 512;

    private Archives() {}

    /** Adds the file, or all entries if it is an archive. */
    static void add(Path file, String component, List<Source> found) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        Source.Opener raw = () -> new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        ZipArchive zip = isZip(file) ? ZipArchive.of(file) : null;
        if (zip != null) {
            for (int i = 0; i < zip.size(); i++) {
                int index = i;
                String inner = file + "!/" + zip.name(i);
                Instant date = zip.modified(i, modified);
                add(inner, ComponentNames.of(inner), zip.bytes(i), date, () -> zip.open(index), 1, found);
            }
            return;
        }
        add(file.toString(), component, Files.size(file), modified, raw, 0, found);
    }

    private static boolean isZip(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return isZip(peek(in));
        } catch (IOException e) {
            // whoever reads it meets that again and says so
            return false;
        }
    }

    private static void add(
            String name,
            String component,
            long size,
            Instant modified,
            Source.Opener raw,
            int depth,
            List<Source> found)
            throws IOException {
        Source.Opener plain = () -> decompressed(raw.open());
        boolean archive;
        try (InputStream in = plain.open()) {
            archive = depth < DEPTH && isArchive(in);
        } catch (IOException e) {
            // broken compression: the reader meets it again and says so
            archive = false;
        }
        if (!archive) {
            found.add(new Source(name, component, size, modified, plain));
            return;
        }
        ArchiveCursor cursor = new ArchiveCursor(plain);
        List<ArchiveCursor.Entry> entries = cursor.entries();
        for (int i = 0; i < entries.size(); i++) {
            int index = i;
            ArchiveCursor.Entry entry = entries.get(i);
            Instant date = entry.modified() == null ? modified : entry.modified();
            String inner = name + "!/" + entry.name();
            add(inner, ComponentNames.of(inner), entry.size(), date, () -> cursor.open(index), depth + 1, found);
        }
        IOException fault = cursor.fault;
        if (fault != null) {
            // the entries that cannot be listed are reported when their turn comes
            found.add(new Source(name + "!/...", component, 0, modified, () -> {
                throw new IOException("the archive is cut short or damaged", fault);
            }));
        }
    }

    /** The stream with every layer of compression undone; always supports mark. */
    static InputStream decompressed(InputStream raw) throws IOException {
        InputStream in = raw.markSupported() ? raw : new BufferedInputStream(raw, 1 << 16);
        try {
            for (int i = 0; i < DEPTH; i++) {
                InputStream inner = layer(in, peek(in));
                if (inner == null) {
                    return in;
                }
                in = new BufferedInputStream(new Salvage(inner), 1 << 16);
            }
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static @Nullable InputStream layer(InputStream in, byte[] b) throws IOException {
        if (starts(b, 0x1F, 0x8B)) {
            return new GzipMembers(in);
        }
        if (starts(b, 0x28, 0xB5, 0x2F, 0xFD)) {
            return new ZstdInputStream(in);
        }
        if (starts(b, 'B', 'Z', 'h') && b.length > 4 && b[3] >= '1' && b[3] <= '9' && (b[4] == '1' || b[4] == 0x17)) {
            return new BZip2CompressorInputStream(in, true);
        }
        if (starts(b, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return new XZInputStream(in);
        }
        if (starts(b, 0x04, 0x22, 0x4D, 0x18)) {
            return new FramedLZ4CompressorInputStream(in, true);
        }
        return starts(b, 0x1F, 0x9D) ? new ZCompressorInputStream(in) : null;
    }

    /** False for what is compressed or an archive. */
    static boolean isPlain(InputStream in) throws IOException {
        return isPlain(peek(in.markSupported() ? in : new BufferedInputStream(in)));
    }

    /** The same of a beginning. */
    static boolean isPlain(byte[] b) {
        boolean packed = starts(b, 0x1F, 0x8B)
                || starts(b, 0x28, 0xB5, 0x2F, 0xFD)
                || starts(b, 'B', 'Z', 'h')
                || starts(b, 0xFD, '7', 'z', 'X', 'Z', 0)
                || starts(b, 0x04, 0x22, 0x4D, 0x18)
                || starts(b, 0x1F, 0x9D);
        boolean wide = starts(b, 0xFF, 0xFE) || starts(b, 0xFE, 0xFF);
        return !packed && !wide && !isZip(b) && !isTar(b);
    }

    static boolean isArchive(InputStream in) throws IOException {
        byte[] b = peek(in);
        return isZip(b) || isTar(b);
    }

    /** Opens the archive that starts here; only after {@link #isArchive}. */
    static ArchiveInputStream<? extends ArchiveEntry> archive(InputStream in) throws IOException {
        return isZip(peek(in)) ? new ZipArchiveInputStream(in, "UTF8", true, true) : new TarArchiveInputStream(in);
    }

    private static boolean isZip(byte[] b) {
        return starts(b, 'P', 'K', 3, 4) || starts(b, 'P', 'K', 5, 6);
    }

    private static boolean isTar(byte[] b) {
        return b.length >= 262 && new String(b, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    private static byte[] peek(InputStream in) throws IOException {
        in.mark(PEEK);
        byte[] first = Salvage.first(in, PEEK);
        in.reset();
        return first;
    }

    private static boolean starts(byte[] b, int... magic) {
        if (b.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((b[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads entries in order without starting over each time; an entry asked out of order starts over. */
    static final class ArchiveCursor {
        record Entry(String name, long size, @Nullable Instant modified) {}

        private final Source.Opener opener;
        private @Nullable ArchiveInputStream<? extends ArchiveEntry> idle;
        private int position = -1;
        private int count;

        /** Why the list of entries breaks off, or null where it is whole. */
        private @Nullable IOException fault;

        ArchiveCursor(Source.Opener opener) {
            this.opener = opener;
        }

        List<Entry> entries() {
            List<Entry> entries = new ArrayList<>();
            try (ArchiveInputStream<? extends ArchiveEntry> in = archive(opener.open())) {
                ArchiveEntry e = nextFile(in);
                while (e != null) {
                    java.util.Date date = e.getLastModifiedDate();
                    entries.add(new Entry(e.getName(), e.getSize(), date == null ? null : date.toInstant()));
                    e = nextFile(in);
                }
            } catch (IOException e) {
                fault = e;
            }
            count = entries.size();
            return entries;
        }

        private static @Nullable ArchiveEntry nextFile(ArchiveInputStream<? extends ArchiveEntry> in)
                throws IOException {
            ArchiveEntry e = in.getNextEntry();
            while (e != null && (e.isDirectory() || (e instanceof TarArchiveEntry t && isSpecial(t)))) {
                e = in.getNextEntry();
            }
            return e;
        }

        /** Links and devices have no content of their own. */
        private static boolean isSpecial(TarArchiveEntry e) {
            return e.isSymbolicLink() || e.isLink() || e.isFIFO() || e.isCharacterDevice() || e.isBlockDevice();
        }

        synchronized InputStream open(int index) throws IOException {
            ArchiveInputStream<? extends ArchiveEntry> in = idle;
            idle = null;
            int at = position;
            if (in == null || at >= index) {
                if (in != null) {
                    in.close();
                }
                in = archive(opener.open());
                at = -1;
            }
            while (at < index) {
                if (nextFile(in) == null) {
                    in.close();
                    throw new IOException("the archive ended before the entry");
                }
                at++;
            }
            return new BufferedInputStream(new Salvage(new Lent(in, at)), 1 << 16);
        }

        private synchronized void giveBack(ArchiveInputStream<? extends ArchiveEntry> in, int at) throws IOException {
            if (idle != null || at == count - 1) {
                in.close();
                return;
            }
            idle = in;
            position = at;
        }

        private final class Lent extends FilterInputStream {
            private final ArchiveInputStream<? extends ArchiveEntry> archive;
            private final int at;
            private boolean closed;

            Lent(ArchiveInputStream<? extends ArchiveEntry> archive, int at) {
                super(archive);
                this.archive = archive;
                this.at = at;
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    giveBack(archive, at);
                }
            }
        }
    }
}
