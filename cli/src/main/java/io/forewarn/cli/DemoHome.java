package io.forewarn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the demo keeps its data: a folder of its own under the temporary one, made anew each time. */
final class DemoHome {
    private static final String MARK = ".forewarn-demo";

    private DemoHome() {}

    /** The usual place; an earlier demo's data there is deleted, anything else is left alone. */
    static Path fresh() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path usual = temporary.resolve("forewarn-demo-" + System.getProperty("user.name"));
        if (Files.exists(usual)) {
            if (!Files.isRegularFile(usual.resolve(MARK)) || !Files.isWritable(usual)) {
                return marked(Files.createTempDirectory(temporary, "forewarn-demo-"));
            }
            delete(usual);
        }
        return marked(Files.createDirectory(usual));
    }

    /**
     * A place of the user's choice.
     *
     * @throws IllegalArgumentException where something is there already
     */
    static Path empty(Path asked) throws IOException {
        if (Files.exists(asked)) {
            try (Stream<Path> inside = Files.list(asked)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException(asked + " is not empty; name a new folder for the demo");
                }
            }
        }
        return marked(Files.createDirectories(asked));
    }

    private static Path marked(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
        Files.writeString(folder.resolve(MARK), "Made by forewarn demo; may be deleted.\n");
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
