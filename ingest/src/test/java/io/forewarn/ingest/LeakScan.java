package io.forewarn.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for many texts at once in many bytes: a table of their first eight bytes, then the whole. */
final class LeakScan {
    private static final int HEAD = 8;
    private final Map<Long, List<byte[]>> byHead = new HashMap<>();
    private final long[] filter = new long[1 << 14];
    private final Set<String> found = new TreeSet<>();

    LeakScan(Collection<String> texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long head = 0;
            for (int i = 0; i < HEAD; i++) {
                head = head << 8 | (bytes[i] & 0xff);
            }
            byHead.computeIfAbsent(head, h -> new ArrayList<>()).add(bytes);
            filter[slot(head) >>> 6] |= 1L << slot(head);
        }
    }

    /** Looks through bytes that stand together. */
    void look(byte[] bytes) {
        long head = 0;
        for (int i = 0; i < bytes.length; i++) {
            head = head << 8 | (bytes[i] & 0xff);
            if (i >= HEAD - 1 && (filter[slot(head) >>> 6] & 1L << slot(head)) != 0) {
                verify(bytes, i - HEAD + 1, byHead.getOrDefault(head, List.of()));
            }
        }
    }

    void look(String text) {
        look(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int slot(long head) {
        return (int) ((head * 0x9e3779b97f4a7c15L) >>> 44);
    }

    private void verify(byte[] bytes, int at, List<byte[]> texts) {
        for (byte[] text : texts) {
            int i = 0;
            while (i < text.length && at + i < bytes.length && bytes[at + i] == text[i]) {
                i++;
            }
            if (i == text.length) {
                found.add(new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    /** The texts found so far. */
    Set<String> found() {
        return found;
    }
}
