package io.forewarn.server.home;

import java.util.List;
import java.util.Optional;

/** Every configuration key, in the order of the reference; to add one is a line here. */
public final class Settings {
    private static final List<Setting> ALL = List.of(
            new Setting("server.host", "127.0.0.1", Setting.text(), "Address the server listens on."),
            new Setting("server.port", "7070", Setting.integer(0, 65535), "Port of the server; 0 takes a free one."),
            new Setting(
                    "import.zone",
                    "UTC",
                    Settings::zone,
                    "Time zone of log lines whose timestamps state none, e.g. Europe/Vienna."),
            new Setting(
                    "import.record-lines",
                    "2000",
                    Setting.integer(1, 1_000_000),
                    "Lines that one record, e.g. a stack trace, may hold; a longer one is split and the parts marked."),
            new Setting(
                    "import.record-bytes",
                    "1048576",
                    Setting.integer(1024, 16 << 20),
                    "Characters that one record may hold; a longer one is split and the parts marked."),
            new Setting(
                    "retention.days",
                    "0",
                    Setting.integer(0, 36500),
                    "Days after which log events are erased, with the issues that have no others; 0 keeps them."),
            retention("trace"),
            retention("debug"),
            retention("info"),
            retention("warn"),
            retention("error"),
            new Setting(
                    "retention.operations-days",
                    "0",
                    Setting.integer(0, 36500),
                    "Days after which operations, repairs and predictions are erased; 0 keeps them."),
            new Setting(
                    "learn.every",
                    "24h",
                    Settings::pause,
                    "How often a server looks for drift and learns anew, e.g. 24h or 30m; off: never."),
            new Setting("model.seed", "7", Setting.integer(0, Integer.MAX_VALUE), "Seed of training and evaluation."),
            new Setting(
                    "predict.holdout",
                    "0",
                    Setting.percent(0, 50),
                    "Per cent of warnings and stops that are withheld at random, to measure what they prevent; 0: none."),
            new Setting(
                    "health.window",
                    "7d",
                    Settings::length,
                    "Span that health, trends and hotspots look at where none is asked for, e.g. 24h or 7d."),
            new Setting(
                    "llm.base-url",
                    "",
                    Setting.text(),
                    "OpenAI-compatible address for suggestions, e.g. http://127.0.0.1:11434/v1; empty: no LLM is asked."),
            new Setting("llm.model", "", Setting.text(), "Model to ask there."),
            new Setting("llm.api-key", "", Setting.text(), "Key for it; better given as FOREWARN_LLM_API_KEY."));

    private Settings() {}

    /** All keys. */
    public static List<Setting> all() {
        return ALL;
    }

    static Optional<Setting> find(String key) {
        return ALL.stream().filter(s -> s.key().equals(key)).findFirst();
    }

    private static Setting retention(String severity) {
        Setting.Check days = Setting.integer(0, 36500);
        return new Setting(
                "retention." + severity + "-days",
                "",
                value -> {
                    if (!value.isBlank()) {
                        days.accept(value);
                    }
                },
                "The same for events of severity " + (severity.equals("error") ? "error and fatal" : severity)
                        + "; empty: as retention.days.");
    }

    private static void pause(String value) {
        if (!value.matches("off|[1-9]\\d{0,4}[mhd]")) {
            throw new IllegalArgumentException("must be a time such as 24h, 30m or 7d, or off");
        }
    }

    private static void zone(String value) {
        try {
            java.time.ZoneId.of(value);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone such as UTC or Europe/Vienna", e);
        }
    }

    private static void length(String value) {
        if (!value.matches("[1-9]\\d{0,3}[mhdw]")) {
            throw new IllegalArgumentException("must be a number with m, h, d or w, such as 90m, 24h or 7d");
        }
    }
}
