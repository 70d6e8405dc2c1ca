package io.forewarn.ingest.scrub;

import java.util.List;

/**
 * Tokens of a vendor that no table names yet, by how most are built today: words that say what it is, then a long random
 * tail, as in {@code acme_live_…}, {@code sk-…}, {@code acme_pat_…}.
 */
final class MarkedToken implements Finder {
    private static final int TAIL = 20;
    private static final int LIMIT = 256;

    @Override
    public String id() {
        return "marked-token";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "sk-",
                "sk_",
                "_pat_",
                "-pat-",
                "_live_",
                "_test_",
                "_prod_",
                "_key_",
                "_token_",
                "_secret_",
                "_sk_",
                "_api_",
                "_rk_",
                "_sec_",
                "_tok_",
                "_oauth_",
                "-sk-",
                "_refresh_",
                "_access_",
                "_sandbox_");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (from < out.covered || (Chars.isWord(t.at(from)) && (t.wordAt(from - 1) || t.at(from - 1) == '_'))) {
            return;
        }
        int end = to;
        int tail = to;
        while (end < t.length
                && end - to < LIMIT
                && (Chars.isWord(t.at(end)) || t.at(end) == '_' || t.at(end) == '-')) {
            if (!Chars.isWord(t.at(end)) && end - tail < TAIL) {
                tail = end + 1;
            }
            end++;
        }
        while (end > tail && !Chars.isWord(t.at(end - 1))) {
            end--;
        }
        int start = from;
        while (start > 0
                && from - start < 24
                && (Chars.isWord(t.at(start - 1)) || t.at(start - 1) == '_' || t.at(start - 1) == '-')) {
            start--;
        }
        if (end - tail >= TAIL && tail - to <= 24 && isRandom(t, tail, end) && !Secrets.isPlaceholder(t, tail, end)) {
            out.add(this, start, end);
        }
    }

    /** Digits all over it: words joined by underscores, dates and counters have none or only at one place. */
    private static boolean isRandom(Text t, int from, int to) {
        int digits = 0;
        int groups = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            boolean digit = t.digitAt(i);
            digits += digit ? 1 : 0;
            groups += digit && !t.digitAt(i - 1) ? 1 : 0;
            letters += Chars.isLetter(t.at(i)) ? 1 : 0;
        }
        return digits >= 2 && groups >= 2 && letters >= 4 && Secrets.distinct(t, from, to) >= 8;
    }

    @Override
    public List<String> positives() {
        return List.of(
                "with acme_live_" + "a8Kd93mQz71LpX0vBn4Rw2 now",
                "sk-" + "a8Kd93mQz71LpX0vBn4Rw2Ty",
                "acme_pat_" + "a8Kd93mQz71LpX0vBn4Rw2Ty");
    }

    @Override
    public List<String> negatives() {
        return List.of(
                "test_token_refresh_after_expiry",
                "task-12345678901234567890",
                "sk-abc",
                "run_test_2024_01_02_10_20_30",
                "orders_api_key_rotation_job");
    }
}
