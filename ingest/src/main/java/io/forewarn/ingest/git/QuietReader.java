package io.forewarn.ingest.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit asks of the machine, answered without touching it: JGit would otherwise read the user's configuration, and
 * measure the resolution of file times by writing into the repository and note it in the user's home folder.
 */
final class QuietReader extends SystemReader.Delegate {
    private QuietReader(SystemReader machine) {
        super(machine);
    }

    /** Puts it in place, once for the process. */
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof QuietReader)) {
            SystemReader.setInstance(new QuietReader(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig getUserConfig() {
        return new Nothing(null, FS.DETECTED);
    }

    @Override
    public FileBasedConfig getJGitConfig() {
        return new Nothing(null, FS.DETECTED);
    }

    @Override
    public FileBasedConfig getSystemConfig() {
        return new Nothing(null, FS.DETECTED);
    }

    /** A configuration without a file. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(@org.jspecify.annotations.Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        /** File times count as exact to two seconds, the coarsest there is, so nothing is measured. */
        @Override
        public long getTimeUnit(String section, String subsection, String name, long fallback, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(2, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, fallback, unit);
        }
    }
}
