package io.forewarn.ingest.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** A repository made for a test; each commit a day after the one before. */
public final class Repo implements AutoCloseable {
    public static final Instant START = Instant.parse("2025-01-01T12:00:00Z");

    private final Path folder;
    private final Git git;
    private int day;

    public Repo(Path folder) {
        this.folder = folder;
        try {
            this.git = Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch("main")
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** The day of the n-th commit, from 0. */
    public static Instant day(int n) {
        return START.plusSeconds(86_400L * n);
    }

    /** Writes a file, or deletes it for null. */
    public Repo file(String path, @Nullable String text) {
        Path file = folder.resolve(path);
        try {
            if (text == null) {
                git.rm().addFilepattern(path).call();
                return this;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            git.add().addFilepattern(path).call();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public String commit(String author, String message) {
        PersonIdent who = new PersonIdent(author, author + "@example.org", day(day++), ZoneOffset.UTC);
        try {
            RevCommit commit = git.commit()
                    .setAuthor(who)
                    .setCommitter(who)
                    .setSign(false)
                    .setMessage(message)
                    .call();
            return commit.name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public Repo branch(String name, boolean create) {
        try {
            git.checkout().setName(name).setCreateBranch(create).call();
            return this;
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public String merge(String branch) {
        try {
            Ref ref = git.getRepository().findRef(branch);
            git.merge()
                    .include(ref)
                    .setCommit(false)
                    .setFastForward(MergeCommand.FastForwardMode.NO_FF)
                    .call();
            return commit("merger", "Merge " + branch);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
