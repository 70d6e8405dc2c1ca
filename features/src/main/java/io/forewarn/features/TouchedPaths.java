package io.forewarn.features;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change touches: size and spread (the measures of Kamei et al., "A Large-Scale Empirical Study of Just-in-Time
 * Quality Assurance", 2013), the past of the files and directories, and how well its author knows them.
 */
final class TouchedPaths implements FeatureGroup {
    private static final int TOUCHED = 0;
    private static final int CHANGES = 1;
    private static final int AUTHORS = 2;
    private static final int LINES = 3;
    private static final int MOST = 500;

    private final EntityTable places = new EntityTable(1, 4, 1 << 21);
    private final DecayedRates rates = new DecayedRates(1 << 21, 30, 365);

    @Override
    public List<Feature> features() {
        return List.of(
                Feature.request("change.files", "files (log)", "many files are touched"),
                Feature.request("change.directories", "directories (log)", "many directories are touched"),
                Feature.request("change.subsystems", "top folders (log)", "many top folders are touched"),
                Feature.request("change.entropy", "0 to 1", "the lines are spread evenly over the files"),
                Feature.request("change.added", "lines (log)", "many lines are added"),
                Feature.request("change.deleted", "lines (log)", "many lines are deleted"),
                Feature.request("change.largest", "lines (log)", "one file is changed a lot"),
                Feature.request("change.tests", "share", "the files are tests"),
                Feature.earlier("change.share", "share of the files' lines (log)", "the change is large for its files"),
                Feature.earlier("file.new", "share", "the files are new"),
                Feature.earlier("file.lines", "lines (log)", "the files are long"),
                Feature.earlier("file.changes", "changes (log)", "the files have been changed often"),
                Feature.earlier("file.authors", "people (log)", "the files have been changed by many people"),
                Feature.earlier("file.age", "days (log)", "the files have not been changed for long"),
                Feature.earlier("file.youngest", "days (log)", "none of the files has been changed lately"),
                Feature.earlier("author.file_changes", "changes (log)", "the author knows the files"),
                Feature.earlier("author.directory_changes", "changes (log)", "the author knows the directories"),
                Feature.outcomes("file.rate.mean", "log-odds", "changes of the files failed often"),
                Feature.outcomes("file.rate.max", "log-odds", "changes of one of the files failed often"),
                Feature.outcomes("file.rate.30d", "log-odds", "changes of the files failed in the last weeks"),
                Feature.outcomes("file.failures", "failures (log)", "the files have a record of failures"),
                Feature.outcomes("directory.rate.mean", "log-odds", "changes of the directories failed often"),
                Feature.outcomes("directory.rate.max", "log-odds", "changes of one of the directories failed often"),
                Feature.outcomes(
                        "directory.rate.30d", "log-odds", "changes of the directories failed in the last weeks"),
                Feature.outcomes("extension.rate", "log-odds", "changes of such file types failed often"));
    }

    @Override
    public void describe(Operation op, Base base, Sink out) {
        List<Attribute.PathChange> changes = changes(op);
        if (!changes.isEmpty()) {
            size(changes, out);
            past(op, changes, out);
            outcomes(op, changes, base, out);
        }
    }

    private static void size(List<Attribute.PathChange> changes, Sink out) {
        Set<String> directories = new HashSet<>();
        Set<String> subsystems = new HashSet<>();
        double added = 0;
        double deleted = 0;
        double largest = 0;
        double tests = 0;
        for (Attribute.PathChange change : changes) {
            directories.add(directory(change.path()));
            subsystems.add(top(change.path()));
            added += change.added();
            deleted += change.deleted();
            largest = Math.max(largest, change.added() + change.deleted());
            tests += change.path().contains("test") || change.path().contains("Test") ? 1 : 0;
        }
        double entropy = 0;
        for (Attribute.PathChange change : changes) {
            double p = (change.added() + change.deleted() + 1.0) / (added + deleted + changes.size());
            entropy -= p * Math.log(p);
        }
        out.put("change.files", Math.log1p(changes.size()));
        out.put("change.directories", Math.log1p(directories.size()));
        out.put("change.subsystems", Math.log1p(subsystems.size()));
        out.put("change.entropy", changes.size() < 2 ? 0 : entropy / Math.log(changes.size()));
        out.put("change.added", Math.log1p(added));
        out.put("change.deleted", Math.log1p(deleted));
        out.put("change.largest", Math.log1p(largest));
        out.put("change.tests", tests / changes.size());
    }

    private void past(Operation op, List<Attribute.PathChange> changes, Sink out) {
        long at = op.at().getEpochSecond();
        double created = 0;
        double lines = 0;
        double changed = 0;
        double count = 0;
        double authors = 0;
        double age = 0;
        double youngest = Double.POSITIVE_INFINITY;
        double known = 0;
        double knownDirectories = 0;
        for (Attribute.PathChange change : changes) {
            changed += change.added() + change.deleted();
            int slot = places.find(file(op, change));
            if (slot < 0) {
                created++;
                continue;
            }
            double days = Math.max(0, at - places.number(slot, TOUCHED)) / 86_400.0;
            lines += places.number(slot, LINES);
            count += places.number(slot, CHANGES);
            authors = Math.max(authors, places.number(slot, AUTHORS));
            age += days;
            youngest = Math.min(youngest, days);
            known += mine(op, file(op, change));
        }
        for (Attribute.PathChange change : changes) {
            knownDirectories += mine(op, directory(op, change));
        }
        int n = changes.size();
        double old = n - created;
        out.put("change.share", Math.log1p(changed / (lines + 1)));
        out.put("file.new", created / n);
        out.put("file.lines", Math.log1p(lines / n));
        out.put("file.changes", Math.log1p(count / n));
        out.put("file.authors", Math.log1p(authors));
        if (old > 0) {
            out.put("file.age", Math.log1p(age / old));
            out.put("file.youngest", Math.log1p(youngest));
        }
        if (op.actor() != null) {
            out.put("author.file_changes", Math.log1p(known / n));
            out.put("author.directory_changes", Math.log1p(knownDirectories / n));
        }
    }

    private double mine(Operation op, long place) {
        int slot = op.actor() == null ? -1 : places.find(Key.pair(place, Key.of(String.valueOf(op.actor()))));
        return slot < 0 ? 0 : places.number(slot, CHANGES);
    }

    private void outcomes(Operation op, List<Attribute.PathChange> changes, Base base, Sink out) {
        long at = op.at().getEpochSecond();
        double half = base.rate(Base.HALF_YEAR, at);
        double month = base.rate(Base.MONTH, at);
        double[] file = new double[4];
        double[] directory = new double[4];
        file[1] = Double.NEGATIVE_INFINITY;
        directory[1] = Double.NEGATIVE_INFINITY;
        double extension = 0;
        for (Attribute.PathChange change : changes) {
            gather(file(op, change), at, half, month, file);
            gather(directory(op, change), at, half, month, directory);
            extension += Base.logit(rates.rate(extension(change), 1, at, half)) - Base.logit(half);
        }
        int n = changes.size();
        out.put("file.rate.mean", file[0] / n);
        out.put("file.rate.max", file[1]);
        out.put("file.rate.30d", file[2] / n);
        out.put("file.failures", Math.log1p(file[3] / n));
        out.put("directory.rate.mean", directory[0] / n);
        out.put("directory.rate.max", directory[1]);
        out.put("directory.rate.30d", directory[2] / n);
        out.put("extension.rate", extension / n);
    }

    private void gather(long place, long at, double half, double month, double[] sums) {
        double odds = Base.logit(rates.rate(place, 1, at, half)) - Base.logit(half);
        sums[0] += odds;
        sums[1] = Math.max(sums[1], odds);
        sums[2] += Base.logit(rates.rate(place, 0, at, month)) - Base.logit(month);
        sums[3] += rates.failures(place, 1, at);
    }

    @Override
    public void begin(Operation op) {
        for (Attribute.PathChange change : changes(op)) {
            touch(op, file(op, change), change.added() - change.deleted());
            touch(op, directory(op, change), 0);
        }
    }

    private void touch(Operation op, long place, int grown) {
        int at = (int) op.at().getEpochSecond();
        int first = 0;
        if (op.actor() != null) {
            int mine = places.add(Key.pair(place, Key.of(String.valueOf(op.actor()))));
            first = places.number(mine, CHANGES) == 0 ? 1 : 0;
            places.number(mine, CHANGES, places.number(mine, CHANGES) + 1);
            places.number(mine, TOUCHED, at);
        }
        int slot = places.add(place);
        places.number(slot, CHANGES, places.number(slot, CHANGES) + 1);
        places.number(slot, AUTHORS, places.number(slot, AUTHORS) + first);
        places.number(slot, LINES, Math.max(0, places.number(slot, LINES) + grown));
        places.number(slot, TOUCHED, at);
    }

    @Override
    public void learn(Operation op, Lesson lesson) {
        for (Attribute.PathChange change : changes(op)) {
            rates.add(file(op, change), lesson);
            rates.add(directory(op, change), lesson);
            rates.add(extension(change), lesson);
        }
    }

    /** At most 500 of them: a change that moves a whole tree says nothing about each file. */
    private static List<Attribute.PathChange> changes(Operation op) {
        for (Attribute attribute : op.attributes().values()) {
            if (attribute instanceof Attribute.Paths paths) {
                return paths.changes().subList(0, Math.min(MOST, paths.changes().size()));
            }
        }
        return List.of();
    }

    private static long file(Operation op, Attribute.PathChange change) {
        return Key.of("file", op.component(), change.path());
    }

    private static long directory(Operation op, Attribute.PathChange change) {
        return Key.of("directory", op.component(), directory(change.path()));
    }

    private static long extension(Attribute.PathChange change) {
        String path = change.path();
        int dot = path.lastIndexOf('.');
        return Key.of("extension", dot > path.lastIndexOf('/') ? path.substring(dot) : "");
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String top(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        places.write(out);
        rates.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        places.read(in);
        rates.read(in);
    }
}
