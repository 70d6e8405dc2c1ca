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
    private boolean kept;
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
        kept = false;
        if (memory == null || length < 0) {
            masker.mask(message);
            return masker.id();
        }
        int hash = ShapeMemory.hash(folded, length);
        ShapeMemory.Entry before = memory.of(folded, length, hash);
        if (before != null) {
            known = before;
            kept = true;
            return before.id();
        }
        masker.mask(message);
        long id = masker.id();
        kept = !masker.readsDigits();
        if (kept) {
            memory.keep(folded, length, hash, id, masker.text());
        }
        return id;
    }

    /**
     * True where the shape that was scanned last is that of all messages that differ from this one in digits and codes of
     * pseudonyms only, whatever looks like a pseudonym.
     */
    public boolean holdsForOthers() {
        return kept && ShapeMemory.isSure(folded, length);
    }

    /** Text of the shape that was scanned last. */
    public String text() {
        return known == null ? masker.text() : known.text();
    }
}
