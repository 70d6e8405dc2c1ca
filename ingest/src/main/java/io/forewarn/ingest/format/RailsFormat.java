package io.forewarn.ingest.format;

import java.util.List;

/** Rails without a formatter: {@code Started GET "/orders" for 192.0.2.1 at 2023-05-04 10:11:12 +0200}; the rest is plain text. */
final class RailsFormat implements LogFormat {
    @Override
    public String id() {
        return "rails";
    }

    @Override
    public List<String> examples() {
        return List.of("Started GET \"/orders/7\" for 192.0.2.1 at 2023-05-04 10:11:12 +0200");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int at = line.startsWith("Started ") ? line.lastIndexOf(" at ") : -1;
            if (at < 0 || !line.contains("\" for ") || clues.timestamp(line, at + 4, d) < 0) {
                return Match.NONE;
            }
            d.message(line, 0);
            d.weak = true;
            return Match.STRONG;
        };
    }
}
