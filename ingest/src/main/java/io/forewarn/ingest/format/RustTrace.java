package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rust's panics, with {@code RUST_BACKTRACE} or without. */
final class RustTrace {
    /** Which the compiler puts behind a name, anew with each build. */
    private static final Pattern HASH = Pattern.compile("::h[0-9a-f]{16}$");

    private RustTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        String message = null;
        boolean found = false;
        List<StackFrame> frames = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            String s = lines[i].strip();
            int at = s.indexOf(" panicked at ");
            if (at >= 0 && !found) {
                found = true;
                String rest = s.substring(at + 13);
                // before 1.73 the message came first, in quotes; since then on the next line
                boolean quoted = rest.startsWith("'");
                int close = rest.lastIndexOf("', ");
                message = quoted && close > 0
                        ? rest.substring(1, close)
                        : i + 1 < lines.length ? lines[i + 1].strip() : null;
                StackFrame place = place(quoted && close > 0 ? rest.substring(close + 3) : rest);
                if (place != null) {
                    frames.add(place);
                }
            } else if (found && i + 1 < lines.length && lines[i + 1].strip().startsWith("at ") && s.indexOf(": ") > 0) {
                String function = HASH.matcher(s.substring(s.indexOf(": ") + 2)).replaceFirst("");
                StackFrame frame = place(lines[i + 1].strip().substring(3));
                if (frame != null) {
                    int colons = function.lastIndexOf("::");
                    frames.add(new StackFrame(
                            colons < 0 ? null : function.substring(0, colons),
                            colons < 0 ? function : function.substring(colons + 2),
                            frame.file(),
                            frame.line(),
                            Frames.inApp(function) && frame.inApp()));
                }
            }
        }
        boolean backtrace = frames.size() > 1;
        return found
                ? new Throwables.Found(
                        "panic", message, List.copyOf(backtrace ? frames.subList(1, frames.size()) : frames))
                : null;
    }

    private static @Nullable StackFrame place(String s) {
        int rs = s.indexOf(".rs:");
        if (rs < 0) {
            return null;
        }
        String file = s.substring(0, rs + 3);
        return new StackFrame(null, null, file, Frames.line(s, rs + 4), Frames.inApp(file));
    }
}
