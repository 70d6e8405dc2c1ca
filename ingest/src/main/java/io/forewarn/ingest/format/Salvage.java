package io.forewarn.ingest.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compressed data that is cut short still gives what came before the cut: a read that fails half-way returns what it has,
 * and the fault comes with the next one. Readers above would lose the whole block otherwise.
 */
final class Salvage extends FilterInputStream {
    /** What a decompressor is asked for at once, and may lose at the cut. */
    private static final int PIECE = 512;

    private @Nullable IOException fault;

    Salvage(InputStream in) {
        super(in);
    }

    /** As many bytes as there are, up to the given number; a fault is left for the next read if any came before it. */
    static byte[] first(InputStream in, int most) throws IOException {
        byte[] bytes = new byte[most];
        int n = 0;
        try {
            for (int r = in.read(bytes, 0, most); r > 0; r = in.read(bytes, n, most - n)) {
                n += r;
            }
        } catch (IOException e) {
            if (n == 0) {
                throw e;
            }
        }
        return n == most ? bytes : Arrays.copyOf(bytes, n);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        IOException before = fault;
        if (before != null) {
            throw before;
        }
        int n = 0;
        try {
            while (n < length) {
                int r = in.read(b, offset + n, Math.min(PIECE, length - n));
                if (r < 0) {
                    break;
                }
                n += r;
            }
        } catch (IOException e) {
            fault = e;
            if (n == 0) {
                throw e;
            }
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    /** Nothing for certain: buffers above must not ask on after a read that fell short. */
    @Override
    public int available() {
        return 0;
    }
}
