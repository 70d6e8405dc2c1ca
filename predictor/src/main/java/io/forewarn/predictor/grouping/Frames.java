package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;

/** The places in a stack trace that tell one defect from another, nearest to the throw first. */
final class Frames {
    /** Deeper frames say who called, which differs between callers of the same defect. */
    private static final int KEPT = 5;

    private static final int LONGEST_CYCLE = 4;

    private Frames() {}

    /** Up to five normalised places in our own code, or in anybody's where no frame is marked as ours. */
    static List<String> places(List<StackFrame> frames) {
        List<String> own = named(frames.stream().filter(StackFrame::inApp).toList());
        List<String> places = withoutRecursion(own.isEmpty() ? named(frames) : own);
        return places.subList(0, Math.min(KEPT, places.size()));
    }

    /** Whether {@link #places} are frames of the application. */
    static boolean ours(List<StackFrame> frames) {
        return !named(frames.stream().filter(StackFrame::inApp).toList()).isEmpty();
    }

    /** Whether the place thrown from has no function's or module's name, only a file: many defects share it. */
    static boolean nameless(List<StackFrame> frames) {
        List<StackFrame> own = frames.stream().filter(StackFrame::inApp).toList();
        return (named(own).isEmpty() ? frames : own)
                .stream()
                        .filter(frame -> !place(frame).isEmpty())
                        .findFirst()
                        .map(Frames::unnamed)
                        .orElse(true);
    }

    private static boolean unnamed(StackFrame frame) {
        String function = FrameNames.name(frame.function());
        boolean none = function.isEmpty() || FrameNames.minified(function, FrameNames.file(frame.file()));
        return none && (FrameNames.name(frame.module()).isEmpty() || fromFile(frame));
    }

    /** Browsers have no modules: clients make one up from the path of the script. */
    private static boolean fromFile(StackFrame frame) {
        String file = frame.file();
        String module = frame.module();
        return file != null && module != null && file.contains(module);
    }

    private static List<String> named(List<StackFrame> frames) {
        List<String> names = new ArrayList<>();
        for (StackFrame frame : frames) {
            String name = place(frame);
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** {@code module.function}, else {@code file:function}, else the file alone; empty where all of it varies. */
    static String place(StackFrame frame) {
        String file = FrameNames.file(frame.file());
        String function = FrameNames.name(frame.function());
        if (FrameNames.minified(function, file)) {
            function = "";
        }
        String module = FrameNames.name(frame.module());
        if (!module.isEmpty()) {
            return function.isEmpty() ? module : function.startsWith(module) ? function : module + "." + function;
        }
        if (file.isEmpty()) {
            return function;
        }
        return function.isEmpty() ? file : file + ":" + function;
    }

    /** Each run of a repeated frame or of a repeated short cycle once: how deep it went is chance. */
    static List<String> withoutRecursion(List<String> places) {
        List<String> kept = new ArrayList<>();
        for (String place : places) {
            kept.add(place);
            for (int cycle = 1; cycle <= LONGEST_CYCLE && 2 * cycle <= kept.size(); cycle++) {
                int end = kept.size();
                if (kept.subList(end - cycle, end).equals(kept.subList(end - 2 * cycle, end - cycle))) {
                    kept.subList(end - cycle, end).clear();
                    break;
                }
            }
        }
        return kept;
    }
}
