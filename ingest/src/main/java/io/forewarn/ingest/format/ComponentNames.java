package io.forewarn.ingest.format;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guesses which component wrote a file. */
final class ComponentNames {
    private static final Set<String> GENERIC_FILES = Set.of(
            "app",
            "application",
            "server",
            "service",
            "error",
            "errors",
            "access",
            "output",
            "out",
            "stdout",
            "stderr",
            "log",
            "logs",
            "messages",
            "console",
            "current",
            "main",
            "default",
            "debug",
            "info",
            "warn",
            "all",
            "trace",
            "latest",
            "root",
            "std",
            "err",
            "build",
            "job",
            "run",
            "test",
            "tests",
            "report",
            "0",
            "1",
            "-",
            "");
    private static final Set<String> GENERIC_FOLDERS = Set.of(
            "",
            ".",
            "..",
            "log",
            "logs",
            "var",
            "tmp",
            "data",
            "archive",
            "archives",
            "old",
            "backup",
            "current",
            "home",
            "srv",
            "opt",
            "root",
            "usr",
            "share",
            "target",
            "out",
            "output",
            "build",
            "downloads",
            "input");

    private ComponentNames() {}

    static String of(String path) {
        String[] parts = path.replace("!/", "/").replace('\\', '/').split("/", -1);
        String stem = stem(parts[parts.length - 1]);
        if (!GENERIC_FILES.contains(stem.toLowerCase(Locale.ROOT))) {
            return stem;
        }
        for (int i = parts.length - 2; i >= 0; i--) {
            String folder = stem(parts[i]);
            if (!GENERIC_FOLDERS.contains(folder.toLowerCase(Locale.ROOT))) {
                return folder;
            }
        }
        return stem.isEmpty() || stem.equals("-") ? "unknown" : stem;
    }

    /** The last name of a path without extensions, rotation numbers and dates. */
    static String stemOf(String path) {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return stem(last);
    }

    /** A file in a subfolder of the folder that was asked for belongs to what the subfolder is called. */
    static String of(Path file, @Nullable Path root) {
        Path parent = file.getParent();
        if (root != null && parent != null && !parent.equals(root)) {
            String folder = parent.getFileName().toString();
            if (!GENERIC_FOLDERS.contains(folder.toLowerCase(Locale.ROOT))) {
                return folder;
            }
        }
        return of(file.toString());
    }

    /** The name without extensions, rotation numbers and dates: {@code app-2024-01-31.log.2.gz} is {@code app}. */
    private static String stem(String name) {
        int end = name.length();
        int dot = name.indexOf('.', 1);
        while (dot > 0) {
            int next = name.indexOf('.', dot + 1);
            String part = name.substring(dot + 1, next < 0 ? name.length() : next);
            if (isExtension(part.toLowerCase(Locale.ROOT))) {
                end = dot;
                break;
            }
            dot = next;
        }
        while (end > 0 && !Character.isLetter(name.charAt(end - 1)) && hasLetter(name, end) && cutsAt(name, end)) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean cutsAt(String name, int end) {
        // a trailing run of digits, dashes and dots is a date or a rotation number if it starts with a separator
        int i = end;
        while (i > 0 && !Character.isLetter(name.charAt(i - 1))) {
            i--;
        }
        return i < end && !Character.isDigit(name.charAt(i));
    }

    private static boolean hasLetter(String name, int end) {
        for (int i = 0; i < end; i++) {
            if (Character.isLetter(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExtension(String part) {
        return switch (part) {
            case "log",
                    "logs",
                    "txt",
                    "json",
                    "jsonl",
                    "ndjson",
                    "out",
                    "err",
                    "csv",
                    "tsv",
                    "xml",
                    "gz",
                    "zst",
                    "bz2",
                    "xz",
                    "zip",
                    "tar",
                    "tgz",
                    "lz4",
                    "z",
                    "old",
                    "1",
                    "2",
                    "3",
                    "4",
                    "5",
                    "6",
                    "7",
                    "8",
                    "9",
                    "0" -> true;
            default -> !part.isEmpty() && part.chars().allMatch(c -> Character.isDigit(c) || c == '-');
        };
    }
}
