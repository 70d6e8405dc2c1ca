package io.forewarn.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells application code from libraries and runtimes by where a frame lives. */
final class Frames {
    private static final List<String> RUNTIME_MODULES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "kotlin.",
            "scala.",
            "groovy.",
            "akka.",
            "org.apache.",
            "org.springframework.",
            "org.hibernate.",
            "org.junit.",
            "org.eclipse.",
            "org.postgresql.",
            "org.jboss.",
            "org.codehaus.",
            "io.netty.",
            "io.micronaut.",
            "io.quarkus.",
            "reactor.",
            "com.zaxxer.",
            "com.fasterxml.",
            "com.google.",
            "ch.qos.",
            "org.slf4j.",
            "com.mysql.",
            "redis.clients.",
            "io.lettuce.",
            "System.",
            "Microsoft.",
            "MS.",
            "runtime.",
            "runtime/",
            "net/http",
            "reflect.",
            "std::",
            "core::",
            "alloc::",
            "tokio::",
            "Illuminate\\",
            "Symfony\\",
            "node:",
            "internal/",
            "_pytest",
            "pluggy",
            "unittest",
            "com.intellij.",
            "org.gradle.",
            "org.mockito.",
            "net.bytebuddy.",
            "software.amazon.",
            "com.amazonaws.");
    private static final List<String> LIBRARY_PATHS = List.of(
            "site-packages",
            "dist-packages",
            "node_modules",
            "/vendor/",
            "/usr/lib/",
            "/usr/local/lib/",
            "/gems/",
            "/pkg/mod/",
            "/rustc/",
            "/.cargo/registry",
            "<frozen",
            "/usr/local/go/",
            "node:",
            "/lib/python",
            "\\lib\\python");

    private Frames() {}

    static boolean inApp(@Nullable String place) {
        if (place == null) {
            return false;
        }
        for (String prefix : RUNTIME_MODULES) {
            if (place.startsWith(prefix)) {
                return false;
            }
        }
        for (String part : LIBRARY_PATHS) {
            if (place.contains(part)) {
                return false;
            }
        }
        return true;
    }

    /** The positive number at {@code from}, or null. */
    static @Nullable Integer line(String s, int from) {
        int digits = Math.min(Text.digits(s, from), 9);
        int value = digits == 0 ? 0 : Text.number(s, from, from + digits);
        return value > 0 ? value : null;
    }
}
