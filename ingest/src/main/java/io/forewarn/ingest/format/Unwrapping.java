package io.forewarn.ingest.format;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Layers that a container runtime or a build service puts around every line of a program. */
enum Unwrapping {
    NONE {
        @Override
        @Nullable Inner open(String line, Clues clues) {
            return null;
        }
    },
    /** Kubernetes CRI: {@code 2023-01-01T12:00:00.123456789Z stdout F text}; P marks a piece of a longer line. */
    CRI {
        @Override
        @Nullable Inner open(String line, Clues clues) {
            int blank = line.indexOf(' ');
            if (blank < 20 || !line.startsWith(" std", blank)) {
                return null;
            }
            boolean out = line.startsWith(" stdout ", blank);
            char flag = Text.at(line, blank + 8);
            if ((!out && !line.startsWith(" stderr ", blank)) || (flag != 'F' && flag != 'P')) {
                return null;
            }
            Draft time = new Draft();
            if (clues.timestamp(line, 0, time) != blank) {
                return null;
            }
            String text = line.length() > blank + 10 ? line.substring(blank + 10) : "";
            return new Inner(out ? "stdout" : "stderr", text, time, null, flag == 'P');
        }
    },
    /** Docker's json-file driver: {@code {"log":"text\n","stream":"stdout","time":"…"}}. */
    DOCKER_JSON {
        @Override
        @Nullable Inner open(String line, Clues clues) {
            if (!line.startsWith("{\"log\":\"")) {
                return null;
            }
            Map<String, String> fields = JsonFields.read(line);
            String log = fields == null ? null : fields.get("log");
            if (fields == null || log == null || !fields.containsKey("time")) {
                return null;
            }
            Draft time = new Draft();
            clues.timestamp(fields.getOrDefault("time", ""), 0, time);
            String stream = fields.getOrDefault("stream", "stdout");
            boolean partial = !log.endsWith("\n");
            String text = partial ? log : log.substring(0, log.length() - 1);
            return new Inner(stream, text, time, fields.get("attrs.tag"), partial);
        }
    },
    /** docker compose: {@code web-1  | text}. */
    COMPOSE {
        @Override
        @Nullable Inner open(String line, Clues clues) {
            int end = composeName(line);
            if (end < 0) {
                return null;
            }
            int bar = line.indexOf('|', end);
            String name = line.substring(0, end);
            String text = line.length() > bar + 2 ? line.substring(bar + 2) : "";
            return new Inner(name, text, null, serviceOf(name), false);
        }
    },
    /** GitHub Actions: {@code 2023-01-01T12:00:00.1234567Z text}. */
    GITHUB_ACTIONS {
        @Override
        @Nullable Inner open(String line, Clues clues) {
            if (!isActions(line)) {
                return null;
            }
            Draft time = new Draft();
            clues.timestamp(line, 0, time);
            return new Inner("", line.length() > 29 ? line.substring(29) : "", time, null, false);
        }
    };

    /**
     * A line without its layer.
     *
     * @param key stream or container: lines of one key continue each other
     * @param time what the layer says about when; used where the line itself says nothing
     * @param partial true where the line goes on in the next one of the same key
     */
    record Inner(
            String key,
            String text,
            @Nullable Draft time,
            @Nullable String component,
            boolean partial) {
        void into(Draft d) {
            boolean guessed = d.timestamp == null || (d.zone != null && d.zone.endsWith("from the file's date"));
            if (guessed && time != null && time.timestamp != null) {
                d.timestamp = time.timestamp;
                d.zone = time.zone;
                d.offset = time.offset;
            }
            if (d.component == null) {
                d.component = component;
            }
            if (key.equals("stderr") || key.equals("stdout")) {
                d.attribute("log.iostream", key);
            }
        }
    }

    /** Takes the layer off; null where the line has none. */
    abstract @Nullable Inner open(String line, Clues clues);

    /** The layer that most of the lines have. */
    static Unwrapping of(List<String> lines, Clues clues) {
        for (Unwrapping u : new Unwrapping[] {CRI, DOCKER_JSON, GITHUB_ACTIONS, COMPOSE}) {
            int lined = 0;
            int opened = 0;
            TreeMap<String, Integer> keys = new TreeMap<>();
            for (String line : lines) {
                if (!Text.isBlank(line)) {
                    lined++;
                    Inner inner = u.open(line, clues);
                    if (inner != null) {
                        opened++;
                        keys.merge(inner.key(), 1, Integer::sum);
                    }
                }
            }
            boolean enough = opened > 0 && opened * 10 >= lined * (u == COMPOSE ? 6 : 8);
            if (enough && (u != COMPOSE || believable(keys, opened))) {
                return u;
            }
        }
        return NONE;
    }

    private static boolean believable(Map<String, Integer> keys, int opened) {
        boolean numbered = keys.keySet().stream().allMatch(k -> Text.isDigit(k.charAt(k.length() - 1)));
        return numbered || (opened >= 6 && keys.size() * 3 <= opened);
    }

    private static int composeName(String line) {
        int i = 0;
        while (i < line.length() && i < 64 && (Text.isName(line.charAt(i)) && line.charAt(i) != '/')) {
            i++;
        }
        if (i == 0 || !Character.isLetterOrDigit(line.charAt(0))) {
            return -1;
        }
        int bar = Text.skipBlanks(line, i);
        boolean found = bar > i && Text.at(line, bar) == '|';
        return found && (bar + 1 == line.length() || line.charAt(bar + 1) == ' ') ? i : -1;
    }

    /** {@code shop-web-1} or {@code web_1} is a container of the service {@code web}. */
    private static String serviceOf(String container) {
        int end = container.length();
        while (end > 0 && Text.isDigit(container.charAt(end - 1))) {
            end--;
        }
        boolean numbered = end > 1
                && end < container.length()
                && (container.charAt(end - 1) == '-' || container.charAt(end - 1) == '_');
        return numbered ? container.substring(0, end - 1) : container;
    }

    private static boolean isActions(String line) {
        return line.length() >= 28
                && line.charAt(10) == 'T'
                && line.charAt(19) == '.'
                && line.charAt(27) == 'Z'
                && Text.isNumber(line, 20, 27)
                && (line.length() == 28 || line.charAt(28) == ' ')
                && Text.isNumber(line, 0, 4);
    }
}
