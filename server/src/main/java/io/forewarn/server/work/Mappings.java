package io.forewarn.server.work;

import com.fasterxml.jackson.core.type.TypeReference;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which columns hold which fields, saved under names in a file of the home: names of columns only, never their values. */
final class Mappings {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private final Path file;

    Mappings(Path file) {
        this.file = file;
    }

    /** Refuses what is no name for a mapping. */
    static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a mapping's name has small letters, digits, - and _, at most 40 of them; e.g. jira-deploys");
        }
    }

    /** Field to column. */
    Map<String, String> find(String name) throws IOException {
        Map<String, Map<String, String>> all = all();
        Map<String, String> found = all.get(name);
        if (found == null) {
            throw new NotFoundException(
                    all.isEmpty()
                            ? "no mapping is saved yet; --save-map NAME saves one"
                            : "no mapping of that name; saved are " + String.join(", ", all.keySet()));
        }
        return found;
    }

    synchronized void save(String name, Map<String, String> columns) throws IOException {
        check(name);
        Map<String, Map<String, String>> all = all();
        all.put(name, new TreeMap<>(columns));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, Json.pretty(all), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, Map<String, String>> all() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        return Json.mapper()
                .readValue(Files.readString(file), new TypeReference<TreeMap<String, Map<String, String>>>() {});
    }
}
