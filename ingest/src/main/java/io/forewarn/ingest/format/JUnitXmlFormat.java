package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Test results in the XML that Ant's JUnit task began and Surefire, Gradle, pytest, Jest and others write: a record for
 * the suite and an error event for each failed test, with its name, file and line.
 */
final class JUnitXmlFormat implements LogFormat {
    @Override
    public String id() {
        return "junit-xml";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "<testsuite name=\"a.ShopTest\" tests=\"1\" failures=\"1\"><testcase name=\"sells\" classname=\"a.ShopTest\">"
                        + "<failure message=\"no\" type=\"java.lang.AssertionError\">at a.ShopTest.sells(ShopTest.java:3)</failure>"
                        + "</testcase></testsuite>");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private static final int PROLOGUE = 1;
        private static final int OPEN = 2;
        private final Clues clues;
        private final XMLInputFactory factory = XMLInputFactory.newFactory();
        private String closing = "";

        Parser(Clues clues) {
            this.clues = clues;
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        }

        @Override
        public Match read(String line, Draft d) {
            d.message(line, 0);
            d.document = true;
            d.large = true;
            d.structured = true;
            if (opens(line)) {
                advance(line, d);
                return Match.STRONG;
            }
            if (line.startsWith("<?xml ") && line.stripTrailing().endsWith("?>")) {
                d.state = PROLOGUE;
                d.fresh = true;
                return Match.WEAK;
            }
            return Match.NONE;
        }

        private boolean opens(String line) {
            int at = line.indexOf("<testsuite");
            boolean starts = at >= 0 && (Text.skipBlanks(line, 0) == at || line.startsWith("<?xml "));
            if (starts) {
                closing = line.startsWith("<testsuites", at) ? "</testsuites>" : "</testsuite>";
            }
            return starts;
        }

        private void advance(String line, Draft d) {
            boolean alone =
                    line.stripTrailing().endsWith("/>") && line.indexOf('<', line.indexOf("<testsuite") + 1) < 0;
            boolean ends = line.contains(closing) || alone;
            d.state = ends ? 0 : OPEN;
            d.closed = ends;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state == PROLOGUE) {
                if (!opens(line)) {
                    boolean comment = line.startsWith("<!--");
                    if (comment) {
                        open.append(line);
                    } else {
                        open.state = 0;
                    }
                    return comment;
                }
                open.append(line);
                advance(line, open);
                return true;
            }
            if (open.state != OPEN) {
                return false;
            }
            open.append(line);
            if (line.contains(closing)) {
                open.state = 0;
                open.closed = true;
            }
            return true;
        }

        @Override
        public void finish(Draft d) {
            String text = d.message();
            List<Draft> failures = new ArrayList<>();
            Suite suite = new Suite();
            try {
                XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                        element(xml, suite, failures, d);
                    }
                }
            } catch (XMLStreamException | RuntimeException e) {
                if (suite.name == null) {
                    return;
                }
                d.attribute("log.record.truncated", "true");
            }
            if (suite.name == null && failures.isEmpty()) {
                return;
            }
            d.more = null;
            d.timestamp = null;
            time(suite.time, d);
            d.component = suite.name;
            d.message("testsuite " + suite.name + ": " + suite.counts, 0);
            d.siblings = List.copyOf(failures);
        }

        private void element(XMLStreamReader xml, Suite suite, List<Draft> failures, Draft d)
                throws XMLStreamException {
            switch (xml.getLocalName()) {
                case "testsuite", "testsuites" -> suite.read(xml);
                case "testcase" -> suite.test(xml, d);
                case "failure", "error", "rerunFailure", "flakyFailure" -> {
                    if (suite.test != null) {
                        failures.add(failure(xml, suite, d));
                    }
                }
                default -> {}
            }
        }

        private Draft failure(XMLStreamReader xml, Suite suite, Draft d) throws XMLStreamException {
            Draft f = new Draft();
            f.severity = Severity.ERROR;
            f.component = suite.name;
            time(suite.time, f);
            f.attribute("test.case.name", suite.test);
            f.attribute("test.suite.name", suite.name);
            f.attribute("code.file.path", suite.file);
            f.attribute("code.line.number", suite.line);
            String message = xml.getAttributeValue(null, "message");
            f.exceptionType = xml.getAttributeValue(null, "type");
            f.exceptionMessage = message;
            String text = xml.getElementText().strip();
            f.stackTrace = text;
            f.firstLine = suite.testLine;
            f.lastLine = line(xml, d);
            f.message(suite.test + ": " + (message == null ? firstLine(text) : message), 0);
            Draft scratch = new Draft();
            scratch.message(text, 0);
            scratch.attribute("code.file.path", suite.file);
            scratch.attribute("code.line.number", suite.line);
            TestPlaces.find(scratch);
            scratch.attributes().forEach(f::attribute);
            return f;
        }

        /** The physical line that the reader stands on: to XML, a carriage return alone ends a line, too. */
        private static long line(XMLStreamReader xml, Draft d) {
            return Math.min(d.lastLine, d.firstLine + Math.max(0, xml.getLocation().getLineNumber() - 1));
        }

        private void time(@Nullable String text, Draft d) {
            if (text != null) {
                clues.timestamp(text, 0, d);
            }
        }

        private static String firstLine(String text) {
            return text.lines().findFirst().orElse("failed");
        }
    }

    /** The suite and test that are being read. */
    private static final class Suite {
        @Nullable String name;

        @Nullable String time;

        String counts = "";

        @Nullable String test;

        @Nullable String file;

        @Nullable String line;

        long testLine;

        void read(XMLStreamReader xml) {
            String own = xml.getAttributeValue(null, "name");
            name = own == null || own.isBlank() ? name == null ? "tests" : name : own;
            String stated = xml.getAttributeValue(null, "timestamp");
            time = stated == null ? time : stated;
            if (counts.isEmpty()) {
                counts = count(xml, "tests") + " tests, " + count(xml, "failures") + " failures, "
                        + count(xml, "errors") + " errors, " + count(xml, "skipped") + " skipped";
            }
        }

        void test(XMLStreamReader xml, Draft d) {
            String type = xml.getAttributeValue(null, "classname");
            String own = xml.getAttributeValue(null, "name");
            test = type == null || type.isBlank() ? String.valueOf(own) : type + "." + own;
            file = xml.getAttributeValue(null, "file");
            line = xml.getAttributeValue(null, "line");
            testLine = Parser.line(xml, d);
        }

        private static String count(XMLStreamReader xml, String name) {
            String value = xml.getAttributeValue(null, name);
            return value == null || value.isBlank() ? "0" : value;
        }
    }
}
