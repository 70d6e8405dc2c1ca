package io.forewarn.ingest.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Differences of commits, line by line: what changed, and who had brought in what a fix takes out. */
final class LineWork implements AutoCloseable {
    /** A fix that touches more files than this does more than fix. */
    static final int FIX_FILES = 100;

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_RENAMES = 200;
    private static final long MOST_LINES = 24_000_000;
    private static final RawText EMPTY = new RawText(new byte[0]);

    private final Repository repository;
    private final RevWalk walk;
    private final ObjectReader reader;
    private final Origins origins = new Origins(MOST_LINES);
    private final Set<Integer> merges = new java.util.HashSet<>();

    LineWork(Repository repository, RevWalk walk) {
        this.repository = repository;
        this.walk = walk;
        this.reader = repository.newObjectReader();
    }

    /**
     * A commit against its parent.
     *
     * @param changes by path
     * @param blamed numbers of the commits whose lines it took out, where it is a fix
     */
    record Result(List<Change> changes, Set<Integer> blamed) {}

    long forgotten() {
        return origins.forgotten();
    }

    Result look(RevCommit commit, int number, boolean fix) throws IOException {
        List<DiffEntry> entries = entries(commit);
        List<Change> changes = new ArrayList<>();
        Set<Integer> blamed = new TreeSet<>();
        boolean blames = fix && entries.size() <= FIX_FILES;
        for (DiffEntry entry : entries) {
            if (isFile(entry)) {
                changes.add(change(entry, number, blames, blamed));
            }
        }
        blamed.removeAll(merges);
        blamed.remove(number);
        return new Result(changes, blamed);
    }

    private static boolean isFile(DiffEntry entry) {
        boolean link = entry.getOldMode() == FileMode.GITLINK || entry.getNewMode() == FileMode.GITLINK;
        return !link;
    }

    private Change change(DiffEntry entry, int number, boolean blames, Set<Integer> blamed) throws IOException {
        boolean deletion = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        boolean addition = entry.getChangeType() == DiffEntry.ChangeType.ADD;
        String path = deletion ? entry.getOldPath() : entry.getNewPath();
        String oldPath = addition ? path : entry.getOldPath();
        RawText before = addition ? EMPTY : text(entry.getOldId().toObjectId());
        RawText after = deletion ? EMPTY : text(entry.getNewId().toObjectId());
        EditList edits = new HistogramDiff().diff(RawTextComparator.WS_IGNORE_ALL, before, after);
        String oldBlob = entry.getOldId().name();
        int[] own = addition ? new int[0] : origins.find(oldPath, oldBlob);
        if (own == null || own.length != before.size()) {
            own = Origins.unknown(before.size());
        }
        int added = 0;
        int deleted = 0;
        boolean code = blames && CodeLines.isCode(oldPath);
        for (Edit edit : edits) {
            added += edit.getLengthB();
            deleted += edit.getLengthA();
            for (int line = edit.getBeginA(); code && line < edit.getEndA(); line++) {
                if (own[line] != Origins.UNKNOWN && CodeLines.matters(before, line, oldPath)) {
                    blamed.add(own[line]);
                }
            }
        }
        if (!deletion && origins.find(path, entry.getNewId().name()) == null) {
            origins.put(path, entry.getNewId().name(), Origins.after(own, edits, after.size(), number));
        }
        return new Change(path, oldPath, added, deleted, before.size());
    }

    /** Lines that a merge itself changed are the merge's; all others keep the origin they had on their side. */
    void merge(RevCommit commit, int number) throws IOException {
        merges.add(number);
        try (TreeWalk trees = new TreeWalk(repository, reader)) {
            trees.setRecursive(true);
            trees.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
                trees.addTree(walk.parseTree(parent));
            }
            trees.setFilter(TreeFilter.ANY_DIFF);
            while (trees.next()) {
                merged(trees, commit.getParentCount(), number);
            }
        }
    }

    private void merged(TreeWalk trees, int parents, int number) throws IOException {
        String path = trees.getPathString();
        ObjectId blob = trees.getObjectId(0);
        if (blob.equals(ObjectId.zeroId())
                || trees.getFileMode(0) == FileMode.GITLINK
                || origins.find(path, blob.name()) != null) {
            return;
        }
        RawText after = text(blob);
        int[] result = new int[after.size()];
        java.util.Arrays.fill(result, number);
        for (int p = 1; p <= parents; p++) {
            ObjectId old = trees.getObjectId(p);
            int[] own = origins.find(path, old.name());
            if (own == null) {
                continue;
            }
            RawText before = text(old);
            if (own.length != before.size()) {
                continue;
            }
            EditList edits = new HistogramDiff().diff(RawTextComparator.WS_IGNORE_ALL, before, after);
            int[] kept = Origins.after(own, edits, after.size(), number);
            for (int i = 0; i < result.length; i++) {
                if (result[i] == number) {
                    result[i] = kept[i];
                }
            }
        }
        origins.put(path, blob.name(), result);
    }

    private List<DiffEntry> entries(RevCommit commit) throws IOException {
        List<DiffEntry> entries;
        try (TreeWalk trees = new TreeWalk(repository, reader)) {
            trees.setRecursive(true);
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseTree(commit.getParent(0)));
            }
            trees.addTree(commit.getTree());
            trees.setFilter(TreeFilter.ANY_DIFF);
            entries = DiffEntry.scan(trees);
        }
        boolean adds = false;
        boolean deletes = false;
        for (DiffEntry entry : entries) {
            adds |= entry.getChangeType() == DiffEntry.ChangeType.ADD;
            deletes |= entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        }
        if (!adds || !deletes) {
            return entries;
        }
        RenameDetector renames = new RenameDetector(repository);
        renames.setRenameLimit(MOST_RENAMES);
        renames.addAll(entries);
        return renames.compute();
    }

    /** The text of a version; empty where it is binary, larger than {@value #MOST_BYTES} bytes, or not there. */
    private RawText text(ObjectId blob) throws IOException {
        try {
            byte[] bytes = reader.open(blob).getCachedBytes(MOST_BYTES);
            return RawText.isBinary(bytes) ? EMPTY : new RawText(bytes);
        } catch (LargeObjectException | MissingObjectException e) {
            return EMPTY;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
