package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Test reports in the XML that JUnit's first runners wrote and most test tools write: each suite an operation of kind
 * {@code test-suite}, each case one of kind {@code test} on its class. A case starts when those before it have taken
 * their time; a skipped one was cancelled. Times are those of the suite. One that states none, as Maven's, is taken to
 * have ended when its file was written; where that is unknown too, it is refused.
 */
final class JunitRows extends OperationRows {
    private final BufferedReader in;
    private final XMLStreamReader xml;
    private final OperationCounts counts;
    private final ArrayDeque<ObjectNode> ahead = new ArrayDeque<>();
    private final ArrayDeque<Suite> open = new ArrayDeque<>();
    private @Nullable Case current;
    private boolean ended;
    private final @Nullable Instant written;

    private static final class Suite {
        String name = "tests";

        @Nullable Instant at;

        @Nullable Instant clock;

        int cases;
        boolean failed;
        final List<ObjectNode> rows = new ArrayList<>();
    }

    private static final class Case {
        String name = "";
        String type = "";
        double seconds;
        String outcome = "succeeded";
    }

    JunitRows(BufferedReader in, OperationCounts counts, @Nullable Instant written) throws IOException {
        this.in = in;
        this.counts = counts;
        this.written = written;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // A report is somebody else's file: it may name no other file and define no entity.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            this.xml = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "not XML: line " + e.getLocation().getLineNumber(), e);
        }
    }

    @Override
    @Nullable OperationRow next() throws IOException {
        try {
            while (ahead.isEmpty() && !ended) {
                step();
            }
        } catch (XMLStreamException e) {
            ended = true;
            counts.reject(
                    "not XML, the rest of the file is lost",
                    Math.max(1, e.getLocation().getLineNumber()));
        }
        ObjectNode row = ahead.poll();
        return row == null ? null : new OperationRow(line(), row);
    }

    private long line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    private void step() throws XMLStreamException {
        if (!xml.hasNext()) {
            ended = true;
            return;
        }
        int event = xml.next();
        counts.lines(line());
        if (event == XMLStreamConstants.START_ELEMENT) {
            begin(xml.getLocalName());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            end(xml.getLocalName());
        }
    }

    private void begin(String element) {
        Case test = current;
        switch (element) {
            case "testsuite" -> open.push(suite());
            case "testcase" -> {
                Case fresh = new Case();
                fresh.name = attribute("name", "");
                fresh.type = attribute("classname", "");
                fresh.seconds = seconds(attribute("time", ""));
                current = fresh;
            }
            case "failure", "error" -> {
                if (test != null) {
                    test.outcome = "failed";
                }
            }
            case "skipped" -> {
                if (test != null) {
                    test.outcome = "cancelled";
                }
            }
            default -> {
                // output and properties say nothing that was known before
            }
        }
    }

    private Suite suite() {
        Suite suite = new Suite();
        suite.name = attribute("name", "tests");
        String stated = attribute("timestamp", "");
        suite.at = stated.isEmpty()
                ? open.isEmpty() || open.element().clock == null ? began() : open.element().clock
                : OperationTimes.of(com.fasterxml.jackson.databind.node.TextNode.valueOf(stated))
                        .orElse(null);
        suite.clock = suite.at;
        return suite;
    }

    /** When a suite that ended as its file was written began. */
    private @Nullable Instant began() {
        Instant end = written;
        if (end == null || end.equals(Instant.EPOCH)) {
            return null;
        }
        double seconds = seconds(attribute("time", ""));
        return end.truncatedTo(ChronoUnit.MILLIS).minusMillis(Math.round(seconds * 1000));
    }

    private void end(String element) {
        Case test = current;
        Suite suite = open.peek();
        if (element.equals("testcase") && test != null) {
            if (suite != null) {
                add(suite, test);
            }
            current = null;
        } else if (element.equals("testsuite") && suite != null) {
            open.pop();
            close(suite);
        }
    }

    private static void add(Suite suite, Case test) {
        suite.cases++;
        suite.failed |= test.outcome.equals("failed");
        Instant at = suite.clock;
        if (at == null) {
            return;
        }
        Instant finished = at.plusNanos((long) (test.seconds * 1e9));
        suite.clock = finished;
        String type = test.type.isBlank() ? suite.name : test.type;
        ObjectNode row = OperationDocument.row()
                .put("id", "junit-" + type + "." + test.name + "-" + at)
                .put("kind", "test")
                .put("component", type)
                .put("at", at.toString())
                .put("outcome", test.outcome)
                .put("finished_at", finished.toString());
        row.putObject("attributes").put("name", test.name).put("suite", suite.name);
        suite.rows.add(row);
    }

    private void close(Suite suite) {
        Suite parent = open.peek();
        if (parent != null) {
            parent.cases += suite.cases;
            parent.failed |= suite.failed;
            parent.clock = suite.clock == null ? parent.clock : suite.clock;
        }
        Instant at = suite.at;
        if (at == null) {
            counts.reject("test suite without a timestamp", line());
            return;
        }
        ahead.addAll(suite.rows);
        if (suite.rows.isEmpty()) {
            return;
        }
        ObjectNode row = OperationDocument.row()
                .put("id", "junit-" + suite.name + "-" + at)
                .put("kind", "test-suite")
                .put("component", suite.name)
                .put("at", at.toString())
                .put("outcome", suite.failed ? "failed" : "succeeded")
                .put("finished_at", String.valueOf(suite.clock));
        row.putObject("attributes").put("tests", suite.cases);
        ahead.add(row);
    }

    private String attribute(String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static double seconds(String text) {
        try {
            return text.isEmpty() ? 0 : Math.max(0, new BigDecimal(text.replace(",", "")).doubleValue());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    List<String> columns() {
        return List.of("id", "kind", "component", "at", "outcome", "finished_at", "attributes");
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the XML could not be closed", e);
        } finally {
            in.close();
        }
    }
}
