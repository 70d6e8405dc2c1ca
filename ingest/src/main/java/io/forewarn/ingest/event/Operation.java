package io.forewarn.ingest.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something risky that someone did or is about to do: a deploy, a migration, a job, a commit. Its attributes are what
 * was known before it started. Like {@link Event} it is scrubbed, and built only by {@code ingest.scrub} and
 * {@code ingest.store}.
 */
public final class Operation {
    private final Builder b;

    private Operation(Builder b) {
        this.b = b;
    }

    /** Only for {@code ingest.scrub} and {@code ingest.store}. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** A copy to change: same rule about who may call it. */
    public Builder toBuilder() {
        return new Builder(b);
    }

    /**
     * The same operation with another number, for what-if questions. Unlike the builder anyone may call it: a number
     * carries no private text.
     */
    public Operation withNumber(String attribute, double value) {
        return with(attribute, new Attribute.Numeric(value));
    }

    /** The same operation with another yes or no; as {@link #withNumber}. */
    public Operation withFlag(String attribute, boolean value) {
        return with(attribute, new Attribute.Flag(value));
    }

    private Operation with(String attribute, Attribute value) {
        Map<String, Attribute> changed = new TreeMap<>(b.attributes);
        changed.put(attribute, value);
        return new Builder(b).attributes(changed).build();
    }

    public String id() {
        return b.id;
    }

    /** What is done, e.g. {@code deploy}, {@code schema-migration}; never empty. */
    public String kind() {
        return b.kind;
    }

    /** {@code service.name} of what it is done to; never empty. */
    public String component() {
        return b.component;
    }

    public @Nullable String environment() {
        return b.environment;
    }

    /** Pseudonym of who does it. */
    public @Nullable String actor() {
        return b.actor;
    }

    /** When it starts or started. */
    public Instant at() {
        return b.at;
    }

    /** Known before the start; sorted by name. */
    public Map<String, Attribute> attributes() {
        return b.attributes;
    }

    /** Empty while it runs, or where nobody said. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(b.outcome);
    }

    public @Nullable Instant finishedAt() {
        return b.finishedAt;
    }

    /** When the outcome became known; nothing may learn it earlier. Null: not stated. */
    public @Nullable Instant knownAt() {
        return b.knownAt;
    }

    /** False for rows that feed history but are not to be scored in a backtest. */
    public boolean scored() {
        return b.scored;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operation that && b.values().equals(that.b.values());
    }

    @Override
    public int hashCode() {
        return b.id.hashCode();
    }

    @Override
    public String toString() {
        return "Operation[" + b.id + "]";
    }

    /** Collects the fields; each setter takes scrubbed values. */
    public static final class Builder {
        private final String id;
        private String kind = "unknown";
        private String component = "unknown";
        private @Nullable String environment;
        private @Nullable String actor;
        private Instant at = Instant.EPOCH;
        private Map<String, Attribute> attributes = Map.of();
        private @Nullable Outcome outcome;
        private @Nullable Instant finishedAt;
        private @Nullable Instant knownAt;
        private boolean scored = true;

        private Builder(String id) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("an operation needs an id");
            }
            this.id = id;
        }

        private Builder(Builder from) {
            this.id = from.id;
            this.kind = from.kind;
            this.component = from.component;
            this.environment = from.environment;
            this.actor = from.actor;
            this.at = from.at;
            this.attributes = from.attributes;
            this.outcome = from.outcome;
            this.finishedAt = from.finishedAt;
            this.knownAt = from.knownAt;
            this.scored = from.scored;
        }

        public Builder kind(String kind) {
            this.kind = kind.isBlank() ? "unknown" : kind;
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

        public Builder actor(@Nullable String actor) {
            this.actor = actor;
            return this;
        }

        public Builder at(Instant at) {
            this.at = Objects.requireNonNull(at);
            return this;
        }

        public Builder attributes(Map<String, Attribute> attributes) {
            this.attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
            return this;
        }

        public Builder outcome(@Nullable Outcome outcome) {
            this.outcome = outcome;
            return this;
        }

        public Builder finishedAt(@Nullable Instant finishedAt) {
            this.finishedAt = finishedAt;
            return this;
        }

        public Builder knownAt(@Nullable Instant knownAt) {
            this.knownAt = knownAt;
            return this;
        }

        public Builder scored(boolean scored) {
            this.scored = scored;
            return this;
        }

        public Operation build() {
            return new Operation(new Builder(this));
        }

        private java.util.List<@Nullable Object> values() {
            return java.util.Arrays.asList(
                    id, kind, component, environment, actor, at, attributes, outcome, finishedAt, knownAt, scored);
        }
    }
}
