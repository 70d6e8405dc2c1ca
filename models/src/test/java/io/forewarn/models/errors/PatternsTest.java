package io.forewarn.models.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
    private static final String RULES = """
            rules:
              - {id: disk, class: resource_exhausted, strength: certain, when: {errno: [ENOSPC, 28]}, because: "errno says so"}
              - {id: sql, class: network, strength: certain, when: {sqlstate: ["08"]}, because: "SQLSTATE says so"}
              - {id: http, class: unavailable, strength: certain, when: {http_status: [503]}, because: "HTTP says so"}
              - {id: rpc, class: timeout, strength: certain, when: {grpc: [DEADLINE_EXCEEDED]}, because: "gRPC says so"}
              - {id: type, class: logic, strength: hint, when: {exception_type: [NullPointerException, ERR_X, "Net::Gone"]}, because: "type says so"}
              - {id: word, class: other, strength: strong, when: {contains: ["went wrong"]}, because: "words say so"}
              - {id: line, class: cancelled, strength: strong, when: {regex: "^stopped$"}, because: "a line says so"}
            """;

    private final Patterns patterns = Patterns.from(yaml(RULES));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disk | write failed: ENOSPC",
                "disk | [Errno 28] nothing left",
                "disk | open: errno 28",
                "disk | fault (os error 28)",
                "disk | error=28, what a day",
                "disk | write() failed (28: full)",
                "sql  | SQLSTATE 08006",
                "sql  | ERROR [SQLSTATE(08001)]: x",
                "sql  | sqlstate=08P01",
                "http | HTTP/1.1 503",
                "http | got status code 503 from peer",
                "http | {\"statusCode\": 503}",
                "http | 503 Server Error for url",
                "http | 503 Service Unavailable",
                "http | Error code: 503 - x",
                "http | \"GET /a HTTP/1.1\" 503 17",
                "rpc  | DEADLINE_EXCEEDED: late",
                "rpc  | status = StatusCode.DEADLINE_EXCEEDED",
                "rpc  | rpc error: code = DeadlineExceeded desc = late",
                "type | java.lang.NullPointerException: x is null",
                "type | Caused by: a.b.NullPointerException",
                "word | Something WENT wrong here",
            })
    void readsCodesInTheirForms(String rule, String text) {
        assertThat(patterns.matches(ErrorText.of(text)))
                .extracting(PatternRule::id)
                .containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "took 28 ms",
                "errno -28",
                "errno 281",
                "ENOSPCX",
                "enospc",
                "error 08006 without its name",
                "line 503 of http.c",
                "503 rows",
                "\"GET /503 HTTP/1.1\" 200",
                "the deadline_exceeded metric rose",
                "nullpointerexception: x",
                "at a.NullPointerExceptionTest.run(X.java:3)",
                "not stopped",
            })
    void leavesNumbersAndNamesElsewhereAlone(String text) {
        assertThat(patterns.matches(ErrorText.of(text))).isEmpty();
    }

    @Test
    void comparesTypeAndCodeInBrackets() {
        assertThat(patterns.matches(typed("TypeError [ERR_X]"))).hasSize(1);
        assertThat(patterns.matches(typed("Ruby::Net::Gone"))).hasSize(1);
        assertThat(patterns.matches(typed("Gone"))).isEmpty();
        assertThat(patterns.matches(typed("MyNullPointerException"))).isEmpty();
    }

    @Test
    void findsALineAmongOthers() {
        assertThat(patterns.matches(ErrorText.of("first\nSTOPPED\nlast"))).hasSize(1);
    }

    @Test
    void putsTheStrongestFirstThenTheOrderOfTheFile() {
        assertThat(patterns.matches(ErrorText.of("NullPointerException: went wrong\nstopped\nHTTP 503 ENOSPC")))
                .extracting(PatternRule::id)
                .containsExactly("disk", "http", "word", "line", "type");
    }

    @Test
    void takesRulesOfTheUserFirst() {
        Patterns mine = patterns.withUsers(
                yaml(
                        "rules: [{id: mine, class: permission, strength: certain, when: {regex: 'gate \\d+ shut'},"
                                + " because: 'our gate'},"
                                + " {id: word, class: logic, strength: strong, when: {contains: ['odd']}, because: 'odd it is'}]"));
        assertThat(mine.matches(ErrorText.of("HTTP 503: Gate 7 shut")))
                .extracting(PatternRule::id)
                .containsExactly("mine", "http");
        assertThat(mine.matches(ErrorText.of("went wrong"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: a, class: nonsense, strength: hint, when: {contains: [x]}, because: y} | unknown error class",
                "{id: a, class: logic, strength: big, when: {contains: [x]}, because: y} | strength must be",
                "{id: a, class: logic, strength: hint, when: {regex: '('}, because: y} | does not compile",
                "{id: a, class: logic, strength: hint, when: {words: [x]}, because: y} | unknown condition 'words'",
                "{id: a, class: logic, strength: hint, when: {}, because: y} | has no condition",
                "{id: a, class: logic, strength: hint, when: {contains: [x]}} | needs an id and a because",
                "{id: a, class: logic, strength: hint, when: {contains: ['']}, because: y} | occurs everywhere",
            })
    void refusesARuleThatIsWrongAndSaysWhy(String rule, String why) {
        JsonNode file = yaml("rules: [" + rule + "]");
        assertThatThrownBy(() -> Patterns.from(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesAnIdThatStandsTwice() {
        JsonNode file = yaml("rules: [{id: a, class: logic, strength: hint, when: {contains: [x]}, because: y},"
                + " {id: a, class: logic, strength: hint, when: {contains: [z]}, because: y}]");
        assertThatThrownBy(() -> Patterns.from(file)).hasMessageContaining("'a' stands twice");
    }

    @Test
    void readsTheCauseAtTheEndOfAVeryLongTrace() {
        String frames = "\n\tat a.b.C.d(C.java:7)".repeat(2000);
        String text =
                "java.lang.RuntimeException: outer" + frames + "\nCaused by: a.NullPointerException: inner" + frames;
        assertThat(patterns.matches(ErrorText.of(text))).hasSize(1);
        assertThat(Excerpt.of("x".repeat(9000) + "end", 100)).hasSize(100).endsWith("end");
        assertThat(Excerpt.of("short", 100)).isEqualTo("short");
    }

    private static ErrorText typed(String type) {
        return new ErrorText("x", null, type, null, List.of());
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
