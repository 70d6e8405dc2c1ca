package io.forewarn.cli;

import io.forewarn.ingest.scrub.PseudonymKey;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.ScrubRules;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.api.HttpGateway;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class Common {
    @Option(names = "--home", paramLabel = "DIR", description = "Home folder instead of FOREWARN_HOME or ~/.forewarn.")
    private @Nullable Path home;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    private @Nullable ImportProgress progress;

    boolean json() {
        return json;
    }

    Home home() {
        return home != null ? new Home(home) : Home.from(System.getenv(), userHome());
    }

    /** HOME where it is set, as a shell would have it; the JVM looks into the password file instead. */
    private static Path userHome() {
        String set = System.getenv().getOrDefault("HOME", "");
        return Path.of(set.isBlank() ? System.getProperty("user.home") : set);
    }

    Configuration configuration(Home of, Map<String, String> flags) {
        return Configuration.load(of.config(), System.getenv(), flags);
    }

    /** The server where one runs on this home, else the workbench in this process. */
    Gateway gateway(Terminal terminal) {
        Home at = home().ensure();
        Optional<ServerFile> server = ServerFile.read(at.serverFile()).filter(HttpGateway::answers);
        return server.<Gateway>map(HttpGateway::new).orElseGet(() -> {
            Workbench bench = workbench(at, Map.of());
            bench.imports().report(progress(terminal));
            return new LocalGateway(bench);
        });
    }

    /** Tells the terminal how far an import is, until {@link #quiet}. */
    ImportProgress progress(Terminal terminal) {
        ImportProgress made = new ImportProgress(terminal, Clock.systemUTC());
        progress = made;
        return made;
    }

    /** The work is done: what told of it on the way is wiped. */
    void quiet() {
        ImportProgress told = progress;
        if (told != null) {
            told.done();
        }
    }

    /** The scrubber of the home, so that tokens are the same as in its store. */
    Scrubber scrubber(Terminal terminal) throws IOException {
        ScrubRules rules = configuration(home(), Map.of()).rules().scrub();
        try {
            return Scrubber.of(PseudonymKey.openOrCreate(home().ensure().key()), rules);
        } catch (IllegalArgumentException e) {
            byte[] once = new byte[32];
            new SecureRandom().nextBytes(once);
            terminal.note("forewarn: " + e.getMessage() + "; using a key for this run only");
            return Scrubber.of(Pseudonyms.of(once, "once"), rules);
        }
    }

    Workbench workbench(Home at, Map<String, String> flags) {
        Configuration configuration = configuration(at, flags);
        OwnLog.toFile(at.logs().resolve("forewarn.log"), false);
        return Workbench.openForOne(at, configuration, Clock.systemUTC());
    }
}
