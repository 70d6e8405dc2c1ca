package io.forewarn.server.home;

/**
 * One configuration key.
 *
 * @param key dotted name as in {@code forewarn.yaml}, e.g. {@code server.port}
 * @param fallback value where nothing is set
 * @param check refuses a bad value with words on what is right
 * @param about one sentence for the reference
 */
public record Setting(String key, String fallback, Check check, String about) {

    /** Throws IllegalArgumentException with what a right value looks like. */
    @FunctionalInterface
    public interface Check {
        void accept(String value);
    }

    /** {@code FOREWARN_SERVER_PORT} for {@code server.port}. */
    public String variable() {
        return "FOREWARN_"
                + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Check text() {
        return value -> {};
    }

    static Check integer(long low, long high) {
        return value -> {
            try {
                long n = Long.parseLong(value);
                if (n >= low && n <= high) {
                    return;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException("must be a whole number from " + low + " to " + high);
        };
    }

    static Check percent(double low, double high) {
        return value -> {
            try {
                double x = Double.parseDouble(value);
                if (x >= low && x <= high) {
                    return;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    String.format(java.util.Locale.ROOT, "must be a number from %.0f to %.0f", low, high));
        };
    }

    static Check fraction() {
        return value -> {
            try {
                double x = Double.parseDouble(value);
                if (x >= 0 && x <= 1) {
                    return;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException("must be a number from 0 to 1");
        };
    }

    static Check oneOf(String... words) {
        return value -> {
            if (!java.util.List.of(words).contains(value)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", words));
            }
        };
    }
}
