package io.forewarn.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of columns in the order in which they first appeared; append-only, so that a row made earlier stays valid.
 * Safe for one writer and many readers.
 */
public final class Columns {
    private final Map<String, Integer> index = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    Columns() {}

    /** Place of a column, from 0; a new name gets the next one. */
    synchronized int indexOf(String name) {
        Integer known = index.get(name);
        if (known != null) {
            return known;
        }
        names.add(name);
        index.put(name, names.size() - 1);
        return names.size() - 1;
    }

    /** Place of a column, or -1 where no row has it. */
    public synchronized int find(String name) {
        return index.getOrDefault(name, -1);
    }

    /** All names so far, in order. */
    public synchronized List<String> names() {
        return List.copyOf(names);
    }

    public synchronized int size() {
        return names.size();
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    synchronized void read(DataInput in) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            indexOf(in.readUTF());
        }
    }
}
