package io.forewarn.ingest.template;

/**
 * A message with its evident parameters masked by typed placeholders, and how many messages had it.
 *
 * @param id stable 64-bit hash of the masked text; an entry whose id is not the hash of its text is an alias, see
 *     {@link TemplateMiner#shapes()}
 * @param text the masked first line, e.g. {@code PacketResponder <num> for block <id> terminating}
 * @param count messages seen with it, 0 for an alias
 */
public record Shape(long id, String text, long count) {
    public Shape {
        if (count < 0) {
            throw new IllegalArgumentException("a shape's count is not negative: " + count);
        }
    }

    static long idOf(String text) {
        return Hashes.of(text);
    }

    boolean isAlias() {
        return id != idOf(text);
    }
}
