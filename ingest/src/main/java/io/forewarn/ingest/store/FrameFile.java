package io.forewarn.ingest.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file that only grows: frames of bytes, each behind its length and its CRC-32C, so that one which was not written to
 * its end is told from a whole one. Not safe for several threads.
 */
final class FrameFile {
    private static final int HEAD = 8;

    private final Path path;
    private final FileChannel channel;
    private long end;

    private FrameFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** A new, empty file for its owner alone, whose name is on the disk as well. */
    static FrameFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        Outgoing.restrict(path);
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
        return new FrameFile(path, channel);
    }

    /**
     * Appends all or none; on the disk once this returns.
     *
     * @throws IOException where they could not be written; the file is then as it was
     */
    void append(List<byte[]> frames) throws IOException {
        int size = 0;
        for (byte[] frame : frames) {
            size += HEAD + frame.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] frame : frames) {
            bytes.putInt(frame.length).putInt(checksum(frame)).put(frame);
        }
        bytes.flip();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
            channel.force(false);
            end += size;
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    private void takeBack(IOException because) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Closes and deletes it. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    /**
     * What a file holds.
     *
     * @param frames the whole ones, in order
     * @param lost how many bytes belong to none of them: of a frame that a kill cut off, or that the disk damaged
     */
    record Content(List<byte[]> frames, long lost) {}

    static Content read(Path path) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        long lost = 0;
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        while (bytes.remaining() >= HEAD) {
            bytes.mark();
            int length = bytes.getInt();
            int checksum = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                bytes.reset();
                break;
            }
            byte[] frame = new byte[length];
            bytes.get(frame);
            if (checksum(frame) == checksum) {
                frames.add(frame);
            } else {
                lost += HEAD + length;
            }
        }
        return new Content(frames, lost + bytes.remaining());
    }

    private static int checksum(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame);
        return (int) crc.getValue();
    }
}
