package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of a detector, run over the registry. */
class DetectorsTest {
    static Stream<Arguments> detectors() {
        return Detectors.finders().stream().map(d -> Arguments.of(d.id(), d));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detectors")
    void findsItsPositivesAlone(String id, Finder detector) {
        Scan scan = new Scan(List.of(detector));
        assertThat(detector.positives()).isNotEmpty();
        for (String text : detector.positives()) {
            Findings found = new Findings();
            scan.run(new Text(text, true), found);
            assertThat(found.count()).as(text).isPositive();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detectors")
    void leavesItsNegativesAlone(String id, Finder detector) {
        Scan scan = new Scan(List.of(detector));
        for (String text : detector.negatives()) {
            Findings found = new Findings();
            scan.run(new Text(text, true), found);
            assertThat(found.count()).as(text).isZero();
        }
    }

    @Test
    void areNamedOnceAndInHyphenatedLowerCase() {
        assertThat(Detectors.all())
                .extracting(Detector::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    @Test
    void knowMoreThanThreeHundredTokensOfVendors() {
        assertThat(VendorToken.all()).hasSizeGreaterThan(300);
    }
}
