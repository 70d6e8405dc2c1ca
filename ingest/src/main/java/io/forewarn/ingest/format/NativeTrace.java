package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Traces of debuggers and sanitizers: {@code #0 0x4f3c in Cart::total() /src/cart.cc:4}, {@code #1 0x5 in main () at m.c:9}. */
final class NativeTrace {
    private static final Pattern FRAME = Pattern.compile(
            "#\\d+ +0x[0-9a-fA-F]+ in ([^\\n]{1,300}?)(?: (?:at )?([^ :]{1,300}\\.\\w{1,4}):(\\d{1,9})(?::\\d+)?)?$");
    private static final Pattern KIND = Pattern.compile(
            "\\w+Sanitizer: ([\\w-]+)|\\b(SIG[A-Z]{2,6})\\b|\\b(Segmentation fault|Aborted|Bus error|Floating point exception|Illegal instruction)\\b");

    private NativeTrace() {}

    /** Where a sanitizer adds who freed or allocated what, only the first trace counts. */
    static Throwables.@Nullable Found read(String[] lines) {
        String type = null;
        String message = null;
        List<StackFrame> frames = new ArrayList<>();
        for (String raw : lines) {
            String s = raw.strip();
            if (s.startsWith("#0 ") && !frames.isEmpty()) {
                break;
            }
            Matcher frame = FRAME.matcher(s);
            if (frame.matches()) {
                frames.add(frame(frame));
            } else if (type == null && s.length() < 1000) {
                Matcher kind = KIND.matcher(s);
                if (kind.find()) {
                    type = kind.group(1) != null
                            ? kind.group(1)
                            : kind.group(2) != null ? kind.group(2) : kind.group(3);
                    message = s;
                }
            }
        }
        return frames.isEmpty()
                ? null
                : new Throwables.Found(type == null ? "crash" : type, message, List.copyOf(frames));
    }

    private static StackFrame frame(Matcher m) {
        String call = m.group(1);
        int open = call.indexOf('(', 1);
        String file = m.group(2);
        String line = m.group(3);
        return new StackFrame(
                null,
                (open > 0 ? call.substring(0, open) : call).strip(),
                file,
                line == null || line.length() > 8 ? null : Integer.valueOf(line),
                file != null && Frames.inApp(file) && !file.contains("/glibc") && !file.contains("/sysdeps/"));
    }
}
