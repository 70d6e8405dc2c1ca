package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ruby's traces: {@code a.rb:3:in 'charge': text (ArgumentError)}, then {@code from a.rb:9:in '<main>'}; and as Rails
 * logs them: {@code ArgumentError (text):}, then {@code app/a.rb:3:in `charge'}.
 */
final class RubyTrace {
    private static final Pattern OWNER = Pattern.compile("[\\w:]{1,200}[#.](?=[\\w?!=]{1,200}$)");

    private RubyTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        String type = null;
        String message = null;
        List<StackFrame> frames = new ArrayList<>();
        for (String raw : lines) {
            String s = raw.strip();
            if (s.startsWith("from ")) {
                s = s.substring(5);
            }
            StackFrame frame = frame(s);
            if (frame != null) {
                frames.add(frame);
            }
            int open = s.lastIndexOf(" (");
            if (type == null && open > 0 && s.endsWith(")") && Throwables.isType(s, open + 2, s.length() - 1)) {
                type = s.substring(open + 2, s.length() - 1);
                int in = s.indexOf(": ", Math.max(0, s.indexOf(":in ")));
                message = s.substring(in < 0 || in > open ? 0 : in + 2, open);
            } else if (type == null && open > 0 && s.endsWith("):") && wrapped(s) > 0) {
                // Rails: Type (text):
                int at = wrapped(s);
                type = s.substring(s.lastIndexOf(' ', at - 1) + 1, at);
                message = s.substring(at + 2, s.length() - 2);
            } else if (type == null) {
                Throwables.Found named = Throwables.named(s);
                type = named == null ? null : named.type();
                message = named == null ? null : named.message();
            }
        }
        return type == null || frames.isEmpty() ? null : new Throwables.Found(type, message, List.copyOf(frames));
    }

    /** Where the bracket opens behind a type; -1 where none does. */
    private static int wrapped(String s) {
        for (int open = s.indexOf(" ("); open > 0; open = s.indexOf(" (", open + 1)) {
            if (Throwables.isType(s, s.lastIndexOf(' ', open - 1) + 1, open)) {
                return open;
            }
        }
        return -1;
    }

    private static @Nullable StackFrame frame(String s) {
        int rb = s.indexOf(".rb:");
        int blank = s.indexOf(' ');
        if (rb < 0 || (blank >= 0 && blank < rb)) {
            return null;
        }
        String file = s.substring(0, rb + 3);
        int in = s.indexOf(":in ", rb);
        String function = null;
        if (in > 0 && in + 6 < s.length()) {
            int end = s.indexOf('\'', in + 5);
            // since 3.4 the class stands before the method, which older releases did not say
            function = end < 0 ? null : OWNER.matcher(s.substring(in + 5, end)).replaceFirst("");
        }
        return new StackFrame(null, function, file, Frames.line(s, rb + 4), Frames.inApp(file));
    }
}
