package io.forewarn.ingest.git;

import io.forewarn.ingest.event.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The change metrics of Kamei et al., "A large-scale empirical study of just-in-time quality assurance" (2013), table
 * 1 (their names in brackets), from what happened before each commit: {@code subsystems} [NS] (top folders), {@code
 * directories} [ND] and {@code files} [NF] touched; {@code entropy} of the changed lines over the files, 0 to 1; {@code
 * lines_added} [LA], {@code lines_deleted} [LD]; {@code lines_before} [LT], mean of the files; {@code is_fix} [FIX];
 * {@code developers} [NDEV] who touched the files before; {@code age_days} [AGE], mean since the files' last change;
 * {@code unique_changes} [NUC], different last changes of the files; earlier commits of the author: {@code
 * author_changes} [EXP], {@code author_recent_changes} [REXP] (each divided by its age in years plus one), and {@code
 * author_subsystem_changes} [SEXP], on the same subsystems.
 */
final class ChangeMetrics {
    private static final double DAY = 86_400;
    private static final double YEAR = 365.25 * DAY;

    private static final class File {
        int[] developers = {};
        int lastCommit;
        long lastAt;
    }

    private static final class Author {
        final int number;
        int commits;
        final Map<String, Integer> bySubsystem = new HashMap<>();
        /** Commits of each day, from the first on: recent experience needs their ages, a day is close enough. */
        final TreeMap<Long, Integer> byDay = new TreeMap<>();

        Author(int number) {
            this.number = number;
        }
    }

    private final Map<String, File> files = new HashMap<>();
    private final Map<String, Author> authors = new HashMap<>();

    /** What is known of a commit when it is made; call {@link #note} afterwards. */
    Map<String, Attribute> of(List<Change> changes, String who, long at, boolean fix) {
        Map<String, Attribute> m = new TreeMap<>();
        Set<String> folders = new HashSet<>();
        Set<Integer> developers = new HashSet<>();
        Set<Integer> last = new HashSet<>();
        long added = 0;
        long deleted = 0;
        long before = 0;
        double days = 0;
        int known = 0;
        for (Change change : changes) {
            folders.add(folder(change.path()));
            added += change.added();
            deleted += change.deleted();
            before += change.before();
            File file = files.get(change.oldPath());
            if (file != null) {
                for (int d : file.developers) {
                    developers.add(d);
                }
                last.add(file.lastCommit);
                days += Math.max(0, at - file.lastAt) / DAY;
                known++;
            }
        }
        Set<String> subsystems = subsystems(changes);
        Author author = authors.get(who);
        put(m, "subsystems", subsystems.size());
        put(m, "directories", folders.size());
        put(m, "files", changes.size());
        put(m, "entropy", entropy(changes));
        put(m, "lines_added", (double) added);
        put(m, "lines_deleted", (double) deleted);
        put(m, "lines_before", changes.isEmpty() ? 0 : (double) before / changes.size());
        m.put("is_fix", new Attribute.Flag(fix));
        put(m, "developers", developers.size());
        put(m, "age_days", known == 0 ? 0 : days / known);
        put(m, "unique_changes", last.size());
        put(m, "author_changes", author == null ? 0 : author.commits);
        put(m, "author_recent_changes", recent(author, at));
        put(
                m,
                "author_subsystem_changes",
                author == null
                        ? 0
                        : subsystems.stream()
                                .mapToInt(s -> author.bySubsystem.getOrDefault(s, 0))
                                .sum());
        return m;
    }

    /** Takes a commit into what is known. */
    void note(List<Change> changes, String who, long at, int commit) {
        Author author = authors.computeIfAbsent(who, any -> new Author(authors.size()));
        author.commits++;
        author.byDay.merge(Math.floorDiv(at, (long) DAY), 1, Integer::sum);
        subsystems(changes).forEach(s -> author.bySubsystem.merge(s, 1, Integer::sum));
        for (Change change : changes) {
            if (!change.oldPath().equals(change.path())) {
                @Nullable File moved = files.remove(change.oldPath());
                if (moved != null) {
                    files.put(change.path(), moved);
                }
            }
            File file = files.computeIfAbsent(change.path(), any -> new File());
            if (Arrays.binarySearch(file.developers, author.number) < 0) {
                file.developers = Arrays.copyOf(file.developers, file.developers.length + 1);
                file.developers[file.developers.length - 1] = author.number;
                Arrays.sort(file.developers);
            }
            file.lastCommit = commit;
            file.lastAt = at;
        }
    }

    private static double recent(@Nullable Author author, long at) {
        if (author == null) {
            return 0;
        }
        double sum = 0;
        for (Map.Entry<Long, Integer> day : author.byDay.entrySet()) {
            double years = Math.max(0, at - day.getKey() * DAY) / YEAR;
            sum += day.getValue() / (years + 1);
        }
        return sum;
    }

    private static double entropy(List<Change> changes) {
        List<Integer> sizes = new ArrayList<>();
        long total = 0;
        for (Change change : changes) {
            int size = change.added() + change.deleted();
            if (size > 0) {
                sizes.add(size);
                total += size;
            }
        }
        if (sizes.size() < 2) {
            return 0;
        }
        double entropy = 0;
        for (int size : sizes) {
            double p = (double) size / total;
            entropy -= p * Math.log(p) / Math.log(2);
        }
        return entropy / (Math.log(sizes.size()) / Math.log(2));
    }

    private static Set<String> subsystems(List<Change> changes) {
        Set<String> subsystems = new HashSet<>();
        changes.forEach(change -> {
            int slash = change.path().indexOf('/');
            subsystems.add(slash < 0 ? "" : change.path().substring(0, slash));
        });
        return subsystems;
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static void put(Map<String, Attribute> into, String name, double value) {
        into.put(name, new Attribute.Numeric(value));
    }
}
