package io.forewarn.models.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Versions of trained models, one folder each under {@code models/KIND/VERSION}, immutable once saved. The file
 * {@code promoted} of a kind lists the versions that were in use, the current one last. Whatever is interrupted, a reader
 * sees the state before or after it, never between: folders and files are written aside, forced to disk and renamed.
 */
public final class ModelRegistry {
    private static final String CARD = "card.json";
    private static final String PROMOTED = "promoted";
    private final Path folder;
    private final Clock clock;

    private ModelRegistry(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * A saved model.
     *
     * @param card about it
     * @param folder that holds what its {@link ArtifactWriter} wrote
     */
    public record Entry(ModelCard card, Path folder) {}

    /** Opens a registry in a folder, which is made where it is missing. */
    public static ModelRegistry open(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        return new ModelRegistry(folder, clock);
    }

    /** Saves a new version, which is not yet in use; {@link #promote} does that. */
    public synchronized Entry save(String kind, ArtifactWriter writer, ModelCard card) throws IOException {
        if (!card.kind().equals(kind)) {
            throw new IllegalArgumentException("the card is of kind " + card.kind() + ", not " + kind);
        }
        Path home = home(kind);
        Files.createDirectories(home);
        Path aside = Files.createTempDirectory(home, ".new-");
        try {
            writer.write(aside);
            String version = nextVersion(kind);
            ModelCard saved = card.saved(version, clock.instant());
            Files.write(aside.resolve(CARD), CardFile.bytes(saved));
            try (Stream<Path> files = Files.walk(aside)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    force(file);
                }
            }
            Path place = home.resolve(version);
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
            force(home);
            return new Entry(saved, place);
        } finally {
            delete(aside);
        }
    }

    /** All versions of a kind, oldest first. */
    public synchronized List<ModelCard> list(String kind) throws IOException {
        List<ModelCard> cards = new ArrayList<>();
        for (String version : versions(kind)) {
            cards.add(CardFile.read(home(kind).resolve(version).resolve(CARD)));
        }
        return cards;
    }

    /**
     * One version.
     *
     * @throws IllegalArgumentException where there is none; the message lists those that are there
     */
    public synchronized Entry show(String kind, String version) throws IOException {
        List<String> versions = versions(kind);
        if (!versions.contains(version)) {
            throw new IllegalArgumentException("no " + kind + " model has version " + version + "; there are: "
                    + (versions.isEmpty() ? "none" : String.join(", ", versions)));
        }
        Path place = home(kind).resolve(version);
        return new Entry(CardFile.read(place.resolve(CARD)), place);
    }

    /** The version in use. */
    public synchronized Optional<Entry> current(String kind) throws IOException {
        List<String> promoted = promoted(kind);
        return promoted.isEmpty() ? Optional.empty() : Optional.of(show(kind, promoted.get(promoted.size() - 1)));
    }

    /** Puts a version into use. */
    public synchronized void promote(String kind, String version) throws IOException {
        show(kind, version);
        List<String> promoted = promoted(kind);
        if (promoted.isEmpty() || !promoted.get(promoted.size() - 1).equals(version)) {
            promoted.add(version);
            writePromoted(kind, promoted);
        }
    }

    /**
     * Puts the version that was in use before into use again.
     *
     * @throws IllegalStateException where there was none
     */
    public synchronized Entry rollback(String kind) throws IOException {
        List<String> promoted = promoted(kind);
        if (promoted.size() < 2) {
            throw new IllegalStateException("no earlier " + kind + " model was in use");
        }
        promoted.remove(promoted.size() - 1);
        writePromoted(kind, promoted);
        return show(kind, promoted.get(promoted.size() - 1));
    }

    private Path home(String kind) {
        if (!kind.matches("[a-z][a-z0-9-]{0,30}")) {
            throw new IllegalArgumentException("a kind of model is a short lower-case word, not: " + kind);
        }
        return folder.resolve(kind);
    }

    private List<String> versions(String kind) throws IOException {
        if (!Files.isDirectory(home(kind))) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(home(kind))) {
            return places.filter(p -> Files.isRegularFile(p.resolve(CARD)))
                    .map(p -> String.valueOf(p.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private String nextVersion(String kind) throws IOException {
        List<String> versions = versions(kind);
        int last = versions.isEmpty() ? 0 : Integer.parseInt(versions.get(versions.size() - 1));
        return String.format(Locale.ROOT, "%04d", last + 1);
    }

    private List<String> promoted(String kind) throws IOException {
        try {
            return new ArrayList<>(Files.readAllLines(home(kind).resolve(PROMOTED), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        }
    }

    private void writePromoted(String kind, List<String> versions) throws IOException {
        Path aside = home(kind).resolve("." + PROMOTED);
        Files.write(aside, versions, StandardCharsets.UTF_8);
        force(aside);
        Files.move(aside, home(kind).resolve(PROMOTED), StandardCopyOption.ATOMIC_MOVE);
        force(home(kind));
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
