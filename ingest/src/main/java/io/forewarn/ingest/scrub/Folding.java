package io.forewarn.ingest.scrub;

import org.jspecify.annotations.Nullable;

/** Room in which one thread folds one text after the other into their skeletons. */
final class Folding {
    /** The text as it is. */
    final char[] chars = new char[Skeleton.LONGEST];

    /** Its skeleton. */
    final byte[] bytes = new byte[Skeleton.LONGEST];

    int length;
    int hash;

    /** What was known of the text that was scrubbed last, as it came out; null where nothing was. */
    @Nullable Known last;

    /** Folds a text; false where it is too long or not all ASCII. */
    boolean of(String text) {
        length = text.length();
        if (length > Skeleton.LONGEST) {
            return false;
        }
        text.getChars(0, length, chars, 0);
        if (!Skeleton.fold(chars, length, bytes)) {
            return false;
        }
        hash = Skeleton.hash(bytes, length);
        return true;
    }
}
