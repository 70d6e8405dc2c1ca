package io.forewarn.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pieces of addresses. */
final class Paths {
    private Paths() {}

    /** A value as one segment of a path. */
    static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
