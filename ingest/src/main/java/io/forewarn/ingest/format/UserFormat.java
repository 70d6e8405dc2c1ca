package io.forewarn.ingest.format;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A format that the user describes by a regular expression with named groups: {@code timestamp level message} and, if
 * wanted, {@code component host logger thread pid trace}; other groups become attributes.
 */
public final class UserFormat implements LogFormat {
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private final String id;
    private final Pattern pattern;
    private final List<String> groups;
    private final List<String> samples;

    private UserFormat(String id, Pattern pattern, List<String> groups, List<String> samples) {
        this.id = id;
        this.pattern = pattern;
        this.groups = groups;
        this.samples = List.copyOf(samples);
    }

    /**
     * A checked format.
     *
     * @param regex must match a whole first line of a record and have a group {@code message}
     * @param samples at least one line that it must read, else it is refused
     * @throws IllegalArgumentException naming the format and what is wrong with it
     */
    public static UserFormat of(String id, String regex, List<String> samples) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "format " + id + ": not a valid regular expression: " + e.getDescription() + " at " + e.getIndex(),
                    e);
        }
        List<String> groups =
                GROUP.matcher(regex).results().map(r -> r.group(1)).toList();
        if (!groups.contains("message")) {
            throw new IllegalArgumentException("format " + id + ": the expression needs a group (?<message>...)");
        }
        UserFormat format = new UserFormat(id, pattern, groups, samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("format " + id + ": give at least one sample line");
        }
        LineParser parser = format.parser(new Clues(java.time.ZoneOffset.UTC, java.time.Instant.EPOCH));
        for (int i = 0; i < samples.size(); i++) {
            Draft d = new Draft();
            if (parser.read(samples.get(i), d) == Match.NONE) {
                throw new IllegalArgumentException("format " + id + ": sample " + (i + 1) + " is not matched");
            }
            if (groups.contains("timestamp") && d.timestamp == null) {
                throw new IllegalArgumentException(
                        "format " + id + ": the timestamp of sample " + (i + 1) + " is not understood");
            }
        }
        return format;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> examples() {
        return samples;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            Matcher m = pattern.matcher(line);
            if (!m.matches()) {
                return Match.NONE;
            }
            for (String group : groups) {
                String value = m.group(group);
                if (value != null) {
                    put(group, value, d, clues);
                }
            }
            return Match.STRONG;
        };
    }

    private static void put(String group, String value, Draft d, Clues clues) {
        switch (group) {
            case "timestamp" -> clues.timestamp(value, 0, d);
            case "level" ->
                d.severity = value.length() == 1
                        ? Severities.letter(Character.toUpperCase(value.charAt(0)))
                        : Severities.word(value);
            case "message" -> d.message(value, 0);
            case "component" -> d.component = value;
            case "host" -> d.host = value;
            case "logger" -> d.logger = value;
            case "thread" -> d.attribute("thread.name", value);
            case "pid" -> d.attribute("process.pid", value);
            case "trace" -> d.traceId = value;
            default -> d.attribute(group, value);
        }
    }
}
