package io.forewarn.ingest.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * All members of a gzip stream (RFC 1952), one after the other. The JDK's reader takes a pause of the writer for the end of
 * the last member, and what follows a member and is none for nothing: both lose lines in silence. Commons Compress refuses
 * padding and gives nothing of the read in which a cut falls. This gives all that can be unpacked before a cut, however many
 * bytes are asked for at once.
 */
final class GzipMembers extends InputStream {
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean ended;

    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        while (!ended) {
            int n = inflated(b, offset, length);
            if (n > 0 || length == 0) {
                check.update(b, offset, n);
                return n;
            }
            if (inflater.finished()) {
                at = limit - inflater.getRemaining();
                trailer();
                ended = !another();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("damaged: it wants a dictionary");
            } else {
                if (!fill()) {
                    throw new EOFException("the compressed data is cut short");
                }
                inflater.setInput(buffer, 0, limit);
            }
        }
        return -1;
    }

    private int inflated(byte[] b, int offset, int length) throws IOException {
        try {
            return inflater.inflate(b, offset, length);
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException("the compressed data is damaged").initCause(e);
        }
    }

    private void header() throws IOException {
        if (need() != 0x1F || need() != 0x8B || need() != 8) {
            throw new ZipException("no gzip header");
        }
        int flags = need();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(need() | need() << 8);
        }
        if ((flags & NAME) != 0) {
            text();
        }
        if ((flags & COMMENT) != 0) {
            text();
        }
        if ((flags & HEADER_CHECK) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(buffer, at, limit - at);
        check.reset();
    }

    private void trailer() throws IOException {
        long sum = number();
        long size = number();
        if (sum != check.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("the compressed data is damaged: its checksum is another");
        }
    }

    /** Begins the next member. Tapes and disks pad with zeros, which say nothing. */
    private boolean another() throws IOException {
        int next;
        do {
            next = next();
        } while (next == 0);
        if (next < 0) {
            return false;
        }
        if (next != 0x1F) {
            throw new ZipException("something that is not compressed follows the compressed data");
        }
        at--;
        header();
        return true;
    }

    private long number() throws IOException {
        return need() | need() << 8 | need() << 16 | (long) need() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            need();
        }
    }

    private void text() throws IOException {
        while (need() != 0) {
            // up to its end
        }
    }

    private int need() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException("the compressed data is cut short");
        }
        return b;
    }

    private int next() throws IOException {
        return at == limit && !fill() ? -1 : buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
