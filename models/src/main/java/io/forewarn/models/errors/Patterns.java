package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The readable layer under the classifier: the rules of {@code patterns.yaml}, more specific classes first, after those
 * of the user. One pass of an automaton finds the literals; a regex is tried only where one of its literals occurs.
 */
public final class Patterns {
    private static final int MAX_CHARS = 4000;

    private final List<PatternRule> rules;
    private final Map<String, ErrorClass> own;
    private final Map<String, List<String>> gates;
    private final Map<String, List<Integer>> byType = new HashMap<>();
    private final ErrorCodes codes = new ErrorCodes();
    private final BitSet ungated = new BitSet();
    private final Literals literals;

    private Patterns(List<PatternRule> rules, Map<String, List<String>> gates, Map<String, ErrorClass> own) {
        this.own = own;
        this.rules = List.copyOf(rules);
        this.gates = Map.copyOf(gates);
        Literals.Builder all = new Literals.Builder();
        for (int i = 0; i < rules.size(); i++) {
            PatternRule rule = rules.get(i);
            for (String type : rule.types()) {
                byType.computeIfAbsent(lastPart(type), t -> new ArrayList<>()).add(i);
            }
            codes.add(rule, i, all);
            for (String literal : rule.literals()) {
                all.add(literal, i);
            }
            if (rule.regex() != null && gates.containsKey(rule.id())) {
                for (String literal : gates.getOrDefault(rule.id(), List.of())) {
                    all.add(literal, rules.size() + i);
                }
            } else if (rule.regex() != null) {
                ungated.set(rules.size() + i);
            }
        }
        ErrorCodes.gates(all, 2 * rules.size());
        this.literals = all.build();
    }

    /** The rules that ship with the product. */
    public static Patterns bundled() {
        return Bundled.ALL;
    }

    private static final class Bundled {
        static final Patterns ALL = new Patterns(
                PatternFile.rules(PatternFile.resource("patterns.yaml")),
                PatternFile.gates(PatternFile.resource("gates.yaml")),
                Map.of());
    }

    /**
     * Rules without gates, as {@code {rules: [...]}}.
     *
     * @throws IllegalArgumentException naming the rule that is wrong
     */
    static Patterns from(JsonNode file) {
        return new Patterns(PatternFile.rules(file), Map.of(), Map.of());
    }

    /**
     * These with a user's rules before them; a rule of the same id takes the place of ours.
     *
     * @param file as {@code patterns.yaml}: {@code {own: [{id, transient}], rules: [...]}}; {@code own} names classes beside
     *     ours
     * @throws IllegalArgumentException naming the rule that is wrong
     */
    public Patterns withUsers(JsonNode file) {
        Map<String, ErrorClass> named = PatternFile.own(file);
        List<PatternRule> both = new ArrayList<>(PatternFile.rules(file, named));
        Set<String> ids = new HashSet<>();
        both.forEach(rule -> ids.add(rule.id()));
        rules.stream().filter(rule -> !ids.contains(rule.id())).forEach(both::add);
        Map<String, List<String>> kept = new HashMap<>(gates);
        kept.keySet().removeAll(ids);
        return new Patterns(both, kept, named);
    }

    /** Our classes and the user's own. */
    public List<ErrorClass> classes() {
        List<ErrorClass> all = new ArrayList<>(ErrorClasses.all());
        own.values().stream().filter(c -> !all.contains(c)).forEach(all::add);
        return all;
    }

    /**
     * One of {@link #classes}.
     *
     * @throws IllegalArgumentException where there is none; the message lists all
     */
    public ErrorClass errorClass(String id) {
        return classes().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown error class; use one of "
                        + String.join(", ", classes().stream().map(ErrorClass::id).toList())));
    }

    /** The same, or one of unknown transience: a model may have learned a class that is configured no more. */
    ErrorClass answered(String id) {
        ErrorClass mine = own.get(id);
        if (mine != null) {
            return mine;
        }
        return ErrorClasses.all().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseGet(() -> new ErrorClass(id, "unknown"));
    }

    List<PatternRule> rules() {
        return rules;
    }

    /** Every rule that holds, the strongest first, among equals in the order of the file. */
    List<PatternRule> matches(ErrorText error) {
        String text = Excerpt.of(error.text(), MAX_CHARS);
        int n = rules.size();
        BitSet found = new BitSet(2 * n + ErrorCodes.forms());
        found.or(ungated);
        literals.find(text, found);
        codes.find(text, found, 2 * n, found);
        names(error, text, found);
        for (int i = found.nextSetBit(n); i >= 0 && i < 2 * n; i = found.nextSetBit(i + 1)) {
            Pattern regex = rules.get(i - n).regex();
            if (!found.get(i - n) && regex != null && regex.matcher(text).find()) {
                found.set(i - n);
            }
        }
        List<PatternRule> matches = new ArrayList<>();
        for (int i = found.nextSetBit(0); i >= 0 && i < n; i = found.nextSetBit(i + 1)) {
            matches.add(rules.get(i));
        }
        matches.sort(Comparator.comparing(PatternRule::strength));
        return matches;
    }

    /** Types of the event and of lines like {@code Type: message}, and names of codes in capitals. */
    private void names(ErrorText error, String text, BitSet found) {
        if (error.exceptionType() != null) {
            types(error.exceptionType(), found);
        }
        int n = text.length();
        for (int i = 0; i < n; i++) {
            if (!Names.isPart(text.charAt(i))) {
                continue;
            }
            int start = i;
            i = Names.end(text, i);
            if (i - start >= 3 && Names.isType(text, start, i)) {
                type(text.substring(start, i), found);
            }
            if (i - start >= 3 && Names.isCapitals(text, start, i)) {
                codes.word(text.substring(start, i), Names.isPartOfMessage(text, start, i), found);
            }
        }
    }

    /** Of {@code TypeError [ERR_X]} both. */
    private void types(String type, BitSet found) {
        int bracket = type.indexOf(" [");
        if (bracket > 0) {
            type(type.substring(0, bracket), found);
            type(type.substring(bracket + 2).replace("]", ""), found);
        } else {
            type(type.strip(), found);
        }
    }

    private void type(String type, BitSet found) {
        List<Integer> candidates = byType.get(lastPart(type));
        if (candidates != null) {
            for (int i : candidates) {
                if (rules.get(i).types().stream().anyMatch(name -> fits(name, type))) {
                    found.set(i);
                }
            }
        }
    }

    private static boolean fits(String name, String type) {
        int at = type.length() - name.length();
        return type.endsWith(name) && (at == 0 || ".$:\\".indexOf(type.charAt(at - 1)) >= 0);
    }

    private static String lastPart(String type) {
        int i = type.length();
        while (i > 0 && ".$:\\".indexOf(type.charAt(i - 1)) < 0) {
            i--;
        }
        return type.substring(i);
    }

    static void mark(Map<String, List<Integer>> index, String key, BitSet found) {
        @Nullable List<Integer> hits = index.get(key);
        if (hits != null) {
            hits.forEach(found::set);
        }
    }
}
