package io.forewarn.ingest.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Looks at the first bytes of a text and hands out UTF-8. */
final class Encodings {
    static final int PEEK = 8192;

    private Encodings() {}

    /** The stream as UTF-8 without a byte order mark, or null where the content is no text at all. */
    static @Nullable InputStream utf8(InputStream in) throws IOException {
        byte[] first = Salvage.first(in, PEEK);
        int n = first.length;
        if (n >= 3 && (first[0] & 0xFF) == 0xEF && (first[1] & 0xFF) == 0xBB && (first[2] & 0xFF) == 0xBF) {
            return joined(first, 3, in);
        }
        Charset wide = wide(first, n);
        boolean mark = n >= 2 && (first[0] & 0xFF) + (first[1] & 0xFF) == 0x1FD;
        if (wide != null) {
            return new Recoded(new InputStreamReader(joined(first, mark ? 2 : 0, in), wide));
        }
        return isBinary(first, n) ? null : joined(first, 0, in);
    }

    /** True where the beginning is of UTF-8 or another narrow encoding, and of text. */
    static boolean isPlain(byte[] first) {
        return wide(first, first.length) == null && !isBinary(first, first.length);
    }

    /** Not a pushback stream: that would lose the first bytes where reading on fails. */
    private static InputStream joined(byte[] first, int from, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(first, from, first.length - from), rest);
    }

    private static @Nullable Charset wide(byte[] b, int n) {
        if (n < 2) {
            return null;
        }
        int a = b[0] & 0xFF;
        int c = b[1] & 0xFF;
        if (a == 0xFF && c == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (a == 0xFE && c == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < n; i++) {
            if (b[i] == 0) {
                if ((i & 1) == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (n >= 8 && odd * 5 > n * 2 && even * 20 < n) {
            return StandardCharsets.UTF_16LE;
        }
        return n >= 8 && even * 5 > n * 2 && odd * 20 < n ? StandardCharsets.UTF_16BE : null;
    }

    /** Many control characters, or many bytes that are not UTF-8, among the bytes that are not NUL. */
    private static boolean isBinary(byte[] b, int n) {
        int nul = 0;
        int control = 0;
        for (int i = 0; i < n; i++) {
            int c = b[i];
            if (c == 0) {
                nul++;
            } else if (c > 0 && c < 32 && c != '\t' && c != '\n' && c != '\r' && c != 27 && c != '\f') {
                control++;
            }
        }
        int rest = n - nul;
        if (rest > 32 && control * 12 > rest) {
            return true;
        }
        return rest > 32 && Utf8.decode(b, 0, n).broken() * 10L > rest * 3L;
    }

    /** Re-encodes characters as UTF-8. */
    private static final class Recoded extends InputStream {
        private final Reader reader;
        private final char[] chars = new char[4096];
        private byte[] bytes = new byte[0];
        private int at;
        private char pending;

        Recoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int off, int len) throws IOException {
            while (at == bytes.length) {
                int kept = 0;
                if (pending != 0) {
                    chars[0] = pending;
                    pending = 0;
                    kept = 1;
                }
                int n = reader.read(chars, kept, chars.length - kept);
                if (n < 0 && kept == 0) {
                    return -1;
                }
                int total = kept + Math.max(0, n);
                if (n > 0 && Character.isHighSurrogate(chars[total - 1])) {
                    pending = chars[--total];
                }
                bytes = new String(chars, 0, total).getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int n = Math.min(len, bytes.length - at);
            System.arraycopy(bytes, at, to, off, n);
            at += n;
            return n;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
