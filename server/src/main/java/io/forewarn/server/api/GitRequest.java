package io.forewarn.server.api;

import io.forewarn.ingest.git.GitOptions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a request says about reading a repository. */
final class GitRequest {
    private GitRequest() {}

    static GitOptions options(Call call) {
        return new GitOptions(
                call.text("revision").orElse(null),
                since(call.text("since").orElse(null)),
                call.text("component").orElse(null));
    }

    private static @Nullable Instant since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'since' must be a date such as 2024-01-31, or a time with offset such as 2024-01-31T00:00:00Z", e);
        }
    }
}
