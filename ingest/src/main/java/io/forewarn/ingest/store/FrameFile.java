package io.forewarn.ingest.store;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Frames of bytes one after the other, each behind its length, the use of the file that it belongs to and a CRC-32C, so
 * that one which was not written to its end is told from a whole one. A file is used again from its beginning. Not safe
 * for several threads; an interrupt of the one that writes leaves it as it is.
 */
final class FrameFile {
    private static final int HEAD = 12;
    private static final int END = 4;

    private final Path path;
    private final RandomAccessFile file;
    private int use;
    private long end;
    private int count;

    private FrameFile(Path path, RandomAccessFile file, int use) {
        this.path = path;
        this.file = file;
        this.use = use;
    }

    /**
     * A new, empty file for its owner alone.
     *
     * @param use greater than that of any file before
     */
    static FrameFile create(Path path, int use) throws IOException {
        Files.createFile(path);
        Outgoing.restrict(path);
        return new FrameFile(path, new RandomAccessFile(path.toFile(), "rw"), use);
    }

    /** Begins anew: the next frames take the place of those that are there, which are no longer needed. */
    void reuse(int next) {
        use = next;
        end = 0;
        count = 0;
    }

    /**
     * Appends one; the operating system has it once this returns.
     *
     * @throws IOException where it could not be written; the file is then as it was
     */
    void append(byte[] frame) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + frame.length + END);
        bytes.putInt(frame.length)
                .putInt(use)
                .putInt(checksum(use, frame))
                .put(frame)
                .putInt(0);
        try {
            file.seek(end);
            file.write(bytes.array());
            end += HEAD + frame.length;
            count++;
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    private void takeBack(IOException because) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    int use() {
        return use;
    }

    /** How many frames were appended in this use. */
    int count() {
        return count;
    }

    /** Reads the frames of this use back, in order. */
    Reader reader() throws IOException {
        return new Reader();
    }

    /** One after the other, for more than fit into memory. */
    final class Reader implements Closeable {
        private final DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
        private int read;

        private Reader() throws IOException {}

        /**
         * Null after the last.
         *
         * @throws IOException where it is not what was appended
         */
        byte @Nullable [] next() throws IOException {
            if (read == count) {
                return null;
            }
            read++;
            int length = in.readInt();
            boolean own = in.readInt() == use;
            int checksum = in.readInt();
            byte[] frame = in.readNBytes(own && length <= end ? length : 0);
            if (!own || checksum != checksum(use, frame)) {
                throw new IOException(path + " does not hold what was written into it");
            }
            return frame;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Closes and deletes it. */
    void discard() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    /**
     * What a file holds.
     *
     * @param use that it was last put to; 0 where it holds nothing
     * @param frames the whole ones of that use, in order
     * @param lost how many bytes belong to none of them: of a frame that a kill cut off, or that the disk damaged
     */
    record Content(int use, List<byte[]> frames, long lost) {}

    static Content read(Path path) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        int use = 0;
        long lost = 0;
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        while (bytes.remaining() >= HEAD) {
            bytes.mark();
            int length = bytes.getInt();
            int from = bytes.getInt();
            int checksum = bytes.getInt();
            if (length == 0) {
                return new Content(use, frames, lost);
            }
            if (length < 0 || length > bytes.remaining()) {
                bytes.reset();
                break;
            }
            byte[] frame = new byte[length];
            bytes.get(frame);
            if (checksum(from, frame) != checksum) {
                lost += HEAD + length;
            } else if (frames.isEmpty() || from == use) {
                use = from;
                frames.add(frame);
            }
        }
        boolean ended = bytes.remaining() >= END && bytes.getInt(bytes.position()) == 0;
        return new Content(use, frames, ended ? lost : lost + bytes.remaining());
    }

    private static int checksum(int use, byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(use).flip());
        crc.update(frame);
        return (int) crc.getValue();
    }
}
