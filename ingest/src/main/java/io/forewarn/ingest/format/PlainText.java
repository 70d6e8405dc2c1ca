package io.forewarn.ingest.format;

/** Which lines without any header belong to the text before them. */
final class PlainText {
    private static final String TRACEBACK = "Traceback (most recent call last):";

    private PlainText() {}

    /** A crash that a runtime prints by itself: starts a record even after a complete one. */
    static boolean startsCrash(String line) {
        return switch (line.charAt(0)) {
            case 'T' -> line.startsWith(TRACEBACK);
            case 'p' -> line.startsWith("panic: ");
            case 'f' -> line.startsWith("fatal error: ");
            case 'E' -> line.startsWith("Exception in thread ");
            case 't' -> line.startsWith("thread '") && line.contains(" panicked at ");
            case 'U' -> line.startsWith("Unhandled exception") || line.startsWith("Uncaught ");
            case '#' -> line.startsWith("# A fatal error has been detected");
            default -> false;
        };
    }

    /** A crash of the whole program, which no logger writes. */
    static boolean startsProcessCrash(String line) {
        return line.startsWith("panic: ") || line.startsWith("thread '") || line.startsWith("Exception in thread ");
    }

    /** True where the line goes on with the text of the open record. */
    static boolean continues(Draft open, String line) {
        char c = line.charAt(0);
        if (c == ' ' || c == '\t' || c == '}' || c == ')' || c == ']') {
            return true;
        }
        if (line.startsWith("Caused by: ")
                || line.startsWith("... ")
                || line.startsWith("at ")
                || line.startsWith("Suppressed: ")
                || line.startsWith("--- End of ")
                || line.startsWith("During handling of the above exception")
                || line.startsWith("The above exception was the direct cause")) {
            return true;
        }
        String first = open.head.substring(open.messageStart);
        if (first.startsWith("panic: ") || first.startsWith("fatal error: ") || open.state == GO) {
            return goesOnWithGo(line);
        }
        if (first.startsWith("thread '") && first.contains(" panicked at ")) {
            return open.lines < 2
                    || line.startsWith("note: ")
                    || line.startsWith("stack backtrace:")
                    || line.startsWith("  ");
        }
        return isPowerShellPlace(open, line) || inTraceback(open, first, line);
    }

    /** {@code At line:1 char:5} below an error of PowerShell, the source on lines that begin with a plus. */
    private static boolean isPowerShellPlace(Draft open, String line) {
        return line.startsWith("At ")
                ? line.contains(" char:") && Text.isDigit(line.charAt(line.length() - 1))
                : line.startsWith("+ ") && contains(open, " char:");
    }

    static final int GO = 1001;

    private static boolean goesOnWithGo(String line) {
        return line.startsWith("goroutine ")
                || line.startsWith("[signal ")
                || line.startsWith("created by ")
                || line.startsWith("exit status ")
                || line.startsWith("runtime stack:")
                || (line.endsWith(")") && line.indexOf('(') > 0 && line.indexOf(' ') < 0)
                || (line.endsWith(")") && line.contains("({"));
    }

    /** After the frames of a Python traceback comes one line with the exception. */
    private static boolean inTraceback(Draft open, String first, String line) {
        String before = lastLine(open, first);
        boolean frames = before.startsWith("  ") && (first.startsWith(TRACEBACK) || contains(open, TRACEBACK));
        if (frames || before.startsWith("Traceback ")) {
            return true;
        }
        return line.startsWith(TRACEBACK)
                && (contains(open, "During handling of the above exception")
                        || contains(open, "direct cause of the following"));
    }

    private static boolean contains(Draft open, String text) {
        StringBuilder more = open.more;
        return more != null && more.indexOf(text) >= 0;
    }

    private static String lastLine(Draft open, String first) {
        StringBuilder more = open.more;
        if (more == null) {
            return first;
        }
        int end = more.length();
        while (end > 0 && more.charAt(end - 1) == '\n') {
            end--;
        }
        return end == 0 ? first : more.substring(more.lastIndexOf("\n", end - 1) + 1, end);
    }
}
