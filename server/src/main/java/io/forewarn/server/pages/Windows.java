package io.forewarn.server.pages;

import io.forewarn.predictor.health.Period;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The spans of time that a page offers. */
public final class Windows {
    private static final Map<String, String> OFFERED = new LinkedHashMap<>();

    static {
        OFFERED.put("24h", "24 hours");
        OFFERED.put("7d", "7 days");
        OFFERED.put("28d", "28 days");
        OFFERED.put("90d", "90 days");
    }

    private Windows() {}

    /** By length, the name. */
    public static Map<String, String> offered(String chosen) {
        Map<String, String> all = new LinkedHashMap<>(OFFERED);
        all.putIfAbsent(chosen, chosen);
        return all;
    }

    static String of(Asked asked, String otherwise) {
        return asked.query("window").orElse(otherwise);
    }

    static String now(Period period) {
        return Show.time(period.from()) + " to " + Show.time(period.until())
                + (period.nowIs().equals("newest record")
                        ? "; the newest record stands for now, since it is more than a day old"
                        : "");
    }

    /** The page of a component's health. */
    public static String health(String component, String window) {
        return "/health/" + encoded(component) + "?window=" + encoded(window);
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** In its largest whole unit: {@code 5m}, {@code 6h}, {@code 30d}. */
    public static String length(Duration length) {
        long minutes = length.toMinutes();
        return minutes % 1440 == 0 ? minutes / 1440 + " d" : minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
