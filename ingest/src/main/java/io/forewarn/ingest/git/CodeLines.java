package io.forewarn.ingest.git;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.diff.RawText;

/** Which lines can carry a fault: not blank ones, not comments, nothing of a document. */
final class CodeLines {
    private static final Set<String> DOCUMENTS = Set.of(
            "md",
            "txt",
            "rst",
            "adoc",
            "asciidoc",
            "html",
            "htm",
            "css",
            "svg",
            "png",
            "jpg",
            "gif",
            "pdf",
            "csv",
            "po",
            "lock",
            "log",
            "map",
            "tex",
            "textile");
    private static final Set<String> HASH = Set.of(
            "py",
            "rb",
            "sh",
            "bash",
            "pl",
            "pm",
            "yml",
            "yaml",
            "toml",
            "tf",
            "r",
            "mk",
            "cmake",
            "properties",
            "conf");

    private CodeLines() {}

    static boolean isCode(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return !DOCUMENTS.contains(extension(path))
                && !name.startsWith("changelog")
                && !name.startsWith("readme")
                && !name.startsWith("license");
    }

    /** Whether the line, from 0, says something to the machine. */
    static boolean matters(RawText text, int line, String path) {
        String s = text.getString(line).strip();
        if (s.isEmpty() || s.chars().noneMatch(Character::isLetterOrDigit)) {
            return false;
        }
        if (HASH.contains(extension(path))) {
            return !s.startsWith("#");
        }
        if (extension(path).equals("sql") || extension(path).equals("lua")) {
            return !s.startsWith("--");
        }
        return !s.startsWith("//") && !s.startsWith("/*") && !s.startsWith("*/") && !s.startsWith("* ");
    }

    private static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot < path.lastIndexOf('/') + 1 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
