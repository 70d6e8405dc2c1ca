package io.forewarn.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Open-addressing table from entity keys to a few floats and ints each, in primitive arrays. The first int of an entity
 * is the time at which it was last touched; when the table reaches its bound, the half that was touched longest ago
 * is forgotten. A slot is valid until the next {@link #add}.
 */
final class EntityTable {
    private final int floats;
    private final int ints;
    private final int bound;
    private long[] keys = new long[64];
    private float[] reals;
    private int[] numbers;
    private int size;

    EntityTable(int floats, int ints, int bound) {
        this.floats = floats;
        this.ints = ints;
        this.bound = bound;
        this.reals = new float[64 * floats];
        this.numbers = new int[64 * ints];
    }

    int size() {
        return size;
    }

    /** Slot of an entity, or -1. */
    int find(long key) {
        int mask = keys.length - 1;
        int i = (int) key & mask;
        while (keys[i] != 0) {
            if (keys[i] == key) {
                return i;
            }
            i = (i + 1) & mask;
        }
        return -1;
    }

    /** Slot of an entity, made with zeros where it is new. */
    int add(long key) {
        int found = find(key);
        if (found >= 0) {
            return found;
        }
        if (size >= bound) {
            forgetTheOlderHalf();
        }
        if ((size + 1) * 10L > keys.length * 6L) {
            rebuild(keys.length * 2, Integer.MIN_VALUE);
        }
        return insert(key);
    }

    float real(int slot, int column) {
        return reals[slot * floats + column];
    }

    void real(int slot, int column, float value) {
        reals[slot * floats + column] = value;
    }

    int number(int slot, int column) {
        return numbers[slot * ints + column];
    }

    void number(int slot, int column, int value) {
        numbers[slot * ints + column] = value;
    }

    private int insert(long key) {
        int mask = keys.length - 1;
        int i = (int) key & mask;
        while (keys[i] != 0) {
            i = (i + 1) & mask;
        }
        keys[i] = key;
        size++;
        return i;
    }

    private void forgetTheOlderHalf() {
        int[] touched = new int[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                touched[n++] = numbers[i * ints];
            }
        }
        Arrays.sort(touched);
        rebuild(keys.length, touched[n / 2]);
    }

    private void rebuild(int capacity, int touchedAfter) {
        long[] oldKeys = keys;
        float[] oldReals = reals;
        int[] oldNumbers = numbers;
        keys = new long[capacity];
        reals = new float[capacity * floats];
        numbers = new int[capacity * ints];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0 && (touchedAfter == Integer.MIN_VALUE || oldNumbers[i * ints] > touchedAfter)) {
                int slot = insert(oldKeys[i]);
                System.arraycopy(oldReals, i * floats, reals, slot * floats, floats);
                System.arraycopy(oldNumbers, i * ints, numbers, slot * ints, ints);
            }
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(keys.length);
        out.writeInt(size);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        int record = 8 + 4 * floats + 4 * ints;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == 0) {
                continue;
            }
            if (bytes.remaining() < record) {
                out.write(bytes.array(), 0, bytes.position());
                bytes.clear();
            }
            bytes.putLong(keys[i]);
            for (int f = 0; f < floats; f++) {
                bytes.putFloat(reals[i * floats + f]);
            }
            for (int n = 0; n < ints; n++) {
                bytes.putInt(numbers[i * ints + n]);
            }
        }
        out.write(bytes.array(), 0, bytes.position());
    }

    void read(DataInput in) throws IOException {
        int capacity = in.readInt();
        int count = in.readInt();
        keys = new long[capacity];
        reals = new float[capacity * floats];
        numbers = new int[capacity * ints];
        size = 0;
        int record = 8 + 4 * floats + 4 * ints;
        int batch = Math.max(1, (1 << 16) / record);
        byte[] bytes = new byte[batch * record];
        for (int done = 0; done < count; done += batch) {
            int n = Math.min(batch, count - done);
            in.readFully(bytes, 0, n * record);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, n * record);
            for (int k = 0; k < n; k++) {
                int slot = insert(buffer.getLong());
                for (int f = 0; f < floats; f++) {
                    reals[slot * floats + f] = buffer.getFloat();
                }
                for (int m = 0; m < ints; m++) {
                    numbers[slot * ints + m] = buffer.getInt();
                }
            }
        }
    }
}
