package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What test runners print: pytest's sections and summary, Jest and Vitest, {@code go test}, Pester, Gradle, RSpec, cargo
 * and TAP. A failed test is an error event with the test's name, and the file and line where its text names them.
 */
final class TestRunFormat implements LogFormat {
    /** The head states a failure whose text follows indented or up to the next of its kind. */
    private static final int PYTEST = 1;

    private static final int JEST = 2;

    @Override
    public String id() {
        return "tests";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "FAILED tests/test_shop.py::test_charge - ValueError: no stock",
                "--- FAIL: TestCharge (0.00s)",
                "[-] charges the card 12ms (10ms|2ms)",
                "ShopTest > charges() FAILED");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser();
    }

    private static final class Parser implements LineParser {
        private @Nullable String place;

        @Override
        public Match read(String line, Draft d) {
            int from = Text.skipBlanks(line, 0);
            d.message(line, from);
            char c = Text.at(line, from);
            boolean found = switch (c) {
                case '=' -> section(line, from) || goes(line, from, d);
                case '_' -> pytest(line, d);
                case '-' -> go(line, from, d);
                case '[' -> pester(line, from, d);
                case '●' -> jest(line, from, d);
                case 'F', 'E', 'P', 'X', 'S' -> verdict(line, from, d);
                case 'n', 'o', 't', 'r' -> small(line, from, d);
                default -> false;
            };
            return found || trailing(line, from, d) ? Match.WEAK : Match.NONE;
        }

        /** {@code ===== FAILURES =====}. */
        private static boolean section(String line, int from) {
            int blank = line.indexOf(' ');
            return from == 0 && blank >= 3 && line.startsWith("===", blank - 3) && line.endsWith("===");
        }

        private boolean goes(String line, int from, Draft d) {
            boolean runs = line.startsWith("=== RUN   ", from)
                    || line.startsWith("=== CONT  ", from)
                    || line.startsWith("=== PAUSE ", from)
                    || line.startsWith("=== NAME  ", from);
            if (runs) {
                d.attribute("test.case.name", line.substring(from + 10).strip());
                place = null;
            }
            return runs;
        }

        private static boolean pytest(String line, Draft d) {
            int end = 0;
            while (Text.at(line, end) == '_') {
                end++;
            }
            if (end < 3 || Text.at(line, end) != ' ' || !line.endsWith("__")) {
                return false;
            }
            int last = line.length();
            while (last > end && line.charAt(last - 1) == '_') {
                last--;
            }
            String name = line.substring(Math.min(end, last), last).strip();
            if (name.isEmpty()) {
                return false;
            }
            d.severity = Severity.ERROR;
            d.attribute("test.case.name", name);
            d.state = PYTEST;
            return true;
        }

        private boolean go(String line, int from, Draft d) {
            boolean failed = line.startsWith("--- FAIL: ", from);
            if (!failed && !line.startsWith("--- PASS: ", from) && !line.startsWith("--- SKIP: ", from)) {
                return false;
            }
            d.severity = failed ? Severity.ERROR : null;
            d.attribute("test.case.name", line.substring(from + 10, Text.endOfWord(line, from + 10)));
            if (failed && place != null) {
                TestPlaces.put(place, d);
            }
            return true;
        }

        private static boolean pester(String line, int from, Draft d) {
            char mark = Text.at(line, from + 1);
            boolean shape = line.startsWith("] ", from + 2) && line.indexOf("ms", from) > 0;
            if (!shape || (mark != '-' && mark != '+' && mark != '!' && mark != '?')) {
                return false;
            }
            int end = line.lastIndexOf("ms (");
            end = end < 0 ? line.lastIndexOf("ms") : end;
            int blank = line.lastIndexOf(' ', end);
            d.severity = mark == '-' ? Severity.ERROR : null;
            d.attribute("test.case.name", line.substring(from + 4, Math.max(from + 4, blank)));
            return true;
        }

        private static boolean jest(String line, int from, Draft d) {
            if (Text.at(line, from + 1) != ' ') {
                return false;
            }
            d.severity = Severity.ERROR;
            d.state = JEST;
            d.attribute("test.case.name", line.substring(from + 2).strip());
            return true;
        }

        private static boolean verdict(String line, int from, Draft d) {
            int end = Text.endOfWord(line, from);
            String word = line.substring(from, end);
            int next = Text.skipBlanks(line, end);
            switch (word) {
                case "FAILED", "ERROR", "XFAIL", "SKIPPED", "XPASS" -> {
                    int stop = Text.endOfWord(line, next);
                    boolean python = line.startsWith(".py", next) || line.indexOf(".py", next) > 0;
                    if (!python || line.indexOf(".py", next) > stop) {
                        return false;
                    }
                    d.severity = word.equals("FAILED") || word.equals("ERROR") ? Severity.ERROR : null;
                    String name = line.substring(next, stop);
                    d.attribute("test.case.name", name);
                    d.attribute("code.file.path", name.substring(0, name.indexOf(".py") + 3));
                }
                case "FAIL", "PASS" -> {
                    d.severity = word.equals("FAIL") ? Severity.ERROR : null;
                    boolean file = next < line.length() && (line.indexOf('.', next) > 0 || line.indexOf('/', next) > 0);
                    if (!file && end != line.length()) {
                        return false;
                    }
                }
                case "Failed" -> {
                    int bracket = line.lastIndexOf(" [");
                    if (from == 0 || bracket < next || !line.endsWith("s]")) {
                        return false;
                    }
                    d.severity = Severity.ERROR;
                    d.attribute("test.case.name", line.substring(next, bracket));
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** {@code not ok 2 - name}, {@code ok  \tpackage\t0.1s}, {@code test a::b ... FAILED}, {@code rspec ./a_spec.rb:3 # name}. */
        private static boolean small(String line, int from, Draft d) {
            if (line.startsWith("not ok ", from)) {
                d.severity = Severity.ERROR;
                int dash = line.indexOf(" - ", from);
                d.attribute("test.case.name", dash < 0 ? line.substring(from + 7) : line.substring(dash + 3));
                return Text.digits(line, from + 7) > 0;
            }
            if (line.startsWith("ok ", from)) {
                return Text.digits(line, from + 3) > 0 || line.startsWith("ok  \t", from);
            }
            if (line.startsWith("test ", from) && line.indexOf(" ... ") > 0) {
                d.severity = line.endsWith("FAILED") ? Severity.ERROR : null;
                d.attribute("test.case.name", line.substring(from + 5, line.indexOf(" ... ")));
                return line.endsWith("FAILED") || line.endsWith(" ok") || line.endsWith("ignored");
            }
            int mark = line.startsWith("rspec ", from) ? line.indexOf(" # ") : -1;
            if (mark < 0) {
                return false;
            }
            d.severity = Severity.ERROR;
            d.attribute("test.case.name", line.substring(mark + 3));
            TestPlaces.put(line.substring(from + 6, mark), d);
            return true;
        }

        /** {@code tests/a.py::test PASSED [ 50%]} and {@code ShopTest > charges() FAILED}. */
        private static boolean trailing(String line, int from, Draft d) {
            int python = line.indexOf(".py::");
            if (python > 0 && line.indexOf(' ') > python) {
                int end = line.indexOf(' ');
                String rest = line.substring(end).strip();
                d.severity = rest.startsWith("FAILED") || rest.startsWith("ERROR") ? Severity.ERROR : null;
                d.attribute("test.case.name", line.substring(0, end));
                d.attribute("code.file.path", line.substring(0, python + 3));
                return rest.startsWith("PASSED") || rest.startsWith("SKIPPED") || d.severity != null;
            }
            int arrow = line.indexOf(" > ", from);
            boolean gradle = from == 0 && arrow > 0 && line.indexOf(' ') == arrow;
            if (!gradle || !(line.endsWith(" FAILED") || line.endsWith(" PASSED") || line.endsWith(" SKIPPED"))) {
                return false;
            }
            d.severity = line.endsWith(" FAILED") ? Severity.ERROR : null;
            d.attribute(
                    "test.case.name", line.substring(0, line.lastIndexOf(' ')).replace(" > ", "."));
            return true;
        }

        @Override
        public boolean continues(String line, Draft open) {
            char c = line.charAt(0);
            boolean goesOn = switch (open.state) {
                case PYTEST -> !line.startsWith("====") && !line.startsWith("____");
                case JEST -> (c == ' ' || c == '\t') && !line.startsWith("  ● ");
                default -> false;
            };
            if (goesOn) {
                open.append(line);
                return true;
            }
            if (line.startsWith("    ") && open.attributes().containsKey("test.case.name")) {
                String found = TestPlaces.goPlace(line);
                place = found == null ? place : found;
            }
            return false;
        }

        @Override
        public void finish(Draft d) {
            if (d.severity == Severity.ERROR && d.more != null) {
                TestPlaces.find(d);
            }
        }
    }
}
