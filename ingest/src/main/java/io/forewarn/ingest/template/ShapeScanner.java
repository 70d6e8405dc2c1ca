package io.forewarn.ingest.template;

import org.jspecify.annotations.Nullable;

/**
 * Messages to shapes without learning: what workers of an import do before one miner counts in order. Not for several
 * threads.
 */
public final class ShapeScanner {
    private final Masker masker = new Masker();
    private final @Nullable ShapeMemory memory;
    private final char[] line = new char[ShapeMemory.LONGEST + 1];
    private final byte[] folded = new byte[ShapeMemory.LONGEST + 1];
    private ShapeMemory.@Nullable Entry known;
    private @Nullable ExactDigits digits;
    private int length;

    /** One that remembers nothing but the last message. */
    public ShapeScanner() {
        this.memory = null;
    }

    /** One that shares what it remembers with others. */
    public ShapeScanner(ShapeMemory memory) {
        this.memory = memory;
    }

    /** Masks the first line of the message; gives the hash of its shape, as {@link TemplateMiner#learn(long, String)} wants it. */
    public long scan(String message) {
        ShapeMemory memory = this.memory;
        length = memory == null ? -1 : ShapeMemory.fold(message, line, folded);
        known = null;
        digits = null;
        if (memory == null || length < 0) {
            masker.mask(message);
            return masker.id();
        }
        int hash = ShapeMemory.hash(folded, length);
        ShapeMemory.Entry before = memory.of(message, folded, length, hash);
        if (before != null) {
            known = before;
            digits = before.digits();
            return before.id();
        }
        masker.mask(message);
        long id = masker.id();
        digits = masker.digits();
        if (digits != null) {
            memory.keep(folded, length, hash, digits, id, masker.text());
        }
        return id;
    }

    /**
     * The digits that tell whether another message has the shape that was scanned last, too, where it differs in digits and
     * codes of pseudonyms only, whatever looks like a pseudonym; null where they do not tell.
     */
    public @Nullable ExactDigits digits() {
        return digits != null && ShapeMemory.isSure(folded, length) ? digits : null;
    }

    /** Text of the shape that was scanned last. */
    public String text() {
        return known == null ? masker.text() : known.text();
    }
}
