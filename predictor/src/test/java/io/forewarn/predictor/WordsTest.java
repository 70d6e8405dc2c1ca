package io.forewarn.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void writesSharesAndNumbersAsPeopleReadThem() {
        assertThat(Words.percent(0.412)).isEqualTo("41 %");
        assertThat(Words.percent(0.004)).isEqualTo("0.4 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.number(12)).isEqualTo("12");
        assertThat(Words.number(12.345)).isEqualTo("12.3");
        assertThat(Words.number(123456.7)).isEqualTo("123457");
        assertThat(Words.number(0.00012345)).isEqualTo("0.000123");
        assertThat(Words.number(2.50)).isEqualTo("2.5");
    }

    @Test
    void formsPlurals() {
        assertThat(Words.plural("bulk-load")).isEqualTo("bulk loads");
        assertThat(Words.plural("batch")).isEqualTo("batches");
        assertThat(Words.plural("delivery")).isEqualTo("deliveries");
        assertThat(Words.plural("deploy")).isEqualTo("deploys");
        assertThat(Words.count(1, "deploy")).isEqualTo("1 deploy");
        assertThat(Words.count(2, "deploy")).isEqualTo("2 deploys");
    }

    @Test
    void namesTimesInOneUnit() {
        assertThat(Words.span(Duration.ofSeconds(20))).isEqualTo("less than a minute");
        assertThat(Words.span(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(Words.span(Duration.ofHours(47))).isEqualTo("47 hours");
        assertThat(Words.span(Duration.ofDays(12))).isEqualTo("12 days");
        assertThat(Words.span(Duration.ofMinutes(-5))).isEqualTo("less than a minute");
        assertThat(Words.day(Instant.parse("2026-03-02T23:59:00Z"))).isEqualTo("2026-03-02");
    }

    @Test
    void cutsToOneLine() {
        assertThat(Words.cut(" a\n b  c ", 10)).isEqualTo("a b c");
        assertThat(Words.cut("abcdef", 4)).isEqualTo("abc…");
    }
}
