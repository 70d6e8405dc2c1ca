package com.example.batch;

/** Lives in a jar of its own, so that a release can forget to ship it. */
final class TaxTable {
    private TaxTable() {}

    static String describe() {
        return "2026-01";
    }

    static double rate() {
        return 0.19;
    }
}
