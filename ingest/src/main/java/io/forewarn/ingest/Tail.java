package io.forewarn.ingest;

import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.ReadCounts;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.RecordReader;
import io.forewarn.ingest.format.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One open file that grows, and how far it was read. It stays the same file when it is renamed. */
final class Tail implements AutoCloseable {
    private static final int PIECE = 4 << 20;
    private static final int HEAD = 1 << 16;
    private static final int HEAD_LINES = 200;
    private static final int START = 1024;

    /**
     * Whole records from where the tail stood, and the bytes they are.
     *
     * @param lines physical lines, rejected ones included
     */
    record Piece(List<RawRecord> records, ByteBuffer bytes, long lines, ReadCounts counts) {}

    private final FileChannel channel;
    private final Object key;
    private final String name;
    private final Instant modified;
    private byte[] start = new byte[0];
    private long offset;
    private long lines;

    private Tail(FileChannel channel, Object key, String name, Instant modified) {
        this.channel = channel;
        this.key = key;
        this.name = name;
        this.modified = modified;
    }

    static Tail open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new Tail(
                    channel,
                    key(file),
                    file.toString(),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What stays the same when a file is renamed: device and inode; its time of creation where there are none. */
    static Object key(Path file) throws IOException {
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = a.fileKey();
        return key == null ? a.creationTime() : key;
    }

    boolean isFile(Object other) {
        return key.equals(other);
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Goes on behind what was read before. */
    void skipTo(long bytes, long physicalLines) throws IOException {
        offset = bytes;
        lines = physicalLines;
        start = read(0, (int) Math.min(START, bytes));
    }

    long offset() {
        return offset;
    }

    /** True where the file was emptied or written anew since: what it holds now is another log. */
    boolean startedOver() throws IOException {
        return channel.size() < offset || !Arrays.equals(start, read(0, start.length));
    }

    /**
     * The next whole records, or null where there are none. The last record is held back, since it may go on.
     *
     * @param settled nothing was written for a while: the last record is whole
     * @param ended nothing more will be written: the last line is whole too
     */
    @Nullable Piece next(ReadOptions options, boolean settled, boolean ended) throws IOException {
        byte[] piece = read(offset, PIECE);
        boolean full = piece.length == PIECE;
        int end = ended && !full ? piece.length : lastLineEnd(piece);
        if (end == 0) {
            end = full ? piece.length : 0;
        }
        if (end == 0) {
            return null;
        }
        byte[] whole = end == piece.length ? piece : Arrays.copyOf(piece, end);
        Piece all = parse(whole, options);
        boolean more = full && !ended;
        if ((settled || ended) && !more) {
            return all;
        }
        long cut = cut(all.records());
        int bytes = lineStart(whole, cut - lines - 1);
        if (bytes == 0) {
            return full ? all : null;
        }
        return parse(Arrays.copyOf(whole, bytes), options);
    }

    /** The first bytes of the file. */
    byte[] first(int most) throws IOException {
        return read(0, most);
    }

    /** The piece is stored. */
    void taken(Piece piece) throws IOException {
        offset += piece.bytes().remaining();
        lines += piece.lines();
        if (start.length < START) {
            start = read(0, (int) Math.min(START, offset));
        }
    }

    /** First line of the last record, or of an earlier one that reaches behind it. */
    private static long cut(List<RawRecord> records) {
        long cut = records.isEmpty()
                ? Long.MAX_VALUE
                : records.get(records.size() - 1).firstLine();
        for (int i = records.size() - 1; i >= 0; i--) {
            RawRecord r = records.get(i);
            cut = r.lastLine() >= cut ? Math.min(cut, r.firstLine()) : cut;
        }
        return cut;
    }

    private Piece parse(byte[] bytes, ReadOptions options) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.resume(Source.of(name, bytes, modified), options, head(), lines)) {
            for (RawRecord r = reader.next(); r != null; r = reader.next()) {
                records.add(r);
            }
            return new Piece(
                    records,
                    ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
                    reader.counts().lines(),
                    reader.counts());
        }
    }

    private List<String> head() throws IOException {
        if (offset == 0) {
            return List.of();
        }
        byte[] head = read(0, (int) Math.min(HEAD, offset));
        return new String(head, 0, lastLineEnd(head), StandardCharsets.UTF_8)
                .lines()
                .limit(HEAD_LINES)
                .toList();
    }

    private byte[] read(long from, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(most, channel.size() - from)));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // a read may give less than was asked for
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static int lastLineEnd(byte[] bytes) {
        int i = bytes.length;
        while (i > 0 && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    private static int lineStart(byte[] bytes, long line) {
        long seen = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (seen == line) {
                return i;
            }
            seen += bytes[i] == '\n' ? 1 : 0;
        }
        return bytes.length;
    }

    /** The file's path when it was opened. */
    String name() {
        return Objects.requireNonNull(name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
