package io.forewarn.ingest.format;

import java.util.List;

/** What AWS Lambda itself writes around each invocation, between the lines of the function. */
final class LambdaFormat implements LogFormat {
    private static final List<String> WORDS = List.of(
            "START RequestId: ", "END RequestId: ", "REPORT RequestId: ", "INIT_START Runtime ", "XRAY TraceId: ");

    @Override
    public String id() {
        return "lambda";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "START RequestId: 8f5a2c3e-1d2c-4b3a-9f8e-0a1b2c3d4e5f Version: $LATEST",
                "REPORT RequestId: 8f5a2c3e-1d2c-4b3a-9f8e-0a1b2c3d4e5f\tDuration: 12.34 ms\tBilled Duration: 13 ms");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            char c = line.charAt(0);
            if (c != 'S' && c != 'E' && c != 'R' && c != 'I' && c != 'X') {
                return Match.NONE;
            }
            for (String word : WORDS) {
                if (line.startsWith(word)) {
                    d.structured = true;
                    d.message(line, 0);
                    return Match.STRONG;
                }
            }
            return Match.NONE;
        };
    }
}
