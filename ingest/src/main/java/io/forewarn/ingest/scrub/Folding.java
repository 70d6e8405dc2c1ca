package io.forewarn.ingest.scrub;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Room in which one thread folds one text after the other into their skeletons. Not for several threads. */
final class Folding {
    /** The text as it is. */
    final char[] chars = new char[Skeleton.LONGEST];

    /** Its skeleton. */
    final byte[] bytes = new byte[Skeleton.LONGEST];

    int length;
    int hash;

    /** What was known of the text that was scrubbed last, as it came out; null where nothing was. */
    @Nullable Known last;

    /** What was known of the text that the one at hand was made of, where that alone decides what this one is like. */
    @Nullable Known madeBy;

    private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();
    private final CharBuffer in = CharBuffer.wrap(chars);
    private final ByteBuffer out = ByteBuffer.wrap(bytes);

    /** Folds a text; false where it is too long or not all ASCII. */
    boolean of(String text) {
        if (text.length() > Skeleton.LONGEST) {
            return false;
        }
        take(text);
        in.clear().limit(length);
        out.clear();
        if (latin1.encode(in, out, true).isUnmappable() || !Skeleton.fold(bytes, length, chars)) {
            return false;
        }
        hash = Skeleton.hash(bytes, length);
        return true;
    }

    /** Takes a text of which more need not be known than its characters; it is short enough. */
    void take(String text) {
        length = text.length();
        text.getChars(0, length, chars, 0);
    }
}
