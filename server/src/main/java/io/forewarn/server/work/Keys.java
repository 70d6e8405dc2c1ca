package io.forewarn.server.work;

import io.forewarn.ingest.scrub.PseudonymKey;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.store.KeyEpoch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** The keys under which pseudonyms are made: which there were, a new one, none of the old any more. */
public final class Keys {
    private static final int HEX = 64;

    private final Workbench bench;

    Keys(Workbench bench) {
        this.bench = bench;
    }

    /** All keys that made tokens of this database, oldest first; the file of the one in use. */
    public record Known(Path file, List<KeyEpoch> keys) {}

    /**
     * A key that is gone, and the one in its place.
     *
     * @param searched files of the home that were read for copies of the key
     * @param copies those that still hold it; the key is gone for good only where there are none
     * @param linkable true where a value has the same token under the new key as under the old, which must not be
     */
    public record Gone(
            String epoch, String fingerprint, String nextEpoch, int searched, List<String> copies, boolean linkable) {
        /** True where no token made under the old key can be tied to a value any more. */
        public boolean proven() {
            return copies.isEmpty() && !linkable;
        }
    }

    public Known list() {
        return new Known(bench.home().key(), bench.store().keys().list());
    }

    /** A fresh key in a new epoch; the old one is overwritten. */
    public Gone rotate() throws IOException {
        return replace("rotated");
    }

    /** The same, told as what it is for the one who asks: the end of what tokens made so far could be tied to. */
    public Gone destroy() throws IOException {
        return replace("destroyed");
    }

    private Gone replace(String ending) throws IOException {
        Lock turn = bench.store().imports().turn();
        turn.lock();
        try {
            Path file = bench.home().key();
            Pseudonyms old = PseudonymKey.openOrCreate(file);
            String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
            byte[] secret = line.substring(line.length() - HEX).getBytes(StandardCharsets.US_ASCII);
            Pseudonyms fresh = PseudonymKey.rotate(file);
            bench.store().keys().end(ending, bench.clock().instant());
            bench.adopt(fresh);
            List<Path> files = files();
            List<String> copies = new ArrayList<>();
            for (Path path : files) {
                if (holds(path, secret)) {
                    copies.add(bench.home().root().relativize(path).toString());
                }
            }
            String probe = "somebody@example.org";
            return new Gone(
                    old.epoch(),
                    old.fingerprint(),
                    fresh.epoch(),
                    files.size(),
                    copies,
                    old.token("email", probe).equals(fresh.token("email", probe)));
        } finally {
            turn.unlock();
        }
    }

    /** Not the database: reading its file past it would drop its lock, and no key is ever handed to it. */
    private List<Path> files() throws IOException {
        Path database = bench.home().database();
        try (Stream<Path> walk = Files.walk(bench.home().root())) {
            return walk.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().startsWith(database.toString()))
                    .sorted()
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] secret) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                // hex digits do not repeat as a period would, so falling back to the start finds every copy but a
                // freak's
                matched = b == secret[matched] ? matched + 1 : b == secret[0] ? 1 : 0;
                if (matched == secret.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
