package io.forewarn.server.home;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.derive.OperationRule;
import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.format.LogFormats;
import io.forewarn.ingest.format.UserFormat;
import io.forewarn.ingest.scrub.Detector;
import io.forewarn.ingest.scrub.Detectors;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.ScrubRules;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.server.wire.NearNames;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the sections {@code scrub}, {@code formats} and {@code operations}, and refuses what is wrong with its line. Everything is tried on
 * the samples that stand beside it, so that a mistake shows at the start and not in the middle of an import.
 */
final class RulesReader {
    static final String SCRUB = "scrub";
    static final String FORMATS = "formats";
    static final String OPERATIONS = "operations";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final String file;
    private final YamlLines lines;

    RulesReader(String file, YamlLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @throws IllegalArgumentException naming file, line and rule, and how to mend it */
    Rules read(JsonNode tree) {
        ScrubRules scrub = scrub(tree.path(SCRUB));
        return new Rules(scrub, formats(tree.path(FORMATS)), operations(tree.path(OPERATIONS), scrub));
    }

    private ScrubRules scrub(JsonNode section) {
        if (absent(section)) {
            return ScrubRules.none();
        }
        List<Object> at = List.of(SCRUB);
        keys(section, at, "detectors", "allow", "patterns");
        List<ScrubRules.Extra> extra = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<JsonNode> patterns = list(section.path("patterns"), with(at, "patterns"));
        for (int i = 0; i < patterns.size(); i++) {
            List<Object> place = with(at, "patterns", i);
            extra.add(pattern(patterns.get(i), place, names));
        }
        Set<String> allowed = new LinkedHashSet<>(texts(section.path("allow"), with(at, "allow")));
        Set<String> on = new TreeSet<>();
        Set<String> off = new TreeSet<>();
        switches(section.path("detectors"), with(at, "detectors"), on, off);
        return ScrubRules.of(extra, allowed, off, on);
    }

    private ScrubRules.Extra pattern(JsonNode rule, List<Object> at, Set<String> names) {
        keys(rule, at, "name", "pattern", "samples");
        String name = name(rule, at, names);
        String regex = text(rule, "pattern", at);
        ScrubRules.Extra extra = new ScrubRules.Extra(name, regex);
        checked(at, () -> ScrubRules.of(List.of(extra), Set.of(), Set.of()));
        List<String> samples = samples(rule, at, name);
        Pattern compiled = Pattern.compile(regex);
        for (int i = 0; i < samples.size(); i++) {
            if (!compiled.matcher(samples.get(i)).find()) {
                throw wrong(
                        with(at, "samples", i),
                        "the pattern '" + name + "' finds nothing in its sample " + (i + 1)
                                + "; mend the pattern or the sample");
            }
        }
        return extra;
    }

    private void switches(JsonNode section, List<Object> at, Set<String> on, Set<String> off) {
        if (absent(section)) {
            return;
        }
        if (!section.isObject()) {
            throw wrong(at, "'detectors' must hold names with on or off, e.g. {email: off}");
        }
        Set<String> known = new TreeSet<>();
        Detectors.all().stream().map(Detector::id).forEach(known::add);
        section.properties().forEach(entry -> {
            List<Object> place = with(at, entry.getKey());
            if (!known.contains(entry.getKey())) {
                throw wrong(place, "no detector is called '" + entry.getKey() + "'" + nearest(entry.getKey(), known));
            }
            switch (entry.getValue().asText()) {
                case "on", "true" -> on.add(entry.getKey());
                case "off", "false" -> off.add(entry.getKey());
                default -> throw wrong(place, "a detector is on or off");
            }
        });
    }

    private List<UserFormat> formats(JsonNode section) {
        List<UserFormat> formats = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<JsonNode> all = list(section, List.of(FORMATS));
        for (int i = 0; i < all.size(); i++) {
            JsonNode format = all.get(i);
            List<Object> at = List.of(FORMATS, i);
            keys(format, at, "name", "regex", "samples");
            String name = name(format, at, names);
            if (LogFormats.isKnown(name)) {
                throw wrong(with(at, "name"), "'" + name + "' is a format of ours; choose another name");
            }
            String regex = text(format, "regex", at);
            List<String> samples = samples(format, at, name);
            formats.add(checked(at, () -> {
                UserFormat made = UserFormat.of(name, regex, samples);
                ScrubRules.refuseCostly(name, "\\A(?:" + regex + ")\\z");
                return made;
            }));
        }
        return formats;
    }

    private OperationRules operations(JsonNode section, ScrubRules scrub) {
        List<OperationRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<JsonNode> all = list(section, List.of(OPERATIONS));
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "sample"), scrub);
        for (int i = 0; i < all.size(); i++) {
            JsonNode rule = all.get(i);
            List<Object> at = List.of(OPERATIONS, i);
            keys(rule, at, "name", "kind", "component", "start", "end", "failure", "timeout", "samples");
            OperationRule read = new OperationRule(
                    name(rule, at, names),
                    absent(rule.path("kind")) ? text(rule, "name", at) : text(rule, "kind", at),
                    absent(rule.path("component")) ? null : text(rule, "component", at),
                    text(rule, "start", at),
                    text(rule, "end", at),
                    absent(rule.path("failure")) ? null : text(rule, "failure", at),
                    absent(rule.path("timeout")) ? null : time(rule, at));
            OperationRules alone = checked(at, () -> OperationRules.of(List.of(read)));
            JsonNode samples = rule.path("samples");
            List<Object> place = with(at, "samples");
            if (absent(samples)) {
                throw wrong(at, "'" + read.name() + "' has no samples; give texts for start, end and failure");
            }
            keys(samples, place, "start", "end", "failure");
            tried(read, alone, "start", samples, place, scrubber);
            tried(read, alone, "end", samples, place, scrubber);
            if (read.failure() != null) {
                tried(read, alone, "failure", samples, place, scrubber);
            }
            rules.add(read);
        }
        return checked(List.of(OPERATIONS), () -> OperationRules.of(rules));
    }

    /** Samples are scrubbed first, as the texts of an import are. */
    private void tried(
            OperationRule rule, OperationRules alone, String role, JsonNode all, List<Object> at, Scrubber scrubber) {
        List<Object> place = with(at, role);
        List<String> samples = texts(all.path(role), place);
        if (samples.isEmpty()) {
            throw wrong(at, "'" + rule.name() + "' has no sample for '" + role + "'; give at least one text");
        }
        for (int i = 0; i < samples.size(); i++) {
            String scrubbed = scrubber.scrub(samples.get(i), new Redactions());
            String found = alone.role(rule.name(), scrubbed)
                    .map(r -> r.name().toLowerCase(Locale.ROOT))
                    .orElse("");
            if (found.equals(role)) {
                continue;
            }
            String why = found.isEmpty()
                    ? "'" + role + "' does not match its sample " + (i + 1)
                    : "sample " + (i + 1) + " of '" + role + "' is read as '" + found
                            + "' (start is tried first, then failure, then end)";
            String seen = scrubbed.equals(samples.get(i)) ? "" : "; scrubbed, it reads: " + scrubbed;
            throw wrong(with(place, i), why + "; mend the expression or the sample" + seen);
        }
    }

    private Duration time(JsonNode rule, List<Object> at) {
        Matcher m = TIME.matcher(rule.path("timeout").asText());
        if (!m.matches()) {
            throw wrong(with(at, "timeout"), "'timeout' is a number with s, m, h or d, e.g. 45m");
        }
        return Duration.of(
                Long.parseLong(m.group(1)),
                switch (m.group(2)) {
                    case "s" -> ChronoUnit.SECONDS;
                    case "m" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                });
    }

    private String name(JsonNode rule, List<Object> at, Set<String> names) {
        String name = text(rule, "name", at);
        if (!NAME.matcher(name).matches()) {
            throw wrong(with(at, "name"), "a name has lower-case letters, digits and hyphens, at most 32");
        }
        if (!names.add(name)) {
            throw wrong(with(at, "name"), "'" + name + "' stands here twice; give each its own name");
        }
        return name;
    }

    private List<String> samples(JsonNode rule, List<Object> at, String name) {
        List<String> samples = texts(rule.path("samples"), with(at, "samples"));
        if (samples.isEmpty()) {
            throw wrong(at, "'" + name + "' has no samples; give at least one line that it must match");
        }
        return samples;
    }

    private interface Made<T> {
        T get();
    }

    private <T> T checked(List<Object> at, Made<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw wrong(at, e.getMessage() + "");
        }
    }

    private void keys(JsonNode node, List<Object> at, String... known) {
        if (!node.isObject()) {
            throw wrong(at, "here belong the keys " + String.join(", ", known));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!List.of(known).contains(key)) {
                throw wrong(with(at, key), "unknown key '" + key + "'; known are " + String.join(", ", known));
            }
        });
    }

    private String text(JsonNode rule, String key, List<Object> at) {
        JsonNode value = rule.path(key);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw wrong(with(at, key), "'" + key + "' is missing or no text; write it in single quotes");
        }
        return value.asText();
    }

    private List<String> texts(JsonNode node, List<Object> at) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(node, at)) {
            if (!item.isValueNode() || item.isNull()) {
                throw wrong(with(at, texts.size()), "here belongs a text; write it in single quotes");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    private List<JsonNode> list(JsonNode node, List<Object> at) {
        if (absent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong(at, "'" + at.get(at.size() - 1) + "' must be a list, each item behind a hyphen");
        }
        List<JsonNode> items = new ArrayList<>();
        node.forEach(items::add);
        return items;
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String nearest(String asked, Set<String> known) {
        return NearNames.of(asked, known).stream()
                .findFirst()
                .map(k -> "; did you mean '" + k + "'?")
                .orElse("; `forewarn scrub` names them in its counts");
    }

    private static List<Object> with(List<Object> at, Object... more) {
        return Stream.concat(at.stream(), Stream.of(more)).toList();
    }

    private IllegalArgumentException wrong(List<Object> at, String what) {
        StringBuilder where = new StringBuilder();
        for (Object step : at) {
            where.append(
                    step instanceof Integer i ? "[" + (i + 1) + "]" : where.isEmpty() ? step.toString() : "." + step);
        }
        return new IllegalArgumentException(file + ", line " + lines.line(at) + " (" + where + "): " + what);
    }
}
