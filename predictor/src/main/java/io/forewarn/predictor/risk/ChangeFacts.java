package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the words and paths of an operation came to when they occurred before. */
final class ChangeFacts {
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{Nd}_-]+");
    private static final int FEW = 5;

    private final Operation op;
    private final Situation now;

    ChangeFacts(Operation op, Situation now) {
        this.op = op;
        this.now = now;
    }

    Stream<Fact> text() {
        Past past = now.kind();
        Supplier<String> overall = () -> ", " + Fact.usual(past.all(), op.kind()) + " did";
        return words(op).stream().map(word -> {
            Proportion seen = past.withWord(word);
            Supplier<String> text = () -> Fact.of(seen) + " " + Words.plural(op.kind()) + " whose text has “" + word
                    + "” failed" + overall.get();
            return seen.n() < FEW
                    ? new Fact(text, 0)
                    : Fact.share(text, seen, past.all().rate());
        });
    }

    Stream<Fact> paths() {
        Past past = now.component();
        double usual = past.all().rate();
        String overall = ", " + Fact.usual(past.all(), "operation") + " on " + op.component() + " did";
        Stream<Fact> files = paths(op).stream().map(path -> {
            Proportion seen = past.where(each -> paths(each).contains(path));
            String text = Fact.of(seen) + " operations that touched " + path + " failed" + overall;
            return seen.n() < 3 ? new Fact(text, 0) : Fact.share(() -> text, seen, usual);
        });
        Stream<Fact> folders = folders(op).stream().map(folder -> {
            Proportion seen = past.where(each -> folders(each).contains(folder));
            String text = Fact.of(seen) + " operations that touched files in " + folder + " failed" + overall;
            return seen.n() < FEW ? new Fact(text, 0) : Fact.share(() -> text, seen, usual);
        });
        return Stream.concat(Stream.concat(files, folders), size(past));
    }

    private Stream<Fact> size(Past past) {
        long lines = lines(op);
        List<Operation> sized =
                past.recent().stream().filter(each -> lines(each) > 0).toList();
        if (lines == 0 || sized.size() < 20) {
            return Stream.of();
        }
        Proportion larger =
                Past.failing(sized.stream().filter(each -> lines(each) >= lines).toList());
        Proportion smaller =
                Past.failing(sized.stream().filter(each -> lines(each) <= lines).toList());
        double usual = Past.failing(sized).rate();
        String change = " changes of " + op.component() + " of " + lines + " lines or ";
        return Stream.of(
                new Fact(
                        Fact.of(larger) + change + "more failed (" + Words.percent(usual) + " of all " + sized.size()
                                + ")",
                        larger.n() < FEW ? 0 : Math.max(0, Fact.surprise(larger, usual))),
                new Fact(
                        Fact.of(smaller) + change + "fewer failed (" + Words.percent(usual) + " of all " + sized.size()
                                + ")",
                        smaller.n() < FEW ? 0 : Math.min(0, Fact.surprise(smaller, usual))));
    }

    /** The words of the free texts, lower case, of three letters or more. */
    static Set<String> words(Operation op) {
        return op.attributes().values().stream()
                .filter(Attribute.Text.class::isInstance)
                .flatMap(text -> GAP.splitAsStream(((Attribute.Text) text).value()))
                .filter(word -> word.length() >= 3 && word.chars().anyMatch(Character::isLetter))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> paths(Operation op) {
        return changes(op).map(Attribute.PathChange::path).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> folders(Operation op) {
        return changes(op)
                .map(Attribute.PathChange::path)
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long lines(Operation op) {
        return changes(op)
                .mapToLong(change -> (long) change.added() + change.deleted())
                .sum();
    }

    private static Stream<Attribute.PathChange> changes(Operation op) {
        return op.attributes().values().stream()
                .filter(Attribute.Paths.class::isInstance)
                .flatMap(paths -> ((Attribute.Paths) paths).changes().stream());
    }
}
