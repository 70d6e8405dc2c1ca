package io.forewarn.ingest.format;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dart's and Flutter's traces: {@code #0      Cart.total (package:shop/cart.dart:4:9)} below the text of the error. */
final class DartTrace {
    private DartTrace() {}

    static Throwables.@Nullable Found read(String[] lines) {
        Throwables.Found named = null;
        List<StackFrame> frames = new ArrayList<>();
        for (String raw : lines) {
            String s = raw.strip();
            StackFrame frame = frame(s);
            if (frame != null) {
                frames.add(frame);
            } else if (named == null && frames.isEmpty()) {
                named = Throwables.named(s);
            }
        }
        if (frames.isEmpty()) {
            return named;
        }
        return new Throwables.Found(
                named == null ? "Error" : named.type(), named == null ? null : named.message(), List.copyOf(frames));
    }

    private static @Nullable StackFrame frame(String s) {
        int digits = s.startsWith("#") ? Text.digits(s, 1) : 0;
        int open = s.lastIndexOf(" (");
        int dart = s.indexOf(".dart", open);
        if (digits == 0 || open <= 1 + digits || dart < 0) {
            return null;
        }
        String file = s.substring(open + 2, dart + 5);
        String function = s.substring(1 + digits, open).strip();
        return new StackFrame(
                null,
                function,
                file,
                Frames.line(s, Math.min(s.length(), dart + 6)),
                !file.startsWith("dart:") && !file.startsWith("package:flutter/"));
    }
}
