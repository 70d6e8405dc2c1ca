package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds where a failed test's text says it failed, and with what. */
final class TestPlaces {
    private TestPlaces() {}

    /** {@code file:line} or {@code file:line:column} as attributes; the line only where it is one. */
    static void put(String place, Draft d) {
        int colon = place.indexOf(':', place.length() > 2 && place.charAt(1) == ':' ? 2 : 0);
        int digits = colon < 0 ? 0 : Text.digits(place, colon + 1);
        d.attribute("code.file.path", colon < 0 ? place : place.substring(0, colon));
        if (digits > 0) {
            d.attribute("code.line.number", place.substring(colon + 1, colon + 1 + digits));
        }
    }

    /** {@code go test -json} (go doc test2json): an action of a package or one of its tests. */
    static void goTest(Map<String, String> fields, Draft d, Clues clues) {
        clues.timestamp(fields.getOrDefault("Time", ""), 0, d);
        String action = fields.getOrDefault("Action", "");
        String test = fields.get("Test");
        String name = fields.getOrDefault("Package", "") + (test == null ? "" : "." + test);
        String output = fields.get("Output");
        boolean failed = action.equals("fail") || action.equals("build-fail");
        d.severity = failed ? Severity.ERROR : null;
        d.attribute("test.case.name", test);
        d.attribute("test.action", action);
        d.logger = fields.get("Package");
        String place = output == null ? null : goPlace(output);
        if (place != null) {
            put(place, d);
        }
        d.message(output == null ? action + " " + name : output.stripTrailing(), 0);
        d.structured = true;
    }

    /** {@code     shop_test.go:12: got 1} gives {@code shop_test.go:12}. */
    static @Nullable String goPlace(String line) {
        int from = Text.skipBlanks(line, 0);
        int go = line.indexOf(".go:", from);
        int blank = line.indexOf(' ', from);
        int digits = go < 0 || (blank > 0 && blank < go) ? 0 : Text.digits(line, go + 4);
        return digits > 0 && Text.at(line, go + 4 + digits) == ':' ? line.substring(from, go + 4 + digits) : null;
    }

    /** Looks through the continued lines of a failure. */
    static void find(Draft d) {
        for (String line : d.message().lines().toList()) {
            if (line.startsWith("E   ") && d.exceptionType == null) {
                python(line.substring(4).strip(), d);
            }
            String place = place(line);
            if (place != null && !d.attributes().containsKey("code.line.number")) {
                put(place, d);
            }
        }
    }

    private static void python(String text, Draft d) {
        int colon = text.indexOf(": ");
        String type = colon < 0 ? text : text.substring(0, colon);
        boolean name =
                !type.isEmpty() && type.length() < 120 && type.indexOf(' ') < 0 && Character.isLetter(type.charAt(0));
        if (name && (type.endsWith("Error") || type.endsWith("Exception") || type.indexOf('.') > 0)) {
            d.exceptionType = type;
            d.exceptionMessage = colon < 0 ? null : text.substring(colon + 2);
        } else if (text.startsWith("assert ")) {
            d.exceptionType = "AssertionError";
            d.exceptionMessage = text;
        }
    }

    private static @Nullable String place(String line) {
        String go = goPlace(line);
        if (go != null) {
            return go;
        }
        int from = Text.skipBlanks(line, 0);
        // tests/test_a.py:12: ValueError
        int colon = line.indexOf(".py:");
        if (colon > 0 && from == 0 && line.indexOf(' ') > colon && Text.digits(line, colon + 4) > 0) {
            return line.substring(0, colon + 4 + Text.digits(line, colon + 4));
        }
        int pester = line.indexOf(".ps1:");
        if (pester > 0) {
            int start = Math.max(line.lastIndexOf(", ", pester) + 1, line.lastIndexOf("at ", pester) + 2);
            return line.substring(Text.skipBlanks(line, start), pester + 5 + Text.digits(line, pester + 5));
        }
        int open = line.startsWith("at ", from) ? line.lastIndexOf('(') : -1;
        int close = open < 0 ? -1 : line.indexOf(')', open);
        boolean own =
                close > 0 && line.indexOf(':', open) > 0 && !line.contains("node_modules") && !line.contains("node:");
        if (own && own(line.substring(from + 3, open))) {
            return line.substring(open + 1, close);
        }
        // org.opentest4j.AssertionFailedError at ShopTest.java:12
        int at = line.lastIndexOf(" at ");
        return at > 0 && line.indexOf(".java:", at) > 0 ? line.substring(at + 4).strip() : null;
    }

    private static boolean own(String function) {
        return !function.startsWith("org.junit")
                && !function.startsWith("java.")
                && !function.startsWith("org.assertj");
    }
}
