package io.forewarn.ingest.template;

/** Whether a line is one that a template describes: constant parts in order, anything where placeholders are. */
final class Wildcards {
    private Wildcards() {}

    static boolean matches(String template, String message) {
        String line = oneSpaced(message.indexOf('\n') < 0 ? message : message.substring(0, message.indexOf('\n')));
        int at = 0;
        int from = 0;
        boolean anchored = true;
        for (int i = 0; i < template.length(); ) {
            int end = template.charAt(i) == '<' ? Placeholder.end(template, i) : -1;
            if (end < 0) {
                i++;
                continue;
            }
            at = next(line, template.substring(from, i), at, anchored);
            if (at < 0) {
                return false;
            }
            anchored = false;
            from = end;
            i = end;
        }
        String rest = template.substring(from);
        return anchored ? line.equals(rest) : line.length() - at >= rest.length() && line.endsWith(rest);
    }

    private static int next(String line, String part, int at, boolean anchored) {
        int found = anchored ? (line.startsWith(part) ? 0 : -1) : line.indexOf(part, at);
        return found < 0 ? -1 : found + part.length();
    }

    private static String oneSpaced(String s) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            boolean space = Chars.is(c, Chars.SPACE);
            if (!space || (b.length() > 0 && b.charAt(b.length() - 1) != ' ')) {
                b.append(space ? ' ' : c);
            }
        }
        int end = b.length();
        return b.substring(0, end > 0 && b.charAt(end - 1) == ' ' ? end - 1 : end);
    }
}
