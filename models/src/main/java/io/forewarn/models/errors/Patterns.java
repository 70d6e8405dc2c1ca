package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The readable layer under the classifier: {@code patterns.yaml}, rules of more specific classes first. */
public final class Patterns {
    private static final int MAX_CHARS = 4000;

    private final List<PatternRule> rules;
    private final Map<String, List<Integer>> byType = new HashMap<>();
    private final Map<String, List<Integer>> byCode = new HashMap<>();
    private final Map<String, List<Integer>> byStatus = new HashMap<>();
    private final Literals literals;
    private final List<Integer> withRegex = new ArrayList<>();

    Patterns(List<PatternRule> rules) {
        this.rules = List.copyOf(rules);
        Literals.Builder all = new Literals.Builder();
        for (int i = 0; i < rules.size(); i++) {
            PatternRule rule = rules.get(i);
            index(byType, rule.types(), i);
            index(byCode, rule.codes(), i);
            index(byCode, rule.sqlStates(), i);
            index(byStatus, rule.httpStatuses(), i);
            for (String literal : rule.literals()) {
                all.add(literal, i);
            }
            if (rule.regex() != null) {
                withRegex.add(i);
            }
        }
        this.literals = all.build();
    }

    /** The rules that ship with the product. */
    public static Patterns bundled() {
        return Bundled.ALL;
    }

    private static final class Bundled {
        static final Patterns ALL = read();
    }

    private static void index(Map<String, List<Integer>> into, List<String> keys, int rule) {
        keys.forEach(key -> into.computeIfAbsent(key, k -> new ArrayList<>()).add(rule));
    }

    /** Every rule that holds, in the order of the file. */
    List<PatternRule> matches(ErrorText error) {
        String text = error.text().length() > MAX_CHARS ? error.text().substring(0, MAX_CHARS) : error.text();
        String lower = text.toLowerCase(Locale.ROOT);
        BitSet found = new BitSet(rules.size());
        literals.find(lower, found);
        types(error, lower, found);
        codes(lower, found);
        for (int i : withRegex) {
            Pattern regex = rules.get(i).regex();
            if (!found.get(i) && regex != null && regex.matcher(text).find()) {
                found.set(i);
            }
        }
        List<PatternRule> matches = new ArrayList<>();
        found.stream().forEach(i -> matches.add(rules.get(i)));
        return matches;
    }

    private void types(ErrorText error, String lower, BitSet found) {
        if (error.exceptionType() != null) {
            mark(byType, error.exceptionType().toLowerCase(Locale.ROOT), found);
            mark(byType, simple(error.exceptionType().toLowerCase(Locale.ROOT)), found);
        }
        // A type named in the text counts too: most logs have no field for it.
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            boolean name = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '$';
            if (name && start < 0) {
                start = i;
            } else if (!name && start >= 0) {
                if (i - start > 4 && i - start < 120) {
                    mark(byType, simple(strip(lower.substring(start, i))), found);
                }
                start = -1;
            }
        }
    }

    private static String strip(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String simple(String type) {
        return type.substring(
                Math.max(type.lastIndexOf('.'), Math.max(type.lastIndexOf(':'), type.lastIndexOf('$'))) + 1);
    }

    private void codes(String lower, BitSet found) {
        boolean http = lower.contains("http") || lower.contains("status") || lower.contains("response");
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            boolean part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                if (i - start >= 3 && i - start < 40) {
                    String word = lower.substring(start, i);
                    mark(byCode, word, found);
                    if (http && word.length() == 3) {
                        mark(byStatus, word, found);
                    }
                }
                start = -1;
            }
        }
    }

    private void mark(Map<String, List<Integer>> index, String key, BitSet found) {
        List<Integer> hits = index.get(key);
        if (hits != null) {
            hits.forEach(found::set);
        }
    }

    private static Patterns read() {
        try (InputStream in = Patterns.class.getResourceAsStream("patterns.yaml")) {
            if (in == null) {
                throw new IllegalStateException("patterns.yaml is missing from the jar");
            }
            return from(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the rules.
     *
     * @throws IllegalArgumentException naming the rule that is wrong
     */
    static Patterns from(JsonNode file) {
        List<PatternRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : file.path("rules")) {
            String id = node.path("id").asText();
            if (!ids.add(id)) {
                throw new IllegalArgumentException("pattern '" + id + "' stands twice");
            }
            ErrorClasses.of(node.path("class").asText());
            String strength = node.path("strength").asText();
            if (!Set.of("certain", "strong", "hint").contains(strength)) {
                throw new IllegalArgumentException("pattern '" + id + "': strength must be certain, strong or hint");
            }
            JsonNode when = node.path("when");
            List<String> codes = new ArrayList<>(lower(when.path("errno")));
            codes.addAll(lower(when.path("grpc")));
            codes.removeIf(code -> code.matches("\\d{1,3}"));
            rules.add(new PatternRule(
                    id,
                    node.path("class").asText(),
                    strength,
                    node.path("because").asText(),
                    lower(when.path("exception_type")),
                    lower(when.path("contains")),
                    codes,
                    lower(when.path("sqlstate")),
                    lower(when.path("http_status")),
                    regex(id, when.path("regex"))));
        }
        return new Patterns(rules);
    }

    private static @Nullable Pattern regex(String id, JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        try {
            return Pattern.compile(node.asText(), Pattern.CASE_INSENSITIVE);
        } catch (java.util.regex.PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern '" + id + "': the regex does not compile", e);
        }
    }

    private static List<String> lower(JsonNode list) {
        List<String> found = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(item -> found.add(item.asText().toLowerCase(Locale.ROOT)));
        } else if (!list.isMissingNode() && !list.isNull()) {
            found.add(list.asText().toLowerCase(Locale.ROOT));
        }
        return found;
    }

    int size() {
        return rules.size();
    }
}
