package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** java.util.logging's SimpleFormatter: a line with date, class and method, then one with level and message. */
final class JulFormat implements LogFormat {
    private static final int WAITS_FOR_LEVEL = 1;

    @Override
    public String id() {
        return "jul";
    }

    @Override
    public List<String> examples() {
        return List.of("Jan 02, 2023 1:02:03 PM com.example.Billing charge");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private final Clues clues;

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            if (!Character.isLetterOrDigit(line.charAt(0))) {
                return Match.NONE;
            }
            int end = clues.timestamp(line, 0, d);
            if (end < 0 || Text.at(line, end) != ' ' || clues.stamp.year == 0) {
                return Match.NONE;
            }
            int name = end + 1;
            int nameEnd = Text.endOfWord(line, name);
            int method = nameEnd + 1;
            int methodEnd = Text.endOfWord(line, method);
            boolean shape =
                    (method >= line.length() || methodEnd == line.length() || line.startsWith("lambda$", method))
                            && isClass(line, name, nameEnd)
                            && (method >= line.length() || isMethod(line, method, line.length()));
            if (!shape) {
                return Match.NONE;
            }
            d.logger = line.substring(name, nameEnd);
            if (method < line.length()) {
                d.attribute("code.function.name", line.substring(method));
            }
            d.state = WAITS_FOR_LEVEL;
            d.message(line, name);
            return Match.STRONG;
        }

        private static boolean isClass(String s, int from, int to) {
            if (to - from < 2
                    || !Character.isLetter(s.charAt(from))
                    || s.indexOf('.', from) >= to
                    || s.indexOf('.', from) < 0) {
                return false;
            }
            for (int i = from; i < to; i++) {
                char c = s.charAt(i);
                if (!Character.isJavaIdentifierPart(c) && c != '.' && c != '/') {
                    return false;
                }
            }
            return Severities.word(s, from, to) == null;
        }

        private static boolean isMethod(String s, int from, int to) {
            for (int i = from; i < to; i++) {
                char c = s.charAt(i);
                if (!Character.isJavaIdentifierPart(c) && c != '<' && c != '>' && c != '$' && c != '.' && c != ' ') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state != WAITS_FOR_LEVEL) {
                return false;
            }
            open.state = 0;
            int colon = line.indexOf(':');
            if (colon < 2 || colon > 24) {
                return false;
            }
            Severity level = local(line.substring(0, colon));
            if (level == null) {
                return false;
            }
            open.severity = level;
            open.message(line, Text.skipBlanks(line, colon + 1));
            return true;
        }

        /** The levels' names follow the locale of the JVM that wrote them. */
        private static @org.jspecify.annotations.Nullable Severity local(String word) {
            Severity known = Severities.word(word);
            if (known != null) {
                return known;
            }
            return switch (word) {
                case "SCHWERWIEGEND", "GRAVE", "GRAVEMENTE", "ALLVARLIG" -> Severity.ERROR;
                case "WARNUNG", "AVERTISSEMENT", "ADVERTENCIA", "AVVERTENZA", "ADVERTÊNCIA" -> Severity.WARN;
                case "INFORMATION", "INFOS", "INFORMACIÓN", "INFORMAZIONI", "INFORMAÇÕES" -> Severity.INFO;
                default -> null;
            };
        }
    }
}
