package io.forewarn.predictor.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.forewarn.ingest.EventReader;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What must not matter does not matter, and what must does, for every event of clients of many languages and for every
 * error of the bundled fault lab (metamorphic relations: Chen, Cheung, Yiu 1998).
 */
class RealEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CLIENTS = Path.of("../../shared/data/events");
    private static final Path LAB = Path.of("../datasets/faultlab/logs");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    private final Grouping grouping = Groupings.current();
    private final Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "test"));

    private static List<ObjectNode> clients() throws IOException {
        assumeThat(CLIENTS).as("the events of clients are not here").exists();
        List<ObjectNode> events = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLIENTS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                if (JSON.readTree(file.toFile()) instanceof ObjectNode event) {
                    events.add(event);
                }
            }
        }
        assertThat(events).hasSizeGreaterThan(40);
        return events;
    }

    private @Nullable Event read(JsonNode event) throws IOException {
        byte[] bytes = JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        Source source = Source.of("shop.json", bytes, Instant.EPOCH);
        try (EventReader reader = EventReader.open(source, ReadOptions.defaults(), scrubber)) {
            EventReader.Read read = reader.next();
            return read == null ? null : read.event();
        }
    }

    private Fingerprint print(JsonNode json) throws IOException {
        Event event = read(json);
        assertThat(event).as("unreadable: " + json).isNotNull();
        return event == null ? new Fingerprint("", "", "") : grouping.of(event, null);
    }

    private static List<ObjectNode> exceptions(JsonNode event) {
        List<ObjectNode> found = new ArrayList<>();
        List<JsonNode> roots = new ArrayList<>(List.of(event.path("exception")));
        event.path("entries").forEach(entry -> {
            if (entry.path("type").asText().equals("exception")) {
                roots.add(entry.path("data"));
            }
        });
        for (JsonNode root : roots) {
            (root.isArray() ? root : root.path("values")).forEach(value -> {
                if (value instanceof ObjectNode object) {
                    found.add(object);
                }
            });
        }
        return found;
    }

    private static void frames(ObjectNode exception, Consumer<ObjectNode> each) {
        exception.path("stacktrace").path("frames").forEach(frame -> {
            if (frame instanceof ObjectNode object) {
                each.accept(object);
            }
        });
    }

    private static String otherDigits(String text) {
        return DIGIT.matcher(text)
                .replaceAll(found -> String.valueOf('1' + (found.group().charAt(0) - '0' + 4) % 9 - '0'));
    }

    @Test
    void keepsTheFingerprintOfAClientsEventThatDiffersInIdsAddressesLinesAndTimes() throws IOException {
        for (ObjectNode event : clients()) {
            ObjectNode other = event.deepCopy();
            other.put("event_id", "0123456789abcdef0123456789abcdef")
                    .put("timestamp", "2025-03-04T05:06:07Z")
                    .put("release", "r-9")
                    .put("server_name", "elsewhere");
            for (ObjectNode exception : exceptions(other)) {
                frames(exception, frame -> {
                    frame.put(frame.has("lineNo") ? "lineNo" : "lineno", 4711)
                            .put("colno", 3)
                            .put("instruction_addr", "0x7fff00c0ffee")
                            .put("context_line", "another line");
                });
                if (exception.path("value").isTextual()) {
                    exception.put("value", otherDigits(exception.path("value").asText()));
                }
            }
            assertThat(print(other).value())
                    .as(print(event).why())
                    .isEqualTo(print(event).value());
        }
    }

    @Test
    void changesTheFingerprintWithTheTypeOrTheTopFrame() throws IOException {
        int frames = 0;
        int types = 0;
        for (ObjectNode event : clients()) {
            if (event.path("fingerprint").toString().contains("foo")) {
                continue;
            }
            String before = print(event).value();
            List<ObjectNode> own = exceptions(event);
            if (own.isEmpty()) {
                continue;
            }
            ObjectNode retyped = event.deepCopy();
            List<ObjectNode> chain = exceptions(retyped);
            chain.get(chain.size() - 1).put("type", "QuiteAnotherError");
            assertThat(print(retyped).value()).as(print(event).why()).isNotEqualTo(before);
            types++;
            ObjectNode moved = event.deepCopy();
            if (moveTopFrame(exceptions(moved))) {
                assertThat(print(moved).value()).as(print(event).why()).isNotEqualTo(before);
                frames++;
            }
        }
        assertThat(types).isGreaterThan(30);
        assertThat(frames).isGreaterThan(25);
    }

    private static boolean moveTopFrame(List<ObjectNode> exceptions) {
        for (ObjectNode exception : exceptions) {
            List<ObjectNode> all = new ArrayList<>();
            frames(exception, all::add);
            List<ObjectNode> own = all.stream()
                    .filter(f -> f.path("in_app").asBoolean() || f.path("inApp").asBoolean())
                    .toList();
            List<ObjectNode> counted = own.isEmpty() ? all : own;
            if (!counted.isEmpty()) {
                counted.get(counted.size() - 1)
                        .put("function", "somewhereElse")
                        .put("module", "some.where")
                        .put("filename", "elsewhere.src");
                return true;
            }
        }
        return false;
    }

    @Test
    void throwsForNoMutationOfAClientsEvent() throws IOException {
        Random random = new Random(17);
        List<JsonNode> odd = List.of(
                JSON.nullNode(),
                JSON.createArrayNode(),
                JSON.createObjectNode(),
                JSON.getNodeFactory().numberNode(-1),
                TextNode.valueOf(""),
                TextNode.valueOf("\0\uD800{{ default }} $1 \\"),
                TextNode.valueOf("(".repeat(3000)),
                JSON.createArrayNode().add(JSON.nullNode()).add(7),
                JSON.getNodeFactory().booleanNode(true));
        for (ObjectNode event : clients()) {
            for (int round = 0; round < 20; round++) {
                ObjectNode mutant = event.deepCopy();
                for (int cuts = 0; cuts < 3; cuts++) {
                    mutate(mutant, odd.get(random.nextInt(odd.size())), random);
                }
                Event read = read(mutant);
                if (read != null) {
                    assertThat(grouping.of(read, null).value()).hasSize(32);
                }
            }
        }
    }

    private static void mutate(JsonNode node, JsonNode with, Random random) {
        JsonNode at = node;
        while (true) {
            List<String> names = new ArrayList<>();
            at.fieldNames().forEachRemaining(names::add);
            if (at instanceof ObjectNode object && !names.isEmpty()) {
                // what grouping reads is hit more often than the rest
                List<String> read = names.stream()
                        .filter(
                                List.of(
                                        "exception",
                                        "values",
                                        "stacktrace",
                                        "frames",
                                        "logentry",
                                        "message",
                                        "fingerprint")::contains)
                        .toList();
                String name = !read.isEmpty() && random.nextBoolean()
                        ? read.get(random.nextInt(read.size()))
                        : names.get(random.nextInt(names.size()));
                JsonNode child = object.path(name);
                if (!child.isContainerNode() || child.isEmpty() || random.nextInt(4) == 0) {
                    object.set(name, with.deepCopy());
                    return;
                }
                at = child;
            } else if (at instanceof ArrayNode array && !array.isEmpty()) {
                int i = random.nextInt(array.size());
                if (!array.get(i).isContainerNode() || array.get(i).isEmpty() || random.nextInt(4) == 0) {
                    array.set(i, with.deepCopy());
                    return;
                }
                at = array.get(i);
            } else {
                return;
            }
        }
    }

    @Test
    void holdsForEveryErrorOfTheFaultLab() throws IOException {
        int errors = 0;
        int framed = 0;
        for (Event event : labErrors()) {
            errors++;
            String before = grouping.of(event, null).value();
            Event.Builder other = copy(event)
                    .key(9, 9)
                    .timestamp(Instant.EPOCH)
                    .frames(event.frames().stream()
                            .map(f -> new StackFrame(f.module(), f.function(), f.file(), 4711, f.inApp()))
                            .toList());
            assertThat(grouping.of(other.build(), null).value())
                    .as(event.message())
                    .isEqualTo(before);
            if (event.exceptionType() == null) {
                continue;
            }
            assertThat(grouping.of(
                                    copy(event)
                                            .exception("com.acme.Other", event.exceptionMessage())
                                            .build(),
                                    null)
                            .value())
                    .as(event.message())
                    .isNotEqualTo(before);
            if (!event.frames().isEmpty()) {
                framed++;
                List<StackFrame> moved = new ArrayList<>(event.frames());
                moved.add(0, new StackFrame("some.where", "else", "Else.java", 1, true));
                assertThat(grouping.of(copy(event).frames(moved).build(), null).value())
                        .isNotEqualTo(before);
            }
        }
        assertThat(errors).isGreaterThan(500);
        assertThat(framed).isPositive();
    }

    private List<Event> labErrors() throws IOException {
        assumeThat(LAB).as("the fault lab is not here").exists();
        List<Event> errors = new ArrayList<>();
        for (Source source : Sources.find(List.of(LAB))) {
            try (EventReader reader = EventReader.open(source, ReadOptions.defaults(), scrubber)) {
                for (EventReader.Read r = reader.next(); r != null; r = reader.next()) {
                    Severity severity = r.event().severity();
                    if (r.event().exceptionType() != null || severity == Severity.ERROR || severity == Severity.FATAL) {
                        errors.add(r.event());
                    }
                }
            }
        }
        return errors;
    }

    private static Event.Builder copy(Event e) {
        return Event.builder()
                .component(e.component())
                .severity(e.severity())
                .logger(e.logger())
                .message(e.message())
                .exception(e.exceptionType(), e.exceptionMessage())
                .attributes(e.attributes())
                .frames(e.frames());
    }
}
