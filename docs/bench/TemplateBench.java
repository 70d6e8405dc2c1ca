import io.forewarn.ingest.template.TemplateMiner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How fast templates are mined, masking included: {@code java -cp 'lib/*' docs/bench/TemplateBench.java FILE}. Learns the
 * lines of the file over and over on one thread and prints the lines a CPU second of each of seven rounds; the first
 * ones are the cold start. Lines are taken whole, headers included, which is more work than messages are.
 */
public final class TemplateBench {
    public static void main(String[] args) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(args[0]), StandardCharsets.ISO_8859_1);
        TemplateMiner miner = new TemplateMiner();
        for (int round = 1; round <= 7; round++) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long ids = 0;
            for (String line : lines) {
                ids ^= miner.learn(line);
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e9;
            System.out.println(String.format(
                    Locale.ROOT, "round %d: %,.0f lines a CPU second (%d)", round, lines.size() / seconds, ids));
        }
        System.out.println(miner.shapes().size() + " shapes");
    }
}
