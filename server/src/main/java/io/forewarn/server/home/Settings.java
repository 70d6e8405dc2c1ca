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
                    "learn.every",
                    "24h",
                    Settings::pause,
                    "How often a server looks for drift and learns anew, e.g. 24h or 30m; off: never."),
            new Setting("model.seed", "7", Setting.integer(0, Integer.MAX_VALUE), "Seed of training and evaluation."),
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
}
