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
                "/home",
                "\\home\\",
                "\\home$\\",
                "/user/",
                "/users/",
                "\\users\\",
                "\\\\users\\\\",
                ":/users/",
                "documents and settings\\",
                "/run/media/",
                "/lustre/scratch/",
                "%2fhome%2f");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int start = to;
        if (t.hasAt(from, "/home")) {
            while (t.digitAt(start) && start - to < 3) {
                start++;
            }
            if (t.at(start++) != '/') {
                return;
            }
        } else if (t.hasAt(from, "/users/") && (t.at(from + 1) != 'U' || (t.wordAt(from - 1) && !isMount(t, from)))) {
            return;
        } else if (t.hasAt(from, "/user/") && !isClusterPath(t, from)) {
            return;
        }
        find(t, start, out);
    }

    /** {@code /mnt/c/Users/}: a drive of Windows under Linux. */
    private static boolean isMount(Text t, int from) {
        return t.at(from - 2) == '/' && Chars.isLetter(t.at(from - 1));
    }

    /** {@code hdfs://name:9000/user/} and {@code /afs/cell/user/}; on web sites {@code /user/} is a page. */
    private static boolean isClusterPath(Text t, int from) {
        int p = from;
        while (p > 0 && from - p < 96 && (Chars.isWord(t.at(p - 1)) || ".:-_/".indexOf(t.at(p - 1)) >= 0)) {
            p--;
        }
        return t.hasAt(p, "hdfs://") || t.hasAt(p, "/afs/") || t.hasAt(p, "maprfs://") || t.hasAt(p, "viewfs://");
    }

    private void find(Text t, int to, Findings out) {
        int end = to;
        while (end < t.length
                && end - to < 64
                && (Chars.isWord(t.at(end)) || "._-".indexOf(t.at(end)) >= 0 || t.at(end) > 127)) {
            end++;
        }
        if (end - to < 2
                || Names.isSystem(t.between(to, end))
                || Names.isService(t.between(to, end))
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
