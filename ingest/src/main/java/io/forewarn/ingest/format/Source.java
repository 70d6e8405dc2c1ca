package io.forewarn.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** One text to read: a file, an entry of an archive, standard input. Opens as often as asked, except standard input. */
public final class Source {
    /** Opens the content, decompressed. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final String component;
    private final long size;
    private final Instant modified;
    private final Opener opener;

    Source(String name, String component, long size, Instant modified, Opener opener) {
        this.name = name;
        this.component = component;
        this.size = size;
        this.modified = modified;
        this.opener = opener;
    }

    /** A source over bytes in memory, for answers of a server and for tests. */
    public static Source of(String name, byte[] content, Instant modified) {
        return new Source(
                name,
                ComponentNames.of(name),
                content.length,
                modified,
                () -> new java.io.ByteArrayInputStream(content));
    }

    /** Path as found; an entry of an archive follows its archive after {@code !/}. */
    public String name() {
        return name;
    }

    /** Guess of the component that wrote it, from folder and file name: {@code logs/billing/app.log.gz} is {@code billing}. */
    public String component() {
        return component;
    }

    /**
     * True where a file of that name may have been this one before: rotation changes numbers, dates, endings and folders of a
     * name, not its stem.
     */
    public boolean mayHaveBeen(String other) {
        return ComponentNames.stemOf(name).equals(ComponentNames.stemOf(other));
    }

    /** What all names have in common that this file may have had. */
    public String stem() {
        return ComponentNames.stemOf(name);
    }

    /** Bytes on disk (compressed where it is), or -1 where unknown. */
    public long size() {
        return size;
    }

    /** The file's date; timestamps without a year or a day are completed from it. */
    public Instant modified() {
        return modified;
    }

    /** The same content under another component. */
    public Source withComponent(String other) {
        return new Source(name, other, size, modified, opener);
    }

    /** The content, decompressed; the caller closes it. */
    public InputStream open() throws IOException {
        return opener.open();
    }

    /** The same source, its content led through the given stream each time it is opened: to count or to hash it. */
    public Source through(UnaryOperator<InputStream> stream) {
        return new Source(name, component, size, modified, () -> stream.apply(opener.open()));
    }
}
