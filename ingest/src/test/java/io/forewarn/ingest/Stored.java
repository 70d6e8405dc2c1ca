package io.forewarn.ingest;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.Store;
import java.util.ArrayList;
import java.util.List;

/** What a test's store holds, few enough to be held at once. */
public final class Stored {
    private Stored() {}

    /** By start, then by id. */
    public static List<Operation> operations(Store store) {
        List<Operation> all = new ArrayList<>();
        store.operations().eachInOrder(all::add);
        return all;
    }
}
