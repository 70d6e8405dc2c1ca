package io.forewarn.ingest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves what a process that was killed left in its journal. */
final class JournalRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

    private JournalRecovery() {}

    /**
     * Moves it once, and deletes its files.
     *
     * @throws StoreException where it cannot be read, or the database does not take it; it is then kept
     */
    static void recover(Database database, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> list = Files.list(folder)) {
            List<Path> files = list.sorted().toList();
            List<FrameFile.Content> contents = contents(files);
            if (contents.stream().anyMatch(content -> !content.frames().isEmpty())) {
                // Read as they are written: all of them as rows at once would take as much memory again.
                int fresh = database.writeUnsettled(s -> AskedRows.write(s, taker -> each(contents, taker), true));
                LOG.info("{} predictions of a process that was killed were moved into the database", fresh);
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(
                    "cannot move the predictions in " + folder
                            + " into the database; check free disk space and permissions",
                    e);
        }
    }

    /** In the order in which they came. */
    private static List<FrameFile.Content> contents(List<Path> files) throws IOException {
        List<FrameFile.Content> contents = new ArrayList<>();
        for (Path file : files) {
            FrameFile.Content content = FrameFile.read(file);
            if (content.lost() > 0) {
                LOG.warn("{} has {} bytes of predictions that were never acknowledged", file, content.lost());
            }
            contents.add(content);
        }
        contents.sort(Comparator.comparingInt(FrameFile.Content::use));
        return contents;
    }

    private static void each(List<FrameFile.Content> contents, AskedRows.Taker taker) throws SQLException, IOException {
        for (FrameFile.Content content : contents) {
            for (byte[] frame : content.frames()) {
                taker.take(AskedFrames.read(frame));
            }
        }
    }
}
