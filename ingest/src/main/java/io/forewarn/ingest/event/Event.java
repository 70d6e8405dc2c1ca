package io.forewarn.ingest.event;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One scrubbed log record. Privacy is a type: stores, features, models and exports accept only events, and the only
 * packages that build one are {@code ingest.scrub} and, reading back, {@code ingest.store}; an architecture test
 * checks it. Field names follow the OpenTelemetry logs data model and exception conventions.
 */
public final class Event {
    private final Builder b;

    private Event(Builder b) {
        this.b = b;
    }

    /** Only for {@code ingest.scrub} and {@code ingest.store}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Ledger id of the import that brought the event; with {@link #ordinal} the event's key. */
    public long importId() {
        return b.importId;
    }

    /** Place of the record among the records of its import, from 0. */
    public long ordinal() {
        return b.ordinal;
    }

    /** {@code importId-ordinal}, the name under which people and answers cite the event. */
    public String id() {
        return b.importId + "-" + b.ordinal;
    }

    /** When it happened, or null where the record states no time. */
    public @Nullable Instant timestamp() {
        return b.timestamp;
    }

    /** Null where the format states none. */
    public @Nullable Severity severity() {
        return b.severity;
    }

    /** OpenTelemetry's {@code service.name}; never empty, {@code unknown} where nothing says. */
    public String component() {
        return b.component;
    }

    /** {@code deployment.environment.name}. */
    public @Nullable String environment() {
        return b.environment;
    }

    /** Pseudonym of the host. */
    public @Nullable String host() {
        return b.host;
    }

    public @Nullable String logger() {
        return b.logger;
    }

    /** Scrubbed text of the record without its header; may span lines. */
    public String message() {
        return b.message;
    }

    /** Id of the mined template of the first line of the message, or 0 before mining. */
    public long templateId() {
        return b.templateId;
    }

    /** {@code exception.type}: of the outermost exception, e.g. {@code java.net.ConnectException}. */
    public @Nullable String exceptionType() {
        return b.exceptionType;
    }

    /** {@code exception.message}, scrubbed. */
    public @Nullable String exceptionMessage() {
        return b.exceptionMessage;
    }

    /** Frames of the innermost cause, most recent call first; empty where there is no trace. */
    public List<StackFrame> frames() {
        return b.frames;
    }

    public @Nullable String traceId() {
        return b.traceId;
    }

    public @Nullable String operationId() {
        return b.operationId;
    }

    /** {@code service.version}. */
    public @Nullable String release() {
        return b.release;
    }

    /** Remaining fields of a structured record, scrubbed, sorted by name. */
    public Map<String, String> attributes() {
        return b.attributes;
    }

    /** Id of the format that read the record, e.g. {@code postgresql}. */
    public String format() {
        return b.format;
    }

    /** First physical line in its file, from 1. */
    public long firstLine() {
        return b.firstLine;
    }

    /** Last physical line in its file, from 1. */
    public long lastLine() {
        return b.lastLine;
    }

    /** Collects the fields; each setter takes scrubbed values. */
    public static final class Builder {
        private long importId;
        private long ordinal;
        private @Nullable Instant timestamp;
        private @Nullable Severity severity;
        private String component = "unknown";
        private @Nullable String environment;
        private @Nullable String host;
        private @Nullable String logger;
        private String message = "";
        private long templateId;
        private @Nullable String exceptionType;
        private @Nullable String exceptionMessage;
        private List<StackFrame> frames = List.of();
        private @Nullable String traceId;
        private @Nullable String operationId;
        private @Nullable String release;
        private Map<String, String> attributes = Map.of();
        private String format = "plain";
        private long firstLine = 1;
        private long lastLine = 1;

        private Builder() {}

        public Builder key(long importId, long ordinal) {
            this.importId = importId;
            this.ordinal = ordinal;
            return this;
        }

        public Builder timestamp(@Nullable Instant timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        public Builder severity(@Nullable Severity severity) {
            this.severity = severity;
            return this;
        }

        public Builder component(String component) {
            this.component = component.isBlank() ? "unknown" : component;
            return this;
        }

        public Builder environment(@Nullable String environment) {
            this.environment = environment;
            return this;
        }

        public Builder host(@Nullable String host) {
            this.host = host;
            return this;
        }

        public Builder logger(@Nullable String logger) {
            this.logger = logger;
            return this;
        }

        public Builder message(String message) {
            this.message = Objects.requireNonNull(message);
            return this;
        }

        public Builder templateId(long templateId) {
            this.templateId = templateId;
            return this;
        }

        public Builder exception(@Nullable String type, @Nullable String message) {
            this.exceptionType = type;
            this.exceptionMessage = message;
            return this;
        }

        public Builder frames(List<StackFrame> frames) {
            this.frames = List.copyOf(frames);
            return this;
        }

        public Builder traceId(@Nullable String traceId) {
            this.traceId = traceId;
            return this;
        }

        public Builder operationId(@Nullable String operationId) {
            this.operationId = operationId;
            return this;
        }

        public Builder release(@Nullable String release) {
            this.release = release;
            return this;
        }

        public Builder attributes(Map<String, String> attributes) {
            this.attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
            return this;
        }

        public Builder format(String format) {
            this.format = format;
            return this;
        }

        public Builder lines(long first, long last) {
            this.firstLine = first;
            this.lastLine = last;
            return this;
        }

        /** The event; the builder must not be used afterwards. */
        public Event build() {
            return new Event(this);
        }
    }
}
