package io.forewarn.ingest.scrub;

import java.util.List;

/** The person in the path of a home directory, on Unix, macOS, Windows and HDFS. */
final class HomePath implements Finder {
    @Override
    public String id() {
        return "home-path";
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "/home/",
                "/users/",
                "\\users\\",
                "\\\\users\\\\",
                ":/users/",
                "documents and settings\\",
                "%2fhome%2f");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (t.hasAt(from, "/users/") && (t.at(from + 1) != 'U' || t.wordAt(from - 1))) {
            return;
        }
        int end = to;
        while (end < t.length
                && end - to < 64
                && (Chars.isWord(t.at(end)) || "._-".indexOf(t.at(end)) >= 0 || t.at(end) > 127)) {
            end++;
        }
        if (end - to < 2
                || Names.isSystem(t.between(to, end))
                || t.at(to) == '.'
                || Secrets.isPlaceholder(t, to, end)) {
            return;
        }
        out.add(this, to, end);
    }

    @Override
    public List<String> positives() {
        return List.of(
                "open /home/alice/.ssh/config",
                "File \"/Users/bob/app.py\", line 3",
                "C:\\Users\\carol\\AppData",
                "\"C:\\\\Users\\\\dave\\\\x\"",
                "cwd=/home/erin");
    }

    @Override
    public List<String> negatives() {
        return List.of("GET /users/list", "/home/ubuntu/app", "C:\\Users\\Public\\x", "/home/$USER/x");
    }
}
