package io.forewarn.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds what to read: files, folders, globs, archives and nests of them. */
public final class Sources {
    private Sources() {}

    /**
     * All sources below the given paths, folders recursively, sorted by name within each path. Compression and archives
     * are known by their first bytes, not by their names.
     *
     * @throws IllegalArgumentException if a path does not exist, or a folder or glob has no file
     */
    public static List<Source> find(List<Path> paths) throws IOException {
        List<Source> found = new ArrayList<>();
        for (Path path : paths) {
            boolean folder = Files.isDirectory(path);
            for (Path file : files(path)) {
                Archives.add(file, ComponentNames.of(file, folder ? path : null), found);
            }
        }
        return List.copyOf(found);
    }

    /**
     * The files of a path that may grow: uncompressed text in UTF-8, no archives. Empty where the path does not exist yet.
     * The name of each source is the file's path.
     */
    public static List<Source> growing(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        List<Source> found = new ArrayList<>();
        for (Path file : folder ? regularFiles(path) : Files.isRegularFile(path) ? List.of(path) : List.<Path>of()) {
            boolean plain;
            Instant modified;
            try (InputStream in = Files.newInputStream(file)) {
                plain = Archives.isPlain(in);
                modified = Files.getLastModifiedTime(file).toInstant();
            } catch (java.nio.file.NoSuchFileException e) {
                // rotated away since it was listed
                continue;
            }
            if (plain) {
                String component = ComponentNames.of(file, folder ? path : null);
                found.add(new Source(
                        file.toString(), component, Files.size(file), modified, () -> Files.newInputStream(file)));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Standard input, or any other stream that can be read once; compression is undone.
     *
     * @param now timestamps without a year or a day are completed from it
     */
    public static Source standardInput(InputStream in, Instant now) {
        return new Source("-", "unknown", -1, now, () -> Archives.decompressed(in));
    }

    /** {@link #standardInput(InputStream, Instant)} as of the system's clock. */
    public static Source standardInput(InputStream in) {
        return standardInput(in, Clock.systemUTC().instant());
    }

    /**
     * A stream as text: compression is undone, UTF-16 becomes UTF-8. Plain text is passed on as it comes in, also while its
     * writer goes on writing.
     *
     * @throws IllegalArgumentException where it is no text, or an archive: whoever scrubs lines would pass it through as it is
     */
    public static InputStream text(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(Encodings.PEEK);
        byte[] first = new byte[Encodings.PEEK];
        int n = Math.max(0, in.read(first, 0, first.length));
        in.reset();
        first = Arrays.copyOf(first, n);
        if (Archives.isPlain(first) && Encodings.isPlain(first)) {
            return in;
        }
        InputStream plain = Archives.decompressed(in);
        if (Archives.isArchive(plain)) {
            throw new IllegalArgumentException("this is an archive; unpack it, or name a file that holds one log");
        }
        InputStream text = Encodings.utf8(plain);
        if (text == null) {
            throw new IllegalArgumentException("this is no text but binary data; give lines of text");
        }
        return text;
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (Files.isDirectory(path)) {
            List<Path> files = regularFiles(path);
            if (files.isEmpty()) {
                throw new IllegalArgumentException(path + ": the folder has no file; name one that has logs");
            }
            return files;
        }
        if (Files.exists(path)) {
            throw new IllegalArgumentException(path + ": neither a file nor a folder; pipe it in with - instead");
        }
        String text = path.toString();
        if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('{') >= 0) {
            return glob(text);
        }
        throw new IllegalArgumentException(path + ": no such file or folder; check the path");
    }

    private static List<Path> glob(String text) throws IOException {
        int wild = 0;
        while (wild < text.length() && "*?[{".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        int slash = text.lastIndexOf('/', wild);
        Path base = Path.of(slash < 0 ? "" : slash == 0 ? "/" : text.substring(0, slash));
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(slash < 0 ? Path.of(".") : base)) {
            PathMatcher matcher = matcher(text);
            for (Path file : regularFiles(slash < 0 ? Path.of("") : base)) {
                if (matcher.matches(file)) {
                    files.add(file);
                }
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(text + ": no file matches; check the pattern");
        }
        return files;
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException(glob + ": not a valid pattern; check its brackets", e);
        }
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
