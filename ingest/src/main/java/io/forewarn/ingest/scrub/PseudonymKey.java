package io.forewarn.ingest.scrub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key file of a home: one line, {@code forewarn-key 1 EPOCH HEX}, readable by its owner alone. Whoever destroys it
 * makes every token made under it meaningless for good.
 */
public final class PseudonymKey {
    private static final Pattern LINE = Pattern.compile("forewarn-key 1 (e[0-9]{1,9}) ([0-9a-f]{64})\\n?");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PseudonymKey() {}

    /**
     * Pseudonyms under the key in a file; a missing file is created with a random key and epoch {@code e1}.
     *
     * @throws IOException where the file is damaged (it is left as it is), cannot be read or written
     */
    public static Pseudonyms openOrCreate(Path keyFile) throws IOException {
        return openOrCreate(keyFile, 1);
    }

    /** The same, a missing file being created for the given epoch, from 1. */
    public static Pseudonyms openOrCreate(Path keyFile, int epoch) throws IOException {
        if (!Files.exists(keyFile)) {
            try {
                write(keyFile, epoch);
            } catch (FileAlreadyExistsException e) {
                // another process was faster: its key counts
                return read(keyFile);
            }
        }
        return read(keyFile);
    }

    /**
     * Replaces the key by a fresh one in the next epoch: tokens from now on cannot be linked to those before, which stay
     * comparable among themselves.
     */
    public static Pseudonyms rotate(Path keyFile) throws IOException {
        int epoch = Integer.parseInt(read(keyFile).epoch().substring(1)) + 1;
        Path fresh = keyFile.resolveSibling(keyFile.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, epoch);
        try (FileChannel old = FileChannel.open(keyFile, StandardOpenOption.WRITE)) {
            Files.move(fresh, keyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            overwrite(old);
        }
        return read(keyFile);
    }

    /** Overwrites and deletes the key; false where there was none. The next use of the home starts with a new one. */
    public static boolean destroy(Path keyFile) throws IOException {
        if (!Files.exists(keyFile)) {
            return false;
        }
        overwrite(keyFile);
        Files.delete(keyFile);
        return true;
    }

    private static Pseudonyms read(Path keyFile) throws IOException {
        if (Files.isDirectory(keyFile)) {
            throw new DamagedKeyException("key file " + keyFile + " is a folder; move it away and put back a copy of"
                    + " the key, or start with a new one (tokens made so far then match no new ones)");
        }
        String content = Files.readString(keyFile, StandardCharsets.ISO_8859_1);
        Matcher line = LINE.matcher(content);
        if (!line.matches()) {
            throw new DamagedKeyException(
                    "key file " + keyFile + " is damaged; restore it from a backup, or delete it to start with"
                            + " a new key (tokens made so far then match no new ones)");
        }
        if (isPosix(keyFile) && !Files.getPosixFilePermissions(keyFile).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(keyFile, OWNER_ONLY);
        }
        return Pseudonyms.of(HexFormat.of().parseHex(line.group(2)), line.group(1));
    }

    private static void write(Path file, int epoch) throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        String line = "forewarn-key 1 e" + epoch + " " + HexFormat.of().formatHex(key) + "\n";
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            overwrite(channel);
        }
    }

    private static void overwrite(FileChannel channel) throws IOException {
        channel.write(ByteBuffer.allocate((int) Math.min(channel.size(), 4096)), 0);
        channel.force(true);
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
