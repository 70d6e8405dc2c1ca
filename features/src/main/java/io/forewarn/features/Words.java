package io.forewarn.features;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words of the texts and paths of the operation, each by how often operations with it failed: an online naive Bayes. */
final class Words implements FeatureGroup {
    private static final int LIMIT = 300;
    private static final Set<String> REPAIRS = Set.of(
            "fix",
            "fixes",
            "fixed",
            "bug",
            "bugs",
            "defect",
            "patch",
            "regression",
            "hotfix",
            "revert",
            "reverts",
            "workaround");

    private final DecayedRates rates = new DecayedRates(1 << 20, 365);

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.outcomes("text.mean", "log-odds", "its words are those of failed operations"),
                Feature.outcomes("text.sum", "log-odds (root)", "its words together are those of failed operations"),
                Feature.outcomes("text.max", "log-odds", "one of its words is that of failed operations"),
                Feature.outcomes("text.top5", "log-odds", "several of its words are those of failed operations"),
                Feature.outcomes("path_words.mean", "log-odds", "words of its paths are those of failed operations"),
                Feature.outcomes("path_words.max", "log-odds", "a word of its paths is that of failed operations"),
                Feature.outcomes(
                        "path_words.top5", "log-odds", "several words of its paths are those of failed operations"),
                Feature.earlier("text.new", "share", "its words have not been seen before"),
                Feature.request("text.length", "words (log)", "its text is long"),
                Feature.request("text.repair", "yes or no", "its text speaks of a fix"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        List<String> text = text(op);
        if (!text.isEmpty()) {
            double[] odds = odds("word", text, op, base);
            risks("text.", odds, out);
            out.put("text.sum", Arrays.stream(odds).sum() / Math.sqrt(odds.length));
            out.put(
                    "text.new",
                    text.stream().filter(w -> !rates.knows(Key.of("word", w))).count() / (double) text.size());
            out.put("text.length", Math.log1p(text.size()));
            out.put("text.repair", text.stream().anyMatch(REPAIRS::contains) ? 1 : 0);
        }
        List<String> paths = pathWords(op);
        if (!paths.isEmpty()) {
            risks("path_words.", odds("path", paths, op, base), out);
        }
    }

    private double[] odds(String type, List<String> words, Operation op, Base base) {
        long at = op.at().getEpochSecond();
        double prior = base.rate(Base.HALF_YEAR, at);
        double origin = Base.logit(prior);
        double[] odds = new double[words.size()];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = Base.logit(rates.rate(Key.of(type, words.get(i)), 0, at, prior)) - origin;
        }
        Arrays.sort(odds);
        return odds;
    }

    private static void risks(String name, double[] sorted, Sink out) {
        int n = sorted.length;
        out.put(name + "mean", Arrays.stream(sorted).average().orElse(0));
        out.put(name + "max", sorted[n - 1]);
        out.put(
                name + "top5",
                Arrays.stream(sorted, Math.max(0, n - 5), n).average().orElse(0));
    }

    @Override
    public void learn(Operation op, Lesson lesson) {
        for (String word : text(op)) {
            rates.add(Key.of("word", word), lesson);
        }
        for (String word : pathWords(op)) {
            rates.add(Key.of("path", word), lesson);
        }
    }

    private static List<String> text(Operation op) {
        Set<String> words = new LinkedHashSet<>();
        for (Attribute attribute : op.attributes().values()) {
            if (attribute instanceof Attribute.Text text) {
                split(text.value(), words);
            }
        }
        return new ArrayList<>(words);
    }

    private static List<String> pathWords(Operation op) {
        Set<String> words = new LinkedHashSet<>();
        for (Attribute attribute : op.attributes().values()) {
            if (attribute instanceof Attribute.Paths paths) {
                for (Attribute.PathChange change : paths.changes()) {
                    split(change.path(), words);
                }
            }
        }
        return new ArrayList<>(words);
    }

    /** Runs of letters and digits, lower case; camel case also by its parts. Numbers alone say nothing. */
    private static void split(String text, Set<String> into) {
        int n = text.length();
        int start = -1;
        for (int i = 0; i <= n && into.size() < LIMIT; i++) {
            boolean in = i < n && Character.isLetterOrDigit(text.charAt(i));
            boolean hump = in
                    && start >= 0
                    && Character.isUpperCase(text.charAt(i))
                    && Character.isLowerCase(text.charAt(i - 1));
            if (start >= 0 && (!in || hump)) {
                word(text.substring(start, i), into);
                start = -1;
            }
            if (in && start < 0) {
                start = i;
            }
        }
    }

    private static boolean lettered(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetter(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static void word(String word, Set<String> into) {
        if (word.length() >= 2 && word.length() <= 30 && lettered(word)) {
            into.add(word.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        rates.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        rates.read(in);
    }
}
