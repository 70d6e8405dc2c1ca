package io.forewarn.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.Team;
import io.forewarn.server.wire.Json;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RoutesTest {
    @TempDir
    Path folder;

    static List<Route> all() {
        return Routes.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRouteSaysWhatItAnswersAndFitsItsOwnPath(Route route) {
        assertThat(route.method()).isIn("GET", "POST");
        assertThat(route.path()).startsWith("/").doesNotEndWith("/");
        assertThat(route.summary()).isNotBlank().doesNotContain("\n");
        assertThat(route.match(route.path().replaceAll("\\{[^}]+}", "a%20b")))
                .hasValueSatisfying(values -> assertThat(values.values()).allMatch("a b"::equals));
        assertThat(route.match(route.path() + "/more")).isEmpty();
    }

    @Test
    void noTwoRoutesAreTheSame() {
        Set<String> seen = new HashSet<>();
        assertThat(Routes.all())
                .allSatisfy(r -> assertThat(seen.add(r.method() + r.path().replaceAll("\\{[^}]+}", "{}")))
                        .as(r.path())
                        .isTrue());
    }

    @Test
    void theFirstRouteListsAll() {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            JsonNode list = gateway.get("/api/v1", Map.of()).path("routes");
            assertThat(list).hasSameSizeAs(Routes.all());
            assertThat(gateway.who()).isEqualTo("this process");
        }
    }

    /** An empty home is where everybody begins. */
    @ParameterizedTest
    @MethodSource("all")
    void everyRouteAnswersInAnEmptyHomeWithoutAFaultOfOurs(Route route) {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            String path = route.path().replaceAll("\\{[^}]+}", "none");
            if (route.path().equals("/api/v1/train")) {
                JsonNode risk = gateway.post(path, Map.of("kinds", List.of("risk")))
                        .path("models")
                        .get(0);
                assertThat(risk.path("trained").asBoolean()).isFalse();
                assertThat(risk.path("why").asText()).contains("50 are needed");
                return;
            }
            try {
                Object body = route.method().equals("POST") ? Map.of() : null;
                assertThat(Json.text(gateway.call(route.method(), path, Map.of(), body)))
                        .doesNotContain("NaN");
            } catch (ProblemException e) {
                assertThat(e.problem().exitCode()).as(e.problem().detail()).isEqualTo(2);
                assertThat(e.problem().detail()).isNotBlank().doesNotContain("\n");
            }
        }
    }

    @Test
    void predictionInAnEmptyHomeAbstainsWithNumbersOrNull() {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            JsonNode answer = gateway.post("/predict", Map.of("kind", "deploy", "component", "billing"));
            assertThat(answer.path("abstained").asBoolean()).isTrue();
            assertThat(answer.path("verdict").asText()).isEqualTo("pass");
            assertThat(Json.text(answer)).doesNotContain("NaN");
            assertThat(Json.text(gateway.get("/api/v1/overview", Map.of()))).doesNotContain("NaN");
        }
    }

    @Test
    void unknownAddressIsToldWhereToLook() {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            assertThatThrownBy(() -> gateway.get("/api/v2", Map.of()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(404));
        }
    }

    @Test
    void fieldsOfACallAreCheckedByName() {
        JsonNode body = Json.parse("{\"name\":\"x\",\"yes\":true,\"n\":1,\"nothing\":null}");
        Call call = new Call(Map.of("id", "7"), Map.of("limit", "5", "bad", "x", "blank", " "), body, false);

        assertThat(call.id("id")).isEqualTo("7");
        assertThatThrownBy(() -> call.id("other")).isInstanceOf(IllegalStateException.class);
        assertThat(call.number("limit", 1, 1, 9)).isEqualTo(5);
        assertThat(call.number("absent", 1, 1, 9)).isEqualTo(1);
        assertThat(call.number("blank", 2, 1, 9)).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> call.number("limit", 1, 6, 9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.number("bad", 1, 1, 9))
                .withMessage("'bad' must be a whole number from 1 to 9");
        assertThat(call.text("name")).contains("x");
        assertThat(call.text("nothing")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> call.text("n")).withMessage("'n' must be a string");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.required("nothing"))
                .withMessageContaining("'nothing' is missing");
        assertThat(call.flag("yes")).isTrue();
        assertThat(call.flag("absent")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> call.flag("n")).withMessage("'n' must be true or false");
        assertThat(Call.of(Map.of(), Map.of(), true).body().isMissingNode()).isTrue();
    }

    @Test
    void whatIsNotJsonIsRefusedByPlaceAndNeverQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parse("{\"a\":\n hunter2}"))
                .withMessageMatching("not JSON: line 2, column \\d+; .*")
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("")).withMessageContaining("empty");
        assertThat(Json.pretty(Map.of("a", 1))).contains("\n");
    }
}
