package io.forewarn.ingest.format;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to read a log.
 *
 * @param format id of the format to force, or null to detect it
 * @param maxRecordLines physical lines after which a record is split and marked, at least 1
 * @param maxRecordBytes characters after which a record is split and marked, at least 1,024
 * @param maxLineBytes bytes after which one physical line is split, at least 1,024; bounds the memory
 * @param zone of timestamps that state none
 * @param userFormats the user's own formats, tried before the built-in ones
 */
public record ReadOptions(
        @Nullable String format,
        int maxRecordLines,
        int maxRecordBytes,
        int maxLineBytes,
        ZoneId zone,
        List<UserFormat> userFormats) {
    public ReadOptions {
        Objects.requireNonNull(zone);
        userFormats = List.copyOf(userFormats);
        if (maxRecordLines < 1 || maxRecordBytes < 1024 || maxLineBytes < 1024) {
            throw new IllegalArgumentException(
                    "reading limits: at least 1 line and 1024 bytes a record and 1024 bytes a line are needed");
        }
        String wanted = format;
        if (wanted != null
                && !LogFormats.isKnown(wanted)
                && userFormats.stream().noneMatch(f -> f.id().equals(wanted))) {
            throw new IllegalArgumentException(
                    "format " + wanted + ": no such format; known are " + String.join(", ", LogFormats.ids()));
        }
    }

    /** Detect the format, UTC, records up to 2,000 lines and 1 MiB, lines up to 1 MiB. */
    public static ReadOptions defaults() {
        return new ReadOptions(null, 2000, 1 << 20, 1 << 20, ZoneOffset.UTC, List.of());
    }

    public ReadOptions withFormat(@Nullable String id) {
        return new ReadOptions(id, maxRecordLines, maxRecordBytes, maxLineBytes, zone, userFormats);
    }

    public ReadOptions withZone(ZoneId other) {
        return new ReadOptions(format, maxRecordLines, maxRecordBytes, maxLineBytes, other, userFormats);
    }

    public ReadOptions withCaps(int recordLines, int recordBytes, int lineBytes) {
        return new ReadOptions(format, recordLines, recordBytes, lineBytes, zone, userFormats);
    }

    public ReadOptions withUserFormats(List<UserFormat> formats) {
        return new ReadOptions(format, maxRecordLines, maxRecordBytes, maxLineBytes, zone, formats);
    }
}
