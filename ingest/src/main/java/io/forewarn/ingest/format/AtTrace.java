package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces whose frames start with "at": Java and its relatives, .NET, Node.js; and those of Firefox and Safari. */
final class AtTrace {
    private AtTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        Throwables.Found head = null;
        List<StackFrame> frames = new ArrayList<>();
        boolean suppressed = false;
        boolean any = false;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            String s = line.strip();
            if (s.startsWith("at ")) {
                StackFrame frame = suppressed ? null : frame(s);
                if (frame != null) {
                    frames.add(frame);
                }
                any = true;
            } else if (gecko(s) >= 0) {
                int at = gecko(s);
                frames.add(node(at == 0 ? "<anonymous>" : s.substring(0, at), s.substring(at + 1)));
                any = true;
            } else if (s.startsWith("Suppressed: ")) {
                suppressed = true;
            } else if (s.startsWith("Caused by: ")) {
                boolean nested = suppressed && Character.isWhitespace(line.charAt(0));
                if (!nested) {
                    suppressed = false;
                    frames.clear();
                    head = head == null ? typed(s.substring(11)) : head;
                    any = true;
                }
            } else if (s.startsWith("--- End of inner exception stack trace ---")) {
                // .NET prints the inner exception's frames first
                return found(head, frames);
            } else if (head == null && !s.startsWith("---> ")) {
                head = head(s, i + 1 < lines.length ? lines[i + 1].strip() : "");
            }
        }
        return any ? found(head, frames) : null;
    }

    /** Where the place begins in a frame of Firefox or Safari, {@code pay@https://host/app.js:1:2}; -1 in other lines. */
    private static int gecko(String s) {
        int at = s.indexOf('@');
        boolean place = at >= 0
                && (s.startsWith("http", at + 1) || s.startsWith("file:", at + 1) || s.startsWith("webpack", at + 1));
        return place && s.indexOf(' ') < 0 && Character.isDigit(s.charAt(s.length() - 1)) ? at : -1;
    }

    private static Throwables.@Nullable Found found(Throwables.@Nullable Found head, List<StackFrame> frames) {
        return head == null ? null : new Throwables.Found(head.type(), head.message(), List.copyOf(frames));
    }

    private static Throwables.@Nullable Found head(String line, String next) {
        String s = line.startsWith("Unhandled exception. ") ? line.substring(21) : line;
        if (s.startsWith("Exception in thread \"")) {
            int close = s.indexOf("\" ", 21);
            s = close < 0 ? s : s.substring(close + 2);
        }
        int arrow = s.indexOf(" ---> ");
        if ((s.equals("Exception") || s.equals("Error")) && Throwables.looksLikeHead(next)) {
            // a message of one word, and the trace below it
            return null;
        }
        if (Throwables.looksLikeHead(s)) {
            return typed(arrow < 0 ? s : s.substring(0, arrow));
        }
        // any class in front of frames, whatever its name
        boolean beforeFrames = next.startsWith("at ");
        int end = Throwables.typeEnd(s, 0);
        boolean qualified = s.indexOf('.') > 0 && s.indexOf('.') < end && (end == s.length() || s.charAt(end) == ':');
        if (beforeFrames && qualified) {
            return typed(s);
        }
        return Throwables.named(s);
    }

    private static Throwables.@Nullable Found typed(String s) {
        int end = Throwables.typeEnd(s, 0);
        return end == 0 ? null : new Throwables.Found(s.substring(0, end), Throwables.rest(s, end), List.of());
    }

    /** {@code at a.b.C.m(C.java:12)}, {@code at N.C.M(Int32 x) in /src/C.cs:line 5}, {@code at f (/app/a.js:1:2)}. */
    static @Nullable StackFrame frame(String s) {
        int open = s.indexOf('(');
        int close = open < 0 ? -1 : s.indexOf(')', open);
        if (open < 0) {
            return bare(s.substring(3).strip());
        }
        if (close < 0) {
            return null;
        }
        if (s.charAt(open - 1) == ' ') {
            return node(s.substring(3, open).strip(), s.substring(open + 1, close));
        }
        String name = s.substring(3, open);
        int line = s.indexOf(":line ", close);
        int in = s.indexOf(" in ", close);
        if (in > 0 && line > in) {
            return qualified(name, s.substring(in + 4, line), Frames.line(s, line + 6));
        }
        return java(name, s.substring(open + 1, close));
    }

    private static @Nullable StackFrame java(String name, String place) {
        int slash = name.lastIndexOf('/');
        String plain = name.substring(slash + 1);
        int colon = place.lastIndexOf(':');
        if (colon > 0) {
            return qualified(plain, place.substring(0, colon), Frames.line(place, colon + 1));
        }
        boolean file = place.indexOf('.') > 0 && place.indexOf(' ') < 0;
        return qualified(plain, file ? place : null, null);
    }

    private static @Nullable StackFrame qualified(String name, @Nullable String file, @Nullable Integer line) {
        int dot = name.endsWith(".<init>") || name.endsWith(".<clinit>") || name.endsWith("..ctor")
                ? name.lastIndexOf('.', name.length() - 7)
                : name.lastIndexOf('.');
        if (dot < 0) {
            dot = name.lastIndexOf('.');
        }
        if (name.isEmpty()) {
            return null;
        }
        String module = dot <= 0 ? null : name.substring(0, dot);
        return new StackFrame(module, name.substring(dot + 1), file, line, Frames.inApp(module));
    }

    /** {@code at /app/a.js:1:2} without a function. */
    private static @Nullable StackFrame bare(String place) {
        return place.indexOf(':') < 0 ? null : node("<anonymous>", place);
    }

    private static StackFrame node(String function, String place) {
        String name = function.startsWith("async ") ? function.substring(6) : function;
        int column = place.lastIndexOf(':');
        int line = column <= 0 ? -1 : place.lastIndexOf(':', column - 1);
        if (line <= 0) {
            return new StackFrame(null, name, place, null, Frames.inApp(place));
        }
        String file = place.substring(0, line);
        return new StackFrame(null, name, file, Frames.line(place, line + 1), Frames.inApp(file));
    }
}
