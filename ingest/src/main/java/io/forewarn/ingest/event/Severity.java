package io.forewarn.ingest.event;

import java.util.Locale;
import java.util.Optional;

/** How bad a record is; the six ranges of the OpenTelemetry logs data model, mildest first. */
public enum Severity {
    TRACE(1),
    DEBUG(5),
    INFO(9),
    WARN(13),
    ERROR(17),
    FATAL(21);

    private final int number;

    Severity(int number) {
        this.number = number;
    }

    /** OpenTelemetry's SeverityNumber, the first of the range: 1, 5, 9, 13, 17 or 21. */
    public int number() {
        return number;
    }

    /** The severity whose range holds an OpenTelemetry SeverityNumber; empty outside 1..24 (0 is "unspecified"). */
    public static Optional<Severity> ofNumber(int number) {
        return number < 1 || number > 24 ? Optional.empty() : Optional.of(values()[(number - 1) / 4]);
    }

    /** Lower-case name as in every output of the product: {@code trace debug info warn error fatal}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True from ERROR on: the records that are grouped into issues. */
    public boolean isError() {
        return number >= ERROR.number;
    }
}
