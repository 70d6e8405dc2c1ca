package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static Instant read(String text) {
        Draft d = new Draft();
        int end = new Clues(ZoneOffset.UTC, Reading.FILE_DATE).timestamp(text, 0, d);
        assertThat(end).as(text).isEqualTo(text.length());
        return Objects.requireNonNull(d.timestamp);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2023-01-02T03:04:05Z                | 2023-01-02T03:04:05Z
            2023-01-02T03:04:05.123456789Z      | 2023-01-02T03:04:05.123456789Z
            2023-01-02 03:04:05,123             | 2023-01-02T03:04:05.123Z
            2023-01-02T03:04:05.123+02:00       | 2023-01-02T01:04:05.123Z
            2023-01-02 03:04:05.123 -0700       | 2023-01-02T10:04:05.123Z
            2023-01-02T03:04:05+01:00[Europe/Berlin] | 2023-01-02T02:04:05Z
            2023-01-02 03:04:05 UTC             | 2023-01-02T03:04:05Z
            2025-08-13 01:46:12.212 PDT         | 2025-08-13T08:46:12.212Z
            2023/01/02 03:04:05                 | 2023-01-02T03:04:05Z
            2023.01.02 03:04:05                 | 2023-01-02T03:04:05Z
            2005-06-03-15.42.50.363779          | 2005-06-03T15:42:50.363779Z
            2023-1-2 3:04:05                    | 2023-01-02T03:04:05Z
            2018-135T14:03:10.5Z                | 2018-05-15T14:03:10.500Z
            2020-366 23:59:59                   | 2020-12-31T23:59:59Z
            2021-060T00:00:00                   | 2021-03-01T00:00:00Z
            20171223-22:15:29:606               | 2017-12-23T22:15:29.606Z
            20171223-0:5:7:041                  | 2017-12-23T00:05:07.041Z
            2023-1-2 3:4:5                      | 2023-01-02T03:04:05Z
            2023_01_02_03_04_05                 | 2023-01-02T03:04:05Z
            2023-01-02-03-04-05                 | 2023-01-02T03:04:05Z
            01/02/2023 - 03:04:05               | 2023-01-02T03:04:05Z
            2023 Jan  2 03:04:05.123            | 2023-01-02T03:04:05.123Z
            2023 Jan 02 03:04:05:123 GMT +2     | 2023-01-02T01:04:05.123Z
            '03-17|16:13:38.811'                | 2026-03-17T16:13:38.811Z
            03/17-16:13:38.811123               | 2026-03-17T16:13:38.811123Z
            20171223T221529Z                    | 2017-12-23T22:15:29Z
            20171223221529                      | 2017-12-23T22:15:29Z
            20171223221529606                   | 2017-12-23T22:15:29.606Z
            081109 203615                       | 2008-11-09T20:36:15Z
            070813 21:47:33                     | 2007-08-13T21:47:33Z
            17/06/09 20:10:40                   | 2017-06-09T20:10:40Z
            02/13/2023 03:04:05 PM              | 2023-02-13T15:04:05Z
            13/02/2023 03:04:05                 | 2023-02-13T03:04:05Z
            13.02.2023 03:04:05                 | 2023-02-13T03:04:05Z
            20/Jul/2009:22:59:26 +0000          | 2009-07-20T22:59:26Z
            01-Jan-2023 12:00:00.123            | 2023-01-01T12:00:00.123Z
            25 Apr 2024 05:32:35.018            | 2024-04-25T05:32:35.018Z
            Jan 02, 2023 1:02:03 PM             | 2023-01-02T13:02:03Z
            Jan 2, 2023 12:02:03 AM             | 2023-01-02T00:02:03Z
            Sun Dec 04 04:47:44 2005            | 2005-12-04T04:47:44Z
            Wed May 19 12:00:02 UTC 2021        | 2021-05-19T12:00:02Z
            Thu, 01 Jun 2023 12:00:00 GMT       | 2023-06-01T12:00:00Z
            Nov  3 09:23:38                     | 2026-11-03T09:23:38Z
            Dec 10 06:55:46                     | 2025-12-10T06:55:46Z
            août 19 11:08:37                    | 2026-08-19T11:08:37Z
            März 5 11:08:37                     | 2026-03-05T11:08:37Z
            03-17 16:13:38.811                  | 2026-03-17T16:13:38.811Z
            10.30 16:49:06                      | 2026-10-30T16:49:06Z
            12:00:00.123                        | 2026-11-21T12:00:00.123Z
            18:00:00                            | 2026-11-20T18:00:00Z
            1716723772                          | 2024-05-26T11:42:52Z
            1716723772.6014807                  | 2024-05-26T11:42:52.601480700Z
            1490385986240                       | 2017-03-24T20:06:26.240Z
            1672574400000000                    | 2023-01-01T12:00:00Z
            1700000000000000001                 | 2023-11-14T22:13:20.000000001Z
            @40000000433225833b6e1a8c           | 2005-09-22T03:31:05.997071500Z
            """)
    void readsEveryCommonLayout(String text, String instant) {
        assertThat(read(text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-13-01 00:00:00",
                "2023-02-30 00:00:00",
                "2023-366 00:00:00",
                "2023-000 00:00:00",
                "2023-01-01 25:00:00",
                "2023-01-01",
                "12:00",
                "1.2.3.4",
                "99999",
                "Mon",
                "Febuary 3",
                "@400000",
                "1234567890123456789012",
                "10.0.0.1 12:00:00",
                "blk_123",
                "May be"
            })
    void refusesWhatOnlyLooksLikeOne(String text) {
        assertThat(new Timestamps().scan(text, 0, new Stamp())).isFalse();
    }

    @Test
    void takesNoOffsetFartherThanAnyZoneIs() {
        assertThat(Reading.of("2023-01-01 12:00:00 +1800 INFO text").only().offset())
                .isEqualTo(ZoneOffset.ofHours(18));
        assertThat(Reading.of("2023-01-01 12:00:00 +1842 INFO text").only().offset())
                .isNull();
    }

    @Test
    void tellsWhatWasAssumed() {
        Reading r = Reading.of("Nov  3 09:23:38 web sshd[1]: a", "2023-01-02T03:04:05Z INFO b");
        assertThat(r.get(0).zone()).isEqualTo("UTC assumed, year from the file's date");
        assertThat(r.get(1).zone()).isNull();
    }

    @Test
    void countsYearsBackFromTheFilesDate() {
        Reading r = Reading.of("Nov  3 09:23:38 web sshd[1]: a", "Feb  3 09:23:38 web sshd[1]: b");
        assertThat(r.get(0).timestamp()).isEqualTo(Instant.parse("2025-11-03T09:23:38Z"));
        assertThat(r.get(1).timestamp()).isEqualTo(Instant.parse("2026-02-03T09:23:38Z"));
    }

    @Test
    void decidesDayOrMonthFirstByTheWholeFile() {
        Reading r = Reading.of("01/02/2023 12:00:00 INFO a", "13/02/2023 12:00:00 INFO b");
        assertThat(r.get(0).timestamp()).isEqualTo(Instant.parse("2023-02-01T12:00:00Z"));
        Reading us = Reading.of("01/02/23 12:00:00 INFO a", "02/13/23 12:00:00 INFO b");
        assertThat(us.get(0).timestamp()).isEqualTo(Instant.parse("2023-01-02T12:00:00Z"));
    }

    @Test
    void readsTheHourThatAnAutumnNightHasTwiceInOrder() {
        byte[] text = "2013-11-03 01:59:14 INFO a\n2013-11-03 01:24:56 INFO b\n2013-11-03 02:08:19 INFO c"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<RawRecord> r = Reading.of(text, ReadOptions.defaults().withZone(ZoneId.of("America/New_York")))
                .records();
        assertThat(r)
                .extracting(RawRecord::timestamp)
                .containsExactly(
                        Instant.parse("2013-11-03T05:59:14Z"),
                        Instant.parse("2013-11-03T06:24:56Z"),
                        Instant.parse("2013-11-03T07:08:19Z"));
    }
}
