package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small size of {@link SeededLeak}. */
final class SeededLeakTest {
    @TempDir
    Path folder;

    @Test
    void findsNoPlantedValueInAnyByteOrColumn() throws Exception {
        SeededLeak.Outcome outcome = SeededLeak.run(folder, 41, 1200, 4000);
        assertThat(outcome.stored()).isEqualTo(4000);
        assertThat(outcome.kinds()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(outcome.found()).isEmpty();
    }

    @Test
    void wouldFindThem() {
        LeakScan scan = new LeakScan(List.of("Xq7vTz0pLm", "kim.lee@example.com"));
        scan.look("mail to kim.lee@example.com, password Xq7vTz0pL");
        assertThat(scan.found()).containsExactly("kim.lee@example.com");
    }
}
