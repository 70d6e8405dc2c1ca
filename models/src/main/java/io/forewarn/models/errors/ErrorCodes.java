package io.forewarn.models.errors;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Standard codes in a text: SQLSTATE, errno, HTTP status, gRPC status, in the forms that the header of
 * {@code patterns.yaml} lists. A number counts only in one of these forms.
 */
final class ErrorCodes {
    private enum Kind {
        SQLSTATE,
        ERRNO,
        HTTP,
        GRPC
    }

    /** A way to write a code: a regex with the code as its group, tried where a literal occurs. */
    private record Form(Kind kind, List<String> gate, Pattern regex) {
        static Form of(Kind kind, String regex, String... gate) {
            return new Form(kind, List.of(gate), Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.of(Kind.SQLSTATE, "\\bsqlstate\\W{0,4}([0-9a-z]{5})\\b", "sqlstate"),
            Form.of(Kind.ERRNO, "\\berrno[ :=]{1,2}(\\d{1,3})\\b", "errno"),
            Form.of(Kind.ERRNO, "\\b(?:os error |error=)(\\d{1,3})\\b", "os error ", "error="),
            Form.of(Kind.ERRNO, "\\((\\d{1,3}): ", "("),
            Form.of(Kind.HTTP, "\\bhttp(?:/[\\d.]{1,3})? (\\d{3})\\b", "http"),
            Form.of(Kind.HTTP, "\\bstatus(?:[ _]?code)?[\"']?(?: ?[:=] ?| )(?:of )?(\\d{3})\\b", "status"),
            Form.of(Kind.HTTP, "\\b(?:error code: ?|code=)(\\d{3})\\b", "error code:", "code="),
            Form.of(Kind.HTTP, "\\breturned error: (\\d{3})\\b", "returned error: "),
            Form.of(Kind.HTTP, "\\b(\\d{3}) (?:client|server) error\\b", " client error", " server error"),
            Form.of(Kind.HTTP, "\"[a-z]{3,8} [^\"\\n]{1,500}\" (\\d{3})\\b", "\" "),
            Form.of(Kind.GRPC, "\\b(?:statuscode\\.|code = )(\\w{2,20})\\b", "statuscode.", "code = "));

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("400", "bad request"),
            Map.entry("401", "unauthorized"),
            Map.entry("403", "forbidden"),
            Map.entry("404", "not found"),
            Map.entry("408", "request timeout"),
            Map.entry("409", "conflict"),
            Map.entry("410", "gone"),
            Map.entry("412", "precondition failed"),
            Map.entry("413", "payload too large"),
            Map.entry("415", "unsupported media type"),
            Map.entry("422", "unprocessable entity"),
            Map.entry("429", "too many requests"),
            Map.entry("500", "internal server error"),
            Map.entry("502", "bad gateway"),
            Map.entry("503", "service unavailable"),
            Map.entry("504", "gateway timeout"),
            Map.entry("507", "insufficient storage"));

    private final Map<String, List<Integer>> sqlStates = new HashMap<>();
    private final Map<String, List<Integer>> errnos = new HashMap<>();
    private final Map<String, List<Integer>> statuses = new HashMap<>();
    private final Map<String, List<Integer>> grpc = new HashMap<>();

    /** Adds what the rule of that number says of codes. */
    void add(PatternRule rule, int number, Literals.Builder literals) {
        put(sqlStates, rule.sqlStates(), number);
        put(errnos, rule.errnos(), number);
        put(statuses, rule.httpStatuses(), number);
        put(grpc, rule.grpc().stream().map(ErrorCodes::plain).toList(), number);
        for (String status : rule.httpStatuses()) {
            String reason = REASONS.get(status);
            if (reason != null) {
                literals.add(status + " " + reason, number);
            }
        }
    }

    /** Gives each form that can be gated a number from {@code first} on. */
    static void gates(Literals.Builder literals, int first) {
        for (int form = 0; form < FORMS.size(); form++) {
            for (String literal : FORMS.get(form).gate()) {
                literals.add(literal, first + form);
            }
        }
    }

    static int forms() {
        return FORMS.size();
    }

    /** Marks the rules whose codes stand in the text; {@code first} is the number of the first form's gate. */
    void find(String text, BitSet gates, int first, BitSet found) {
        for (int i = gates.nextSetBit(first); i >= 0 && i < first + FORMS.size(); i = gates.nextSetBit(i + 1)) {
            Form form = FORMS.get(i - first);
            Matcher matcher = form.regex().matcher(text);
            while (matcher.find()) {
                mark(form.kind(), matcher.group(1), found);
            }
        }
    }

    private void mark(Kind kind, String code, BitSet found) {
        switch (kind) {
            case ERRNO -> Patterns.mark(errnos, code, found);
            case HTTP -> Patterns.mark(statuses, code, found);
            case GRPC -> Patterns.mark(grpc, plain(code), found);
            case SQLSTATE -> {
                for (int length = 1; length <= code.length(); length++) {
                    Patterns.mark(sqlStates, code.substring(0, length).toUpperCase(Locale.ROOT), found);
                }
            }
        }
    }

    /** A word in capitals: the name of an errno, or of a gRPC status where one may stand. */
    void word(String word, boolean startsAndEndsAPart, BitSet found) {
        Patterns.mark(errnos, word, found);
        if (startsAndEndsAPart) {
            Patterns.mark(grpc, plain(word), found);
        }
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, List<Integer>> into, List<String> keys, int rule) {
        keys.forEach(key -> into.computeIfAbsent(key, k -> new ArrayList<>()).add(rule));
    }
}
