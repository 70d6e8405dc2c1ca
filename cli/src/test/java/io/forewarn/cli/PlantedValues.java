package io.forewarn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The fake secrets and personal data planted in the fault lab, and a search for all of them in one pass. */
final class PlantedValues {
    private static final int HEAD = 6;

    private final Map<Long, List<byte[]>> byHead = new HashMap<>();
    private int size;

    static PlantedValues read(Path file) throws IOException {
        PlantedValues planted = new PlantedValues();
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                planted.add(mapper.readTree(line).path("value").asText());
            }
        }
        return planted;
    }

    private void add(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byHead.computeIfAbsent(head(bytes, 0), k -> new ArrayList<>()).add(bytes);
        size++;
    }

    int size() {
        return size;
    }

    /** The values that occur. */
    Set<String> in(byte[] text) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i + HEAD <= text.length; i++) {
            List<byte[]> candidates = byHead.get(head(text, i));
            if (candidates != null) {
                for (byte[] value : candidates) {
                    if (i + value.length <= text.length
                            && java.util.Arrays.equals(text, i, i + value.length, value, 0, value.length)) {
                        found.add(new String(value, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return found;
    }

    private static long head(byte[] bytes, int from) {
        long head = 0;
        for (int i = from; i < from + HEAD; i++) {
            head = head << 8 | (bytes[i] & 0xff);
        }
        return head;
    }
}
