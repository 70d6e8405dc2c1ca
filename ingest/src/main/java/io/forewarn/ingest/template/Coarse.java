package io.forewarn.ingest.template;

/**
 * Coarser texts of a shape, for when shapes explode. Each step is a function of the one before, so that it does not
 * matter at which step a shape was when another chunk folded it.
 */
final class Coarse {
    private static final int GROUP_COLUMNS = 3;
    private static final String WORD = Placeholder.WORD.text();
    private static final String WORDS = Placeholder.WORDS.text();

    private Coarse() {}

    /** Words that stand where values stand become {@code <word>}. */
    static String family(String text) {
        if (isFamily(text) || isGroup(text)) {
            return text;
        }
        Pattern p = Pattern.of(text);
        StringBuilder b = new StringBuilder(text.length());
        for (int c = 0; c < p.width(); c++) {
            boolean value = p.isWord(c) && (p.role(c) == Column.VALUE || p.role(c) == Column.OBJECT);
            b.append(value ? WORD : p.text(c));
        }
        return b.toString();
    }

    /** The first columns of a family, then {@code <words>}. */
    static String group(String family) {
        if (isGroup(family)) {
            return family;
        }
        Pattern p = Pattern.of(family);
        StringBuilder b = new StringBuilder();
        int columns = 0;
        int c = 0;
        for (; c < p.width() && columns < GROUP_COLUMNS; c++) {
            b.append(p.text(c));
            columns += p.isMark(c) ? 0 : 1;
        }
        boolean space = c < p.width() && p.text(c).startsWith(" ");
        return b.append(space ? " " : "").append(WORDS).toString();
    }

    static boolean isFamily(String text) {
        return text.contains(WORD);
    }

    static boolean isGroup(String text) {
        return text.endsWith(WORDS);
    }

    static boolean isAll(String text) {
        return text.equals(WORDS);
    }
}
