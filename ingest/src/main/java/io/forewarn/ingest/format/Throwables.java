package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the exception in a text: its type and message, and the frames of its innermost cause. */
final class Throwables {
    /**
     * @param type of the outermost exception
     * @param frames of the innermost cause, most recent call first
     */
    record Found(String type, @Nullable String message, List<StackFrame> frames) {}

    /** What one runtime prints. */
    @FunctionalInterface
    private interface Language {
        @Nullable Found read(String[] lines);
    }

    private static final int LONGEST_MESSAGE = 4000;

    private Throwables() {}

    static @Nullable Found find(String text, Draft d) {
        boolean lines = text.indexOf('\n') >= 0;
        if (!lines && !mayName(text)) {
            return null;
        }
        Found found = lines ? trace(text) : null;
        if (found != null) {
            return found;
        }
        boolean quiet = d.severity != null && d.severity.number() < Severity.WARN.number();
        return quiet && !lines ? null : named(lines ? text.substring(0, text.indexOf('\n')) : text);
    }

    /** False where a text of one line names no exception for sure; digits do not matter. */
    static boolean mayName(String text) {
        return text.contains("Exception") || text.contains("Error") || text.contains("panic");
    }

    private static @Nullable Found trace(String text) {
        Language language = null;
        if (text.contains("Traceback (most recent call last)")) {
            language = PythonTrace::read;
        } else if (text.contains("goroutine ") || text.startsWith("panic: ")) {
            language = GoTrace::read;
        } else if (text.contains(" panicked at ")) {
            language = RustTrace::read;
        } else if (text.contains("#0 0x") || text.contains("#0  0x")) {
            language = NativeTrace::read;
        } else if (text.contains("\n#0 ") || text.contains("\n#1 ")) {
            language = text.contains(".dart") ? DartTrace::read : PhpTrace::read;
        } else if ((text.contains("\tfrom ") && text.contains(":in ")) || text.contains(".rb:")) {
            language = RubyTrace::read;
        } else if (text.contains("\tat ")
                || text.contains(" at ")
                || text.contains("\nat ")
                || text.contains("Caused by: ")
                || text.contains("@http")
                || text.contains("@file:")
                || text.contains("@webpack")) {
            language = AtTrace::read;
        }
        return language == null ? null : language.read(text.split("\n", -1));
    }

    /** True for {@code com.acme.SomeException: text}, {@code TypeError: text} at the start of a line. */
    static boolean looksLikeHead(String line) {
        int end = typeEnd(line, 0);
        return end > 3 && isType(line, 0, end) && (end == line.length() || line.charAt(end) == ':');
    }

    /** An exception's type somewhere in the line, followed by a colon or the end. */
    static @Nullable Found named(String line) {
        int from = 0;
        while (from < line.length()) {
            int exception = line.indexOf("Exception", from);
            int error = line.indexOf("Error", from);
            int hit = exception < 0 ? error : error < 0 ? exception : Math.min(exception, error);
            if (hit < 0) {
                return null;
            }
            int start = hit;
            while (start > 0 && isTypeChar(line.charAt(start - 1))) {
                start--;
            }
            int end = typeEnd(line, start);
            boolean parted = end == line.length() || line.charAt(end) == ':';
            boolean clean = start == 0 || " \t([{'\"=:>".indexOf(line.charAt(start - 1)) >= 0;
            // "Error:" in the middle of a sentence is a word, not a type
            String word = line.substring(start, end);
            boolean bare = start > 0 && (word.equals("Error") || word.equals("Exception"));
            if (parted && clean && !bare && isType(line, start, end)) {
                return new Found(line.substring(start, end), rest(line, end), List.of());
            }
            from = Math.max(end, hit + 5);
        }
        return null;
    }

    static @Nullable String rest(String line, int typeEnd) {
        String rest =
                typeEnd >= line.length() ? "" : line.substring(typeEnd + 1).strip();
        return rest.isEmpty() ? null : rest.substring(0, Math.min(rest.length(), LONGEST_MESSAGE));
    }

    static int typeEnd(String s, int from) {
        int i = from;
        while (i < s.length() && isTypeChar(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isTypeChar(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '$' || c == '\\';
    }

    /** Dotted names with a capitalised last part, or one word that ends in Exception, Error and the like. */
    static boolean isType(String s, int from, int to) {
        int dot =
                Math.max(s.lastIndexOf('.', to - 1), Math.max(s.lastIndexOf('$', to - 1), s.lastIndexOf('\\', to - 1)));
        int last = dot < from ? from : dot + 1;
        if (last >= to || !Character.isUpperCase(s.charAt(last)) || s.charAt(to - 1) == '.') {
            return false;
        }
        String name = s.substring(last, to);
        if (name.equals("Error") || name.equals("Exception")) {
            return true;
        }
        boolean known = name.endsWith("Exception")
                || name.endsWith("Error")
                || name.endsWith("Warning")
                || name.endsWith("Failure")
                || name.endsWith("Throwable")
                || name.endsWith("Fault")
                || name.endsWith("Interrupt")
                || name.endsWith("Exit")
                || name.endsWith("Death");
        return known && name.length() > 5 && name.chars().anyMatch(Character::isLowerCase);
    }
}
