package io.forewarn.predictor.grouping;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stable part of the names that runtimes, compilers and bundlers put into frames: what is numbered, hashed or
 * generated anew with each build or start goes, what a developer wrote stays. Names of one language do not look like
 * generated names of another, so no language needs to be known.
 */
final class FrameNames {
    private record Rule(Pattern pattern, String replacement) {}

    private static Rule rule(String regex, String replacement) {
        return new Rule(Pattern.compile(regex), replacement);
    }

    private static final List<Rule> NAME = List.of(
            // .NET: local functions, lambdas, state machines of async methods and iterators, generic arity
            rule("\\+?<>c(__DisplayClass[0-9_]+)?(?=$|[.+<])", ""),
            rule("<([^<>]*)>[bdg]__[\\w|]*(\\.MoveNext)?", "$1"),
            rule("`\\d+", ""),
            // F#, Clojure, Lisp: numbered closures
            rule("(?<=\\w)@\\d+(-\\d+)*", ""),
            rule("(?<=fn|eval|reify|auto|doInvoke)_{0,3}\\d+(__auto__)?", ""),
            // Rust: legacy symbol hash and closures
            rule("(^|::)h[0-9a-f]{16}\\b", ""),
            rule("::?\\{\\{closure}}(#\\d+)?|::\\{closure#\\d+}", ""),
            // Java: proxies and classes generated at run time, synthetic accessors, lambdas, anonymous classes
            rule("_\\$\\$_\\w+", ""),
            rule("\\$\\$(Lambda|Enhancer|FastClass|SpringCGLIB|Ebean|_|jvst|ByteBuddy)[^.:()]*", ""),
            rule("\\$(ByteBuddy|HibernateProxy|MockitoMock|Proxy)\\$[^.:()]*", "\\$$1"),
            rule("\\$Proxy\\d+", "\\$Proxy"),
            rule("(Generated\\w*Accessor)\\d+", "$1"),
            rule("\\bLambdaForm\\$\\w+", "LambdaForm"),
            rule("\\blambda\\$([\\w<>]+)\\$\\d+", "$1"),
            rule("\\baccess\\$\\d+", "access"),
            rule("\\$\\$?anonfun(\\$[a-z]\\w*?)?(\\$\\d+)*(?=$|[.(])", "$1"),
            rule("\\$(lambda|suspendImpl|default|inlined)\\b(\\$\\d+)*", ""),
            rule("_closure\\d+", "_closure"),
            rule("(\\$\\d+)+(?=$|[.$:(])", ""),
            // Go: closures, generics, package versions
            rule("(\\.func\\d+(\\.\\d+)*|\\.gowrap\\d+|-fm)+$", ""),
            rule("\\[\\.\\.\\.]|\\[go\\.shape[^\\]]*]+", ""),
            // PHP, Ruby, Elixir: closures and blocks
            rule("\\{closure[^}]*}", "{closure}"),
            rule("class@anonymous.*", "class@anonymous"),
            rule("^((block|rescue|ensure)( \\(\\d+ levels\\))? in )+", ""),
            rule("^anonymous fn/\\d+ in ", ""),
            rule("^-(.+)/\\d+-(fun|lc\\$\\^|inlined)-.*", "$1"),
            // JavaScript: how it was called is not where it is
            rule("^(async |new |bound |get |set |Object\\.|Module\\.|Array\\.|Function\\.)+", ""),
            rule(" \\[as [^\\]]*]", ""),
            rule("\\b_0x[0-9a-fA-F]+\\b", ""),
            // Swift, Objective-C: closures and blocks
            rule("^(partial apply for |closure #\\d+ .{0,80}? in )+", ""),
            rule("^_+\\d+(?=[-+]\\[)|_block_invoke(_\\d+)?$", ""),
            // C and C++: what has no name of its own, clones made by the optimiser, offsets
            rule("\\(anonymous (namespace|class)\\)(::)?", ""),
            rule("\\[abi:[^\\]]*]", ""),
            rule("\\.(constprop|isra|part|cold|lto_priv|llvm)\\.?\\d*", ""),
            rule("\\s*\\+\\s*(0x[0-9a-fA-F]+|\\d+)$", ""),
            // anything: parameter lists, addresses, hashes
            rule("\\(.*\\)( const| volatile| noexcept| &{1,2}| \\[clone [^\\]]*])*$", ""),
            rule("\\b0x[0-9a-fA-F]+\\b", "#"),
            rule("(?<![A-Za-z0-9])(?=[a-f]*\\d)[0-9a-f]{8,}(?![A-Za-z0-9])", "#"));

    private static final List<Rule> FILE = List.of(
            rule("[?#].*$", ""),
            rule("^[a-z][a-z0-9+.-]*://[^/]*", ""),
            rule("^.*[/\\\\]", ""),
            // content hashes of bundlers: app.3f2a9c1b.js, chunk-4TQZ2XKL.js, index-BqL3kz9x.js
            rule("[.\\-_](?=[A-Za-z]*\\d)[A-Za-z0-9_]{6,}(?=(\\.\\w+)+$)", ""),
            rule("^(?=[a-f]*\\d)[0-9a-f]{8,}(?=\\.)", "#"),
            rule("^\\d+(?=\\.(chunk|bundle|js|mjs))", "#"),
            rule(":\\d+(:\\d+)?$", ""));

    private static final Pattern MINIFIED_FILE =
            Pattern.compile("\\.min\\.m?js$|bundle.*\\.m?js$|chunk.*\\.m?js$|^#\\.m?js$|\\.js$");
    private static final Pattern SHORT = Pattern.compile("[A-Za-z_$][\\w$]?(\\.[A-Za-z_$][\\w$]?)*");
    private static final Pattern NAMELESS = Pattern.compile(
            "\\??|<anonymous closure>|<redacted>|<compiler-generated>|<anonymous>|<unknown>|\\(anonymous\\)|anonymous|unknown|null|\\[native code]|#");

    private FrameNames() {}

    /** A function, class or module name without what varies; empty where nothing stable is left. */
    static String name(@Nullable String name) {
        if (name == null) {
            return "";
        }
        String stable = apply(NAME, cap(name).strip());
        return NAMELESS.matcher(stable).matches() ? "" : stable;
    }

    /** The last part of a path or URL without hashes, queries and line numbers. */
    static String file(@Nullable String file) {
        return file == null ? "" : apply(FILE, cap(file).strip());
    }

    /** Whether the function is one of the one- or two-letter names that a minifier hands out anew with each build. */
    static boolean minified(String function, String file) {
        return SHORT.matcher(function).matches() && MINIFIED_FILE.matcher(file).find();
    }

    private static String cap(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400);
    }

    private static String apply(List<Rule> rules, String text) {
        String result = text;
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern.matcher(result);
            if (matcher.find()) {
                result = matcher.replaceAll(rule.replacement);
            }
        }
        return result;
    }
}
