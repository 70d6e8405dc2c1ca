package io.forewarn.features;

import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Columns that are kept current together. Times are seconds since the epoch. */
interface FeatureGroup {

    /** The columns, described. */
    List<Feature> features();

    /** Puts the columns of an operation that is about to begin; changes nothing. */
    void describe(Operation op, Base base, Sink out);

    /** Notes that an operation began. */
    default void begin(Operation op) {}

    /** Notes an outcome at the time at which it became known. */
    default void learn(Operation op, Lesson lesson) {}

    /** Notes that an operation ended without an outcome. */
    default void cancel(Operation op) {}

    /** Writes the state. */
    default void write(DataOutput out) throws IOException {}

    /** Replaces the state by a written one. */
    default void read(DataInput in) throws IOException {}
}
