package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code grouping.v1}. What the sender asked for wins; then the exception types with the nearest places in our own code;
 * without frames the exception types with the pattern of their message; else the template of the message and its
 * component, and its logger too where the template hardly has words of its own.
 */
final class FrameAndTemplateGrouping implements Grouping {
    private static final Pattern DEFAULT = Pattern.compile("\\{\\{\\s*default\\s*}}");
    private static final int FEW_WORDS = 3;

    @Override
    public String version() {
        return "grouping.v1";
    }

    @Override
    public Fingerprint of(Event event, @Nullable String template) {
        Fingerprint own = own(event, template);
        String asked = event.attributes().get("fingerprint");
        List<String> parts = asked == null ? List.of() : TextLists.of(asked);
        if (parts.isEmpty()
                || parts.stream().allMatch(part -> DEFAULT.matcher(part).matches())) {
            return own;
        }
        boolean extended = parts.stream().anyMatch(part -> DEFAULT.matcher(part).find());
        List<String> filled = parts.stream()
                .map(part -> DEFAULT.matcher(part).replaceAll(Matcher.quoteReplacement(own.value())))
                .toList();
        List<String> shown =
                parts.stream().filter(part -> !DEFAULT.matcher(part).matches()).toList();
        String why = "The sender set the fingerprint " + quoted(String.join(", ", shown))
                + (extended ? " in addition to: " + own.why() : ".");
        return fingerprint("explicit", filled, why);
    }

    private Fingerprint own(Event event, @Nullable String template) {
        List<String> chain = ExceptionChain.of(event);
        List<String> places = Frames.places(event.frames());
        if (!chain.isEmpty() && !places.isEmpty() && Frames.nameless(event.frames())) {
            String pattern = message(event);
            return fingerprint(
                    "files",
                    joined(joined(chain, places), List.of(pattern)),
                    "Same exception, " + caused(chain) + ", from the same files, " + called(places)
                            + ", with the same message pattern " + quoted(pattern)
                            + " (the place thrown from has no name that a new build would keep).");
        }
        if (!chain.isEmpty() && !places.isEmpty()) {
            String whose = Frames.ours(event.frames()) ? "in the same place of our code, " : "in the same place, ";
            return fingerprint(
                    "frames",
                    joined(chain, places),
                    "Same exception, " + caused(chain) + ", thrown " + whose + called(places)
                            + " (line numbers and generated names ignored).");
        }
        if (!chain.isEmpty()) {
            String pattern = message(event);
            return fingerprint(
                    "exception",
                    joined(chain, List.of(event.component(), pattern)),
                    "Same exception, " + caused(chain) + ", in component " + event.component()
                            + " with the same message pattern " + quoted(pattern) + " (no stack trace to go by).");
        }
        if (!places.isEmpty()) {
            return fingerprint(
                    "places",
                    joined(places, List.of(event.component())),
                    "Same place, " + called(places) + ", in component " + event.component() + ".");
        }
        String unfilled = event.attributes().get("message.template");
        if (unfilled != null) {
            return byTemplate(event, MessagePattern.of(unfilled));
        }
        return byTemplate(event, template == null ? MessagePattern.of(event.message()) : template);
    }

    private static String message(Event event) {
        String message = event.exceptionMessage();
        return MessagePattern.of(message == null ? event.message() : message);
    }

    private Fingerprint byTemplate(Event event, String pattern) {
        String logger = event.logger();
        if (logger != null && !logger.isBlank() && MessagePattern.constantWords(pattern) < FEW_WORDS) {
            String name = FrameNames.name(logger);
            return fingerprint(
                    "template",
                    List.of(event.component(), pattern, name),
                    "Same message pattern " + quoted(pattern) + " of logger " + name + " in component "
                            + event.component() + ".");
        }
        return fingerprint(
                "template",
                List.of(event.component(), pattern),
                "Same message pattern " + quoted(pattern) + " in component " + event.component() + ".");
    }

    private Fingerprint fingerprint(String basis, List<String> parts, String why) {
        return new Fingerprint(version(), Hash.of(joined(List.of(basis), parts)), why);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.add("");
        both.addAll(second);
        return both;
    }

    private static String caused(List<String> chain) {
        return String.join(" caused by ", chain);
    }

    private static String called(List<String> places) {
        return places.get(0)
                + (places.size() > 1 ? " called from " + String.join(" ← ", places.subList(1, places.size())) : "");
    }

    private static String quoted(String text) {
        return "“" + (text.length() <= 160 ? text : text.substring(0, 159) + "…") + "”";
    }
}
