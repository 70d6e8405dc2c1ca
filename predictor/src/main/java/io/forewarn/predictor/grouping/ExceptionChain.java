package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exception types of an event, outermost first: the declared one, then what the text names as causes. */
final class ExceptionChain {
    private static final int LONGEST = 5;
    private static final Pattern CAUSE = Pattern.compile(
            "^[ \\t]*(?:Caused by|Wrapped by|Inner exception|---> ?|\\[caused by])[: ]+([A-Za-z_][\\w$./\\\\]*)(?=[:\\s]|$)",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** Python prints what was raised first above, the cause by its last line. */
    private static final Pattern ABOVE = Pattern.compile(
            "^([A-Za-z_][\\w.]{0,120})(?::[^\\n]{0,2000})?\\n\\s*(?:The above exception was the direct cause|During handling of the above exception)",
            Pattern.MULTILINE);

    private ExceptionChain() {}

    /** Empty where the event has no exception. */
    static List<String> of(Event event) {
        String type = event.exceptionType();
        if (type == null || type.isBlank()) {
            return List.of();
        }
        List<String> chain = new ArrayList<>();
        chain.add(normal(type));
        String stated = event.attributes().get("exception.chain");
        if (stated != null) {
            for (String each : TextLists.of(stated)) {
                add(chain, each);
            }
            return chain;
        }
        Matcher causes = CAUSE.matcher(event.message());
        while (chain.size() < LONGEST && causes.find()) {
            add(chain, causes.group(1));
        }
        Matcher above = ABOVE.matcher(event.message());
        while (chain.size() < LONGEST && above.find()) {
            add(chain, above.group(1));
        }
        return chain;
    }

    /** The same type twice in a row is a wrapper around itself; how often is chance. */
    private static void add(List<String> chain, String type) {
        String name = normal(type);
        if (chain.size() < LONGEST && !chain.get(chain.size() - 1).equals(name)) {
            chain.add(name);
        }
    }

    private static String normal(String type) {
        String name = FrameNames.name(type);
        return name.isEmpty() ? "unnamed" : name;
    }
}
