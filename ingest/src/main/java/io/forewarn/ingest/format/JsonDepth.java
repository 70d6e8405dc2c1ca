package io.forewarn.ingest.format;

/** Follows the brackets of a JSON document from line to line. */
final class JsonDepth {
    private int depth;
    private boolean started;
    private int elementEnd = -1;

    void restart() {
        depth = 0;
        started = false;
        elementEnd = -1;
    }

    int depth() {
        return depth;
    }

    /** In the last line, the place after the brace that ended an element of the outermost array, or -1. */
    int elementEnd() {
        return elementEnd;
    }

    boolean closed() {
        return started && depth == 0;
    }

    /** True for a line that an indented document starts with. */
    static boolean mayOpen(String line) {
        String s = line.strip();
        return s.equals("{")
                || s.equals("[")
                || s.startsWith("{\"")
                || s.startsWith("{ \"")
                || s.startsWith("[{")
                || s.startsWith("[ {");
    }

    /** Counts the line's brackets; false where no JSON line looks so. */
    boolean add(String line) {
        int i = Text.skipBlanks(line, 0);
        elementEnd = -1;
        if (i == line.length()) {
            return true;
        }
        if ("\"{}[],-0123456789tfn".indexOf(line.charAt(i)) < 0) {
            return false;
        }
        boolean string = false;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (string) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    string = false;
                }
            } else if (c == '"') {
                string = true;
            } else if (c == '{' || c == '[') {
                depth++;
                started = true;
            } else if (c == '}' || c == ']') {
                depth--;
                if (c == '}' && depth == 1) {
                    elementEnd = i + 1;
                }
            }
            i++;
        }
        return depth >= 0 && !string;
    }
}
