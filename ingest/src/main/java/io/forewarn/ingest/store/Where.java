package io.forewarn.ingest.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conditions joined by AND, with their arguments; a null argument adds nothing. Conditions are ours, never a caller's. */
final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> args = new ArrayList<>();

    Where equal(String column, @Nullable Object value) {
        return when(column + " = ?", value);
    }

    Where atLeast(String column, @Nullable Object value) {
        return when(column + " >= ?", value);
    }

    Where below(String column, @Nullable Object value) {
        return when(column + " < ?", value);
    }

    Where contains(String column, @Nullable String part) {
        return when("contains(lower(" + column + "), ?)", part == null ? null : part.toLowerCase(Locale.ROOT));
    }

    Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    Where when(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            args.add(value);
        }
        return this;
    }

    /** {@code " WHERE …"}, or nothing. */
    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** The arguments so far, and those that follow in the statement. */
    @Nullable Object[] args(@Nullable Object... more) {
        @Nullable Object[] all = new @Nullable Object[args.size() + more.length];
        for (int i = 0; i < args.size(); i++) {
            all[i] = args.get(i);
        }
        System.arraycopy(more, 0, all, args.size(), more.length);
        return all;
    }
}
