package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PHP's traces: {@code #0 /app/a.php(12): App\Shop->charge()}. */
final class PhpTrace {
    private PhpTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        Throwables.Found head = null;
        List<StackFrame> frames = new ArrayList<>();
        boolean restarted = false;
        for (String raw : lines) {
            String s = raw.strip();
            if (s.startsWith("#") && Text.digits(s, 1) > 0) {
                restarted |= s.startsWith("#0 ") && !frames.isEmpty();
                StackFrame frame = restarted ? null : frame(s);
                if (frame != null) {
                    frames.add(frame);
                }
            } else if (head == null) {
                head = head(s);
            }
        }
        return head == null ? null : new Throwables.Found(head.type(), head.message(), List.copyOf(frames));
    }

    private static Throwables.@Nullable Found head(String s) {
        int uncaught = s.indexOf("Uncaught ");
        if (uncaught >= 0) {
            int from = uncaught + 9;
            int end = Throwables.typeEnd(s, from);
            return end > from ? new Throwables.Found(s.substring(from, end), Throwables.rest(s, end), List.of()) : null;
        }
        // Monolog: [object] (Error(code: 0): text at /file:12)
        int object = s.indexOf("[object] (");
        if (object >= 0) {
            int from = object + 10;
            int end = Throwables.typeEnd(s, from);
            int colon = s.indexOf("): ", end);
            String type = s.substring(from, end);
            return type.isEmpty()
                    ? null
                    : new Throwables.Found(type, colon < 0 ? null : s.substring(colon + 3), List.of());
        }
        return Throwables.named(s);
    }

    private static @Nullable StackFrame frame(String s) {
        int from = 1 + Text.digits(s, 1) + 1;
        int open = s.indexOf("(", from);
        int close = open < 0 ? -1 : s.indexOf("): ", open);
        if (s.startsWith("[internal function]: ", from)) {
            return named(s.substring(from + 21), null, null);
        }
        if (close < 0 || Text.digits(s, open + 1) == 0) {
            return null;
        }
        return named(s.substring(close + 3), s.substring(from, open), Frames.line(s, open + 1));
    }

    private static StackFrame named(String call, @Nullable String file, @Nullable Integer line) {
        int paren = call.indexOf('(');
        String name = paren < 0 ? call : call.substring(0, paren);
        int arrow = Math.max(name.lastIndexOf("->"), name.lastIndexOf("::"));
        String module = arrow < 0 ? null : name.substring(0, arrow);
        boolean inApp = file != null && Frames.inApp(file) && (module == null || Frames.inApp(module));
        return new StackFrame(module, arrow < 0 ? name : name.substring(arrow + 2), file, line, inApp);
    }
}
