package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** Output of build tools: Maven's {@code [ERROR] …}; Gradle's {@code > Task :x FAILED} and {@code FAILURE: …}. */
final class BuildFormat implements LogFormat {
    @Override
    public String id() {
        return "build";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "[INFO] Scanning for projects...",
                "[ERROR] Failed to execute goal on project shop: Could not resolve dependencies",
                "> Task :compileJava FAILED",
                "FAILURE: Build failed with an exception.");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser();
    }

    private static final class Parser implements LineParser {
        private static final int GRADLE = 1;
        private static final int MAVEN = 2;
        /** Maven's last words on a failed goal: its advice and its help lines belong to it. */
        private static final int MAVEN_FAILED = 3;

        private static final String FAILED_GOAL = "[ERROR] Failed to execute goal ";
        private static final String FAILED_TESTS = "[ERROR] Failures:";

        @Override
        public Match read(String line, Draft d) {
            char c = line.charAt(0);
            if (c == '[') {
                return maven(line, d);
            }
            if (line.startsWith("> Task :") || line.startsWith("> Configure project")) {
                d.severity = line.endsWith(" FAILED") ? Severity.ERROR : Severity.INFO;
                d.attribute("build.task", task(line));
                d.message(line, 2);
                return Match.WEAK;
            }
            if (line.startsWith("FAILURE: Build ")) {
                d.severity = Severity.ERROR;
                d.state = GRADLE;
                d.message(line, 9);
                return Match.WEAK;
            }
            if (line.startsWith("BUILD FAILED in ") || line.startsWith("BUILD SUCCESSFUL in ")) {
                d.severity = line.startsWith("BUILD F") ? Severity.ERROR : Severity.INFO;
                d.message(line, 0);
                return Match.WEAK;
            }
            return Match.NONE;
        }

        private static String task(String line) {
            int from = line.indexOf(':');
            return from < 0 ? "" : line.substring(from, Text.endOfWord(line, from));
        }

        private static Match maven(String line, Draft d) {
            int close = line.indexOf(']');
            if (close < 4 || close > 8) {
                return Match.NONE;
            }
            String level = line.substring(1, close);
            d.severity = switch (level) {
                case "INFO" -> Severity.INFO;
                case "WARNING", "WARN" -> Severity.WARN;
                case "ERROR" -> Severity.ERROR;
                case "DEBUG" -> Severity.DEBUG;
                case "TRACE" -> Severity.TRACE;
                case "FATAL" -> Severity.FATAL;
                default -> null;
            };
            if (d.severity == null || (close + 1 < line.length() && line.charAt(close + 1) != ' ')) {
                return Match.NONE;
            }
            d.message(line, Math.min(close + 2, line.length()));
            d.state = line.startsWith(FAILED_GOAL) || line.startsWith(FAILED_TESTS) ? MAVEN_FAILED : MAVEN;
            test(line, close + 2, d);
            return Match.WEAK;
        }

        /** {@code BillingTest.charges:42 expected …} and {@code charges(com.acme.BillingTest)  Time elapsed: … <<< FAILURE!}. */
        private static void test(String line, int from, Draft d) {
            int mark = line.indexOf("<<< ");
            if (mark < 0) {
                return;
            }
            int i = Text.skipBlanks(line, from);
            int end = Text.endOfWord(line, i);
            if (end > i && !line.startsWith("Tests run:", i)) {
                d.attribute("test.case.name", line.substring(i, end));
            }
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state == GRADLE) {
                boolean goesOn = !line.startsWith("BUILD FAILED") && !line.startsWith("> Task ");
                if (goesOn) {
                    open.append(line);
                }
                return goesOn;
            }
            if (open.state == MAVEN_FAILED) {
                boolean goesOn = line.startsWith("[ERROR]") && !line.startsWith(FAILED_GOAL);
                if (goesOn) {
                    open.append(line.substring(7).strip());
                }
                return goesOn;
            }
            if (open.state == MAVEN && line.startsWith("[ERROR]   ") && open.severity == Severity.ERROR) {
                // "symbol:" and "location:" of a compiler's message
                String text = line.substring(8);
                if (text.startsWith("  symbol:") || text.startsWith("  location:") || text.startsWith("    ")) {
                    open.append(text);
                    return true;
                }
            }
            return false;
        }
    }
}
