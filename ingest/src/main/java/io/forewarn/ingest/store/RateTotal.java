package io.forewarn.ingest.store;

import java.util.List;

/**
 * Events of one combination of values.
 *
 * @param keys in the order of the dimensions asked for; empty where the events have none
 * @param n events of any severity
 * @param errors of them, at ERROR or worse or in an issue
 * @param fatal of them, at FATAL
 */
public record RateTotal(List<String> keys, long n, long errors, long fatal) {
    public RateTotal {
        keys = List.copyOf(keys);
    }
}
