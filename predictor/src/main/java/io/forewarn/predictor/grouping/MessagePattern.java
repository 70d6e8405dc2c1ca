package io.forewarn.predictor.grouping;

import java.util.List;
import java.util.regex.Pattern;

/** A message's first line with what varies masked: for text that no template was mined from. */
final class MessagePattern {
    private record Rule(Pattern pattern, String replacement) {}

    private static final int LONGEST = 600;
    private static final List<Rule> RULES = List.of(
            new Rule(Pattern.compile("<[a-z_]+:[^<>\\s]{1,64}>"), "<*>"),
            new Rule(Pattern.compile("\\b[a-z][a-z0-9+.-]{1,12}://[^\\s\"'<>),;]+"), "<url>"),
            new Rule(Pattern.compile("\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b"), "<*>"),
            new Rule(Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?Z?"), "<*>"),
            new Rule(Pattern.compile("\"[^\"\\n]*\"|`[^`\\n]*`|(?<![A-Za-z])'[^'\\n]*'(?![A-Za-z])"), "<*>"),
            new Rule(Pattern.compile("(?<![\\w/\\\\])(?:[A-Za-z]:)?(?:[/\\\\][\\w.@~+-]+){2,}[/\\\\]?"), "<path>"),
            new Rule(
                    Pattern.compile(
                            "\\b0x[0-9a-fA-F]+\\b|\\b[0-9a-fA-F]{12,}\\b|\\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\\b"),
                    "<*>"),
            // names of days and months beside a number are part of a date
            new Rule(
                    Pattern.compile(
                            "\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? +)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ -]+\\d{1,2}|\\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\\b"),
                    "<*>"),
            new Rule(Pattern.compile("(?<=\\d) ?(?:AM|PM|UTC|GMT|CET|CEST|EST|PST)\\b"), ""),
            new Rule(Pattern.compile("\\b[\\w.-]*\\d[\\w.-]*\\b"), "<*>"),
            new Rule(Pattern.compile("<\\*>(?:[:.,/-]?<\\*>)+"), "<*>"),
            new Rule(Pattern.compile("\\s+"), " "));

    private MessagePattern() {}

    static String of(String message) {
        String text = firstLine(message);
        for (Rule rule : RULES) {
            text = rule.pattern.matcher(text).replaceAll(rule.replacement);
        }
        return text.strip();
    }

    /** The first line that says something, capped. */
    static String firstLine(String message) {
        String line =
                message.lines().filter(each -> !each.isBlank()).findFirst().orElse("");
        String text = line.strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Words that are the same in every event of the pattern. */
    static long constantWords(String pattern) {
        return Pattern.compile("[\\s,;:=()\\[\\]{}]+")
                .splitAsStream(pattern)
                .filter(word ->
                        word.length() > 1 && !word.contains("<") && word.chars().anyMatch(Character::isLetter))
                .count();
    }
}
