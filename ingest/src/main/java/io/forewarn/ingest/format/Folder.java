package io.forewarn.ingest.format;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What lies below a folder, sorted by name.
 *
 * @param files regular ones, links to such among them
 * @param closed folders that nobody here may list
 */
record Folder(List<Path> files, List<Path> closed) {

    /** @throws IOException where the folder itself cannot be listed */
    static Folder of(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> closed = new ArrayList<>();
        // a link that was asked for by its name is followed, those within are not: they may lead in circles
        boolean link = Files.isSymbolicLink(folder);
        Path start = link ? folder.toRealPath() : folder;
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file)) {
                    files.add(named(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(start)) {
                    throw e;
                }
                if (!(e instanceof NoSuchFileException)) {
                    closed.add(named(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path within, @org.jspecify.annotations.Nullable IOException e) {
                if (e != null) {
                    closed.add(named(within));
                }
                return FileVisitResult.CONTINUE;
            }

            private Path named(Path found) {
                return link ? folder.resolve(start.relativize(found)) : found;
            }
        });
        Collections.sort(files);
        Collections.sort(closed);
        return new Folder(List.copyOf(files), List.copyOf(closed));
    }
}
