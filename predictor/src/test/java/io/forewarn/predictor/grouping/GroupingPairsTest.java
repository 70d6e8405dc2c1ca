package io.forewarn.predictor.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.EventReader;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of events of many languages that belong together, or do not, from the bytes to the fingerprint. */
class GroupingPairsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEGABYTE = 1 << 20;

    private final Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "test"));

    record Pair(String name, boolean same, JsonNode a, JsonNode b) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (InputStream in = GroupingPairsTest.class.getResourceAsStream("pairs.jsonl")) {
            assertThat(in).isNotNull();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                pairs.add(new Pair(
                        row.path("name").asText(), row.path("same").asBoolean(), row.path("a"), row.path("b")));
            }
        }
        assertThat(pairs).hasSizeGreaterThan(150);
        return pairs.stream();
    }

    private @Nullable Event read(String text) throws IOException {
        Source source = Source.of("unknown.json", text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        try (EventReader reader = EventReader.open(source, ReadOptions.defaults(), scrubber)) {
            EventReader.Read read = reader.next();
            return read == null ? null : read.event();
        }
    }

    private Fingerprint print(JsonNode json) throws IOException {
        Event event = read(json.toString());
        assertThat(event).isNotNull();
        return event == null ? new Fingerprint("", "", "") : Groupings.current().of(event, null);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void putsTogetherWhatBelongsTogetherAndNothingElse(Pair pair) throws IOException {
        Fingerprint one = print(pair.a());
        Fingerprint other = print(pair.b());
        assertThat(one.value().equals(other.value()))
                .as(one.why() + " / " + other.why())
                .isEqualTo(pair.same());
    }

    @Test
    void throwsForNoPayloadHoweverLargeDeepOrWrong() {
        ObjectNode large = JSON.createObjectNode().put("event_id", "1").put("platform", "python");
        ObjectNode value = large.putObject("exception").putArray("values").addObject();
        value.put("type", "T".repeat(MEGABYTE)).put("value", "v (".repeat(MEGABYTE / 3));
        ArrayNode frames = value.putObject("stacktrace").putArray("frames");
        frames.addObject().put("function", "f(".repeat(MEGABYTE / 2)).put("filename", "a/".repeat(MEGABYTE / 2));
        for (int i = 0; i < 20_000; i++) {
            frames.addObject().put("function", "walk" + i % 3).put("lineno", -i);
        }

        ObjectNode chain = JSON.createObjectNode().put("event_id", "2").put("platform", "java");
        ArrayNode values = chain.putObject("exception").putArray("values");
        for (int i = 0; i < 3000; i++) {
            ObjectNode each = values.addObject().put("type", "E" + i % 2).put("value", "x");
            // each names the next as its parent, and the last the first
            each.putObject("mechanism").put("exception_id", i).put("parent_id", (i + 1) % 3000);
        }

        String deep = "{\"event_id\":\"3\",\"platform\":\"go\",\"exception\":" + "{\"values\":[".repeat(5000) + "1"
                + "]}".repeat(5000) + "}";
        String causes = "{\"message\":\"A: x\\n" + "Caused by: B: y\\n\\tat c.D.e(D.java:1)\\n".repeat(20_000) + "\"}";
        String wrong =
                "{\"event_id\":[],\"exception\":{\"values\":[null,7,\"x\",[],{\"type\":{},\"value\":[1],\"stacktrace\":"
                        + "{\"frames\":[null,{\"function\":{},\"lineno\":\"x\",\"in_app\":\"no\"},[]]}}]},\"fingerprint\":[null,{},[[]],3],"
                        + "\"tags\":[[],[null],{},null],\"logentry\":[],\"threads\":{\"values\":[null,{\"crashed\":\"x\"}]},\"timestamp\":{}}";
        for (String text :
                List.of(large.toString(), chain.toString(), deep, causes, wrong, "{}", "[]", "null", "\u0000")) {
            assertThatCode(() -> {
                        Event event = read(text);
                        if (event != null) {
                            assertThat(Groupings.current().of(event, null).why().length())
                                    .isLessThan(20_000);
                        }
                    })
                    .as(text.substring(0, Math.min(60, text.length())))
                    .doesNotThrowAnyException();
        }
    }
}
