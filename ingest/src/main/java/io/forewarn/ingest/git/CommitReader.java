package io.forewarn.ingest.git;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.format.RawOperation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commits of a repository, parents before children, each as an operation without an outcome; {@link #verdicts}
 * then says which were found faulty, and when.
 *
 * <p>A commit failed where a later one says that it reverts it, or where a later fix took out or replaced lines that it
 * had brought in (the idea of Śliwerski, Zimmermann and Zeller, "When do changes induce fixes?", 2005). This variant: a
 * fix is a commit that is no merge, touches at most {@value LineWork#FIX_FILES} files, and whose message speaks of
 * fixing, but not in its title of words or layout only; lines of documents, blank lines, comments and lines without a
 * letter or digit blame nobody; changes of blanks alone change no line's origin (da Costa et al., "A framework for
 * evaluating the results of the SZZ approach", 2017, call such filters AG-SZZ and MA-SZZ); a line that a merge brought
 * in blames nobody; renames are followed. A fix counts from its own date on.
 */
public final class CommitReader implements AutoCloseable {
    private static final int MOST_PATHS = 500;

    /** Why a commit is no operation. */
    public enum LeftOut {
        MERGE("merge commit, no change of its own"),
        EMPTY("commit that changes no file"),
        BOUNDARY("commit at the edge of a shallow clone, its change is not known"),
        EARLIER("commit before --since");

        private final String words;

        LeftOut(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final Repository repository;
    private final RevWalk walk;
    private final LineWork work;
    private final ChangeMetrics metrics = new ChangeMetrics();
    private final List<RevCommit> commits = new ArrayList<>();
    private final Map<ObjectId, Integer> numbers = new HashMap<>();
    private final Set<ObjectId> shallow;
    private final GitOptions options;
    private final String component;
    private final String head;
    private final List<@Nullable Instant> failedAt = new ArrayList<>();
    private final List<Boolean> given = new ArrayList<>();
    private int next;

    private CommitReader(Repository repository, GitOptions options, String component) throws IOException {
        this.repository = repository;
        this.options = options;
        this.component = component;
        this.walk = new RevWalk(repository);
        this.shallow = repository.getObjectDatabase().getShallowCommits();
        String revision = options.revision() == null ? "HEAD" : options.revision();
        ObjectId from = repository.resolve(revision + "^{commit}");
        if (from == null) {
            throw new IllegalArgumentException(
                    revision.equals("HEAD")
                            ? "the repository has no commit yet"
                            : "no branch, tag or commit of that name in the repository; git branch -a lists branches");
        }
        this.head = from.name();
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(walk.parseCommit(from));
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            numbers.put(commit, commits.size());
            commits.add(commit);
            commit.disposeBody();
            failedAt.add(null);
            given.add(false);
        }
        this.work = new LineWork(repository, walk);
    }

    /**
     * Opens a working copy, its {@code .git} folder, or a bare repository.
     *
     * @throws IllegalArgumentException where there is none, or it has no such revision
     */
    public static CommitReader open(Path path, GitOptions options) throws IOException {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(path + ": no such folder; name a Git repository");
        }
        QuietReader.install();
        File folder = path.toAbsolutePath().normalize().toFile();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        boolean bare = new File(folder, "HEAD").isFile() && new File(folder, "objects").isDirectory();
        if (bare) {
            builder.setGitDir(folder);
        } else {
            builder.addCeilingDirectory(folder.getParentFile()).findGitDir(folder);
        }
        if (builder.getGitDir() == null) {
            throw new IllegalArgumentException(path + ": not a Git repository; name its folder, bare or not");
        }
        try {
            Repository repository = builder.build();
            try {
                String named = options.component();
                return new CommitReader(repository, options, named == null ? name(folder) : named);
            } catch (IOException | RuntimeException e) {
                repository.close();
                throw e;
            }
        } catch (RepositoryNotFoundException e) {
            throw new IllegalArgumentException(path + ": not a Git repository; name its folder, bare or not", e);
        }
    }

    private static String name(File folder) {
        File named = folder.getName().equals(".git") ? folder.getParentFile() : folder;
        String name = named == null ? "" : named.getName().replaceAll("\\.git$", "");
        return name.isBlank() ? "repository" : name;
    }

    /** Full hash of the newest commit: the same for the same content. */
    public String head() {
        return head;
    }

    /** Whether history is cut off: what came before is not known. */
    public boolean isShallow() {
        return !shallow.isEmpty();
    }

    /** All commits that will be looked at. */
    public int size() {
        return commits.size();
    }

    /** Commits looked at so far. */
    public int position() {
        return next;
    }

    /** Versions of files whose line origins were dropped for want of room; faults in them blame nobody. */
    public long forgotten() {
        return work.forgotten();
    }

    /** A commit that is, or is not, an operation. */
    public record Step(
            @Nullable RawOperation operation, @Nullable LeftOut leftOut, String commit) {}

    /** Looks at the next commit; null at the end. */
    public @Nullable Step next() throws IOException {
        if (next >= commits.size()) {
            return null;
        }
        int number = next++;
        RevCommit commit = commits.get(number);
        walk.parseBody(commit);
        try {
            return step(commit, number);
        } finally {
            commit.disposeBody();
        }
    }

    private Step step(RevCommit commit, int number) throws IOException {
        Instant at = Instant.ofEpochSecond(commit.getCommitTime());
        Instant since = options.since();
        if (since != null && at.isBefore(since)) {
            return new Step(null, LeftOut.EARLIER, commit.name());
        }
        if (shallow.contains(commit)) {
            return new Step(null, LeftOut.BOUNDARY, commit.name());
        }
        if (commit.getParentCount() > 1) {
            work.merge(commit, number);
            return new Step(null, LeftOut.MERGE, commit.name());
        }
        String message = message(commit);
        boolean mends = FixWords.mendsBehaviour(message);
        LineWork.Result result = work.look(commit, number, mends);
        for (int blamed : result.blamed()) {
            fail(blamed, at);
        }
        revert(message, at);
        if (result.changes().isEmpty()) {
            return new Step(null, LeftOut.EMPTY, commit.name());
        }
        PersonIdent author = commit.getAuthorIdent();
        String who = author.getEmailAddress().isBlank() ? author.getName() : author.getEmailAddress();
        Map<String, Attribute> attributes =
                metrics.of(result.changes(), who, at.getEpochSecond(), FixWords.fix(message));
        metrics.note(result.changes(), who, at.getEpochSecond(), number);
        if (!message.isBlank()) {
            attributes.put("message", new Attribute.Text(message));
        }
        attributes.put(
                "paths",
                new Attribute.Paths(result.changes().stream()
                        .limit(MOST_PATHS)
                        .map(c -> new Attribute.PathChange(c.path(), c.added(), c.deleted()))
                        .toList()));
        given.set(number, true);
        return new Step(
                new RawOperation(
                        commit.name(),
                        "commit",
                        component,
                        null,
                        who.isBlank() ? null : who,
                        at,
                        attributes,
                        null,
                        null,
                        null,
                        true),
                null,
                commit.name());
    }

    /** A commit may claim any encoding. */
    private static String message(RevCommit commit) {
        try {
            return commit.getFullMessage().strip();
        } catch (IllegalArgumentException e) {
            return new String(commit.getRawBuffer(), java.nio.charset.StandardCharsets.UTF_8)
                    .replaceFirst("(?s)^.*?\n\n", "")
                    .strip();
        }
    }

    private void revert(String message, Instant at) throws IOException {
        Optional<String> reverted = FixWords.reverted(message);
        if (reverted.isEmpty()) {
            return;
        }
        ObjectId id;
        try {
            id = repository.resolve(reverted.get());
        } catch (org.eclipse.jgit.errors.AmbiguousObjectException e) {
            return;
        }
        Integer number = id == null ? null : numbers.get(id);
        if (number != null && number < next) {
            fail(number, at);
        }
    }

    private void fail(int number, Instant when) {
        Instant own = Instant.ofEpochSecond(commits.get(number).getCommitTime());
        Instant at = when.isBefore(own) ? own : when;
        Instant known = failedAt.get(number);
        if (known == null || at.isBefore(known)) {
            failedAt.set(number, at);
        }
    }

    /**
     * How the commits given out so far turned out, as far as read. A commit that nothing speaks against is a success
     * nobody has dated: whoever learns from it decides after how long it counts.
     */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            if (given.get(i)) {
                Instant at = failedAt.get(i);
                verdicts.add(new Verdict(commits.get(i).name(), at != null, at));
            }
        }
        return verdicts;
    }

    @Override
    public void close() {
        work.close();
        walk.close();
        repository.close();
    }
}
