package io.forewarn.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds what to read: files, folders, globs, archives and nests of them. */
public final class Sources {
    private Sources() {}

    /**
     * All sources below the given paths, folders recursively, sorted by name within each path. Compression and archives
     * are known by their first bytes, not by their names. A folder below them that cannot be listed is a source that cannot
     * be opened, so that it is told of and the others are read.
     *
     * @throws IllegalArgumentException if a path does not exist, or a folder or glob has no file
     */
    public static List<Source> find(List<Path> paths) throws IOException {
        List<Source> found = new ArrayList<>();
        for (Path path : paths) {
            boolean folder = Files.isDirectory(path);
            Folder files = files(path);
            for (Path file : files.files()) {
                Archives.add(file, ComponentNames.of(file, folder ? path : null), found);
            }
            for (Path closed : files.closed()) {
                found.add(new Source(closed.toString(), "unknown", 0, Instant.EPOCH, () -> {
                    throw new AccessDeniedException(closed.toString());
                }));
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
        for (Path file :
                folder ? Folder.of(path).files() : Files.isRegularFile(path) ? List.of(path) : List.<Path>of()) {
            boolean plain;
            Instant modified;
            try (InputStream in = Files.newInputStream(file)) {
                plain = Archives.isPlain(in);
                modified = Files.getLastModifiedTime(file).toInstant();
            } catch (NoSuchFileException | AccessDeniedException e) {
                // rotated away since it was listed, or not for us to read: see closed
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

    /** What of a path that is to be followed may not be read, files and folders. */
    public static List<Path> closed(Path path) throws IOException {
        Folder files = Files.isDirectory(path) ? Folder.of(path) : new Folder(List.of(path), List.of());
        List<Path> closed = new ArrayList<>(files.closed());
        files.files().stream()
                .filter(f -> Files.exists(f) && !Files.isReadable(f))
                .forEach(closed::add);
        return closed;
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

    private static Folder files(Path path) throws IOException {
        if (path.toString().isEmpty()) {
            throw new IllegalArgumentException("a path is empty; name a file or folder, or . for the current folder");
        }
        if (Files.isRegularFile(path)) {
            return new Folder(List.of(path), List.of());
        }
        if (Files.isDirectory(path)) {
            Folder files = Folder.of(path);
            if (files.files().isEmpty() && files.closed().isEmpty()) {
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

    private static Folder glob(String text) throws IOException {
        int wild = 0;
        while (wild < text.length() && "*?[{".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        int slash = text.lastIndexOf('/', wild);
        Path base = Path.of(slash < 0 ? "" : slash == 0 ? "/" : text.substring(0, slash));
        List<Path> files = new ArrayList<>();
        List<Path> closed = new ArrayList<>();
        if (Files.isDirectory(slash < 0 ? Path.of(".") : base)) {
            PathMatcher matcher = matcher(text);
            Folder all = Folder.of(slash < 0 ? Path.of("") : base);
            all.files().stream().filter(matcher::matches).forEach(files::add);
            if (text.contains("**")) {
                closed.addAll(all.closed());
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(text + ": no file matches; check the pattern");
        }
        return new Folder(files, closed);
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException(glob + ": not a valid pattern; check its brackets", e);
        }
    }
}
