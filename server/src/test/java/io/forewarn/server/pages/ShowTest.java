package io.forewarn.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.store.DailyCount;
import io.forewarn.models.registry.Metric;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShowTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 27);

    @Test
    void showsFiguresWithTheirSampleSizeOrNotAtAll() {
        assertThat(Show.share(0, 0)).isEqualTo("no data yet");
        assertThat(Show.share(1, 4)).isEqualTo("25 % (n = 4)");
        assertThat(Show.percent(0.0123)).isEqualTo("1.2 %");
        assertThat(Show.percent(Double.NaN)).isEqualTo("–");
        assertThat(Show.count(12345)).isEqualTo("12,345");
        assertThat(Show.count(1, "event")).isEqualTo("1 event");
        assertThat(Show.figure(new Metric(0.7, 0.6, 0.8))).isEqualTo("0.700 [0.600, 0.800]");
        assertThat(Show.figure(Metric.of(Double.NaN))).isEqualTo("–");
        assertThat(Show.signed(-0.5)).isEqualTo("−0.50");
        assertThat(Show.length(1.7)).isEqualTo("100.00%");
    }

    @Test
    void readsAttributesWithTheirTypes() {
        assertThat(Questions.attributes("rows = 12\n\nratio=-0.5\nurgent=true\nbranch=007\nwhere=a=b")
                        .toString())
                .isEqualTo("{\"rows\":12,\"ratio\":-0.5,\"urgent\":true,\"branch\":\"007\",\"where\":\"a=b\"}");
        assertThatThrownBy(() -> Questions.attributes("=5")).hasMessageContaining("line 1");
    }

    @Test
    void drawsDaysWithoutEventsAsZero() {
        List<DailyCount> days = List.of(new DailyCount(DAY, 2), new DailyCount(DAY.plusDays(2), 4));
        assertThat(Charts.filled(days)).extracting(DailyCount::count).containsExactly(2L, 0L, 4L);
        assertThat(Charts.spark(days, DAY.plusDays(3), 4)).containsExactly(0.5, 0.0, 1.0, 0.0);
        List<DailyCount> far = List.of(new DailyCount(DAY, 2), new DailyCount(DAY.plusYears(9), 4));
        assertThat(Charts.filled(far)).isEqualTo(far);
    }

    @Test
    void knowsWhichPageOfAListIsTheLast() {
        assertThat(new Paging("/issues", "", 1, 25, 25).more()).isFalse();
        assertThat(new Paging("/issues", "a=b&", 1, 25, 26).more()).isTrue();
        assertThat(new Paging("/issues", "a=b&", 1, 25, 26).to(2)).isEqualTo("/issues?a=b&page=2");
    }
}
