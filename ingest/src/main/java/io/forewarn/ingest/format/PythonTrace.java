package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's tracebacks: oldest call first, causes before what they caused. */
final class PythonTrace {
    private PythonTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        List<StackFrame> innermost = null;
        String type = null;
        String message = null;
        List<StackFrame> frames = new ArrayList<>();
        boolean open = false;
        for (String line : lines) {
            if (line.contains("Traceback (most recent call last)")) {
                frames = new ArrayList<>();
                open = true;
            } else if (open) {
                String s = line.strip();
                StackFrame frame = frame(s);
                if (frame != null) {
                    frames.add(frame);
                } else if (!s.isEmpty() && isException(line, s)) {
                    int end = Throwables.typeEnd(s, 0);
                    type = s.substring(0, end);
                    message = Throwables.rest(s, end);
                    innermost = innermost == null ? frames : innermost;
                    open = false;
                }
            }
        }
        if (type == null || innermost == null) {
            return null;
        }
        Collections.reverse(innermost);
        return new Throwables.Found(type, message, List.copyOf(innermost));
    }

    /** Source lines are indented deeper than their frames, the exception is not. */
    private static boolean isException(String line, String stripped) {
        int end = Throwables.typeEnd(stripped, 0);
        boolean named = end > 0 && (end == stripped.length() || stripped.charAt(end) == ':');
        return named
                && !line.startsWith("    ")
                && !stripped.startsWith("...")
                && Character.isLetter(stripped.charAt(0));
    }

    /** {@code File "app.py", line 3, in main}. */
    private static @Nullable StackFrame frame(String s) {
        if (!s.startsWith("File \"")) {
            return null;
        }
        int quote = s.indexOf('"', 6);
        int line = quote < 0 ? -1 : s.indexOf("line ", quote);
        if (line < 0) {
            return null;
        }
        String file = s.substring(6, quote);
        int in = s.indexOf(", in ", line);
        return new StackFrame(
                null, in < 0 ? null : s.substring(in + 5), file, Frames.line(s, line + 5), Frames.inApp(file));
    }
}
