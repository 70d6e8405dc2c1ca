package io.forewarn.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Hashes content while it is read: SHA-256 of all so far, of its head, and of prefixes of wanted lengths. */
final class ContentHash extends FilterInputStream {
    static final int HEAD = 1 << 16;

    /** The hash, in hex, of the first {@code bytes} bytes. */
    record Mark(long bytes, String hash) {}

    private final MessageDigest digest = sha256();
    private final TreeSet<Long> wanted = new TreeSet<>();
    private final Map<Long, String> prefixes = new HashMap<>();
    private final Set<Long> broken = new HashSet<>();
    private byte latest = '\n';
    private long bytes;
    private boolean ended;

    ContentHash(InputStream in, Collection<Long> wanted) {
        super(in);
        this.wanted.addAll(wanted);
        this.wanted.add((long) HEAD);
        note();
    }

    /** Where it stands. */
    Mark mark() {
        return new Mark(bytes, hex());
    }

    /** Hash of the first 64 KiB, or of all where that was shorter (known at the end only). */
    String head() {
        String head = prefixes.get((long) HEAD);
        return head == null ? hex() : head;
    }

    /** True where the content read so far begins with what was hashed to the mark. */
    boolean beganAs(Mark mark) {
        String prefix = mark.bytes() == bytes ? hex() : prefixes.get(mark.bytes());
        return mark.hash().equals(prefix);
    }

    /** True where the mark stands within a line: more of that line may follow by now. */
    boolean withinLine(Mark mark) {
        return broken.contains(mark.bytes());
    }

    /** Reads on to the end; once there, does nothing, even where a parser has closed the stream. */
    void drain() throws IOException {
        byte[] buffer = new byte[HEAD];
        while (read(buffer, 0, buffer.length) >= 0) {
            // Reading is hashing.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int n = super.read(buffer, offset, length);
        ended = n < 0;
        int done = 0;
        while (done < n) {
            Long next = wanted.higher(bytes);
            int step = next == null ? n - done : (int) Math.min(n - done, next - bytes);
            digest.update(buffer, offset + done, step);
            done += step;
            latest = buffer[offset + done - 1];
            bytes += step;
            note();
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        int read = read(new byte[(int) Math.min(HEAD, Math.max(0, n))]);
        return Math.max(0, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public synchronized void mark(int limit) {}

    @Override
    public synchronized void reset() throws IOException {
        throw new IOException("hashed content is read once");
    }

    private void note() {
        if (wanted.contains(bytes)) {
            prefixes.put(bytes, hex());
            if (latest != '\n') {
                broken.add(bytes);
            }
        }
    }

    private String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The head of fresh content, or what can be read of it, with the prefixes of wanted lengths in it. */
    static ContentHash headOf(InputStream in, Collection<Long> wanted) throws IOException {
        try (ContentHash hash = new ContentHash(in, wanted)) {
            byte[] buffer = new byte[HEAD];
            try {
                int n = hash.read(buffer, 0, HEAD);
                while (n > 0 && hash.bytes < HEAD) {
                    n = hash.read(buffer, 0, (int) (HEAD - hash.bytes));
                }
            } catch (IOException e) {
                if (hash.bytes == 0) {
                    throw e;
                }
            }
            return hash;
        }
    }
}
