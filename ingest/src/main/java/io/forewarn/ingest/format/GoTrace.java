package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's panics and fatal errors with the frames of the goroutine that died. */
final class GoTrace {
    private GoTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        String type = null;
        String message = null;
        List<StackFrame> frames = new ArrayList<>();
        int goroutines = 0;
        for (int i = 0; i < lines.length; i++) {
            String s = lines[i];
            int panic = s.indexOf("panic: ");
            int fatal = s.indexOf("fatal error: ");
            if (type == null && (panic >= 0 || fatal >= 0)) {
                type = panic >= 0 ? "panic" : "fatal error";
                message = s.substring(panic >= 0 ? panic + 7 : fatal + 13).strip();
            } else if (s.startsWith("goroutine ") && s.endsWith(":")) {
                goroutines++;
            } else if (goroutines == 1 && i + 1 < lines.length && lines[i + 1].startsWith("\t")) {
                frames.add(frame(s, lines[i + 1].strip()));
            }
        }
        return type == null ? null : new Throwables.Found(type, message, List.copyOf(frames));
    }

    private static StackFrame frame(String call, String place) {
        int open = call.lastIndexOf('(');
        String name = open > 0 ? call.substring(0, open) : call;
        if (name.startsWith("created by ")) {
            name = name.substring(11);
        }
        int slash = name.lastIndexOf('/');
        int dot = name.indexOf('.', Math.max(slash, 0));
        int colon = place.lastIndexOf(".go:");
        String file = colon < 0 ? place : place.substring(0, colon + 3);
        String module = dot < 0 ? null : name.substring(0, dot);
        boolean inApp = Frames.inApp(name) && Frames.inApp(file);
        return new StackFrame(
                module,
                dot < 0 ? name : name.substring(dot + 1),
                file,
                colon < 0 ? null : Frames.line(place, colon + 4),
                inApp);
    }
}
