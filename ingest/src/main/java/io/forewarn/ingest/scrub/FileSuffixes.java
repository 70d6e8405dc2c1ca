package io.forewarn.ingest.scrub;

import java.util.Locale;
import java.util.Set;

/** Endings that look like a top-level domain and name a sort of file or unit. */
final class FileSuffixes {
    private static final Set<String> KNOWN = Words.of("""
            png jpg jpeg gif svg webp ico js ts css map html json xml yaml yml txt log jar war zip gz tgz tar
            class java py rb go php service socket target timer mount slice scope device swap path conf cfg
            properties dll exe so lock tmp bak csv sql vue tsx jsx mjs local-build""");

    private FileSuffixes() {}

    static boolean isKnown(String suffix) {
        return KNOWN.contains(suffix.toLowerCase(Locale.ROOT));
    }
}
