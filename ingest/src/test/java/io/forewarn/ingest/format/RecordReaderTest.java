package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    @Test
    void joinsAPostgresStatementToItsErrorOfTheSameProcess() {
        Reading r = Reading.of(
                "2025-08-13 01:46:12.212 UTC [5] app@shop ERROR:  relation \"x\" does not exist",
                "2025-08-13 01:46:12.212 UTC [6] app@shop LOG:  duration: 12 ms",
                "2025-08-13 01:46:12.213 UTC [5] app@shop STATEMENT:  SELECT *",
                "\tFROM x");
        assertThat(r.records()).hasSize(2);
        assertThat(r.get(0).message()).isEqualTo("relation \"x\" does not exist\nSTATEMENT:  SELECT *\n\tFROM x");
        assertThat(r.get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(r.get(0).attributes()).containsEntry("db.user", "app").containsEntry("process.pid", "5");
        assertThat(r.get(1).message()).isEqualTo("duration: 12 ms");
    }

    @Test
    void keepsTheSentenceThatQuotesAnErrorOfPostgres() {
        Reading r = Reading.of(
                "2026-02-06 04:51:08,233 INFO  load: run op-00068: load of partner-b on orders",
                "psql:load.sql:1: ERROR:  numeric field overflow",
                "DETAIL:  A field with precision 12 must round to less than 10^10.",
                "2026-02-06 04:51:08,447 ERROR load: run op-00068 failed: psql ended with 3 (ERROR:  numeric field overflow)",
                "2026-02-06 04:51:09,447 Loader failed with \"FATAL:  the database system is starting up\"");
        assertThat(r.records())
                .extracting(RawRecord::message)
                .containsExactly(
                        "run op-00068: load of partner-b on orders",
                        "numeric field overflow\nDETAIL:  A field with precision 12 must round to less than 10^10.",
                        "run op-00068 failed: psql ended with 3 (ERROR:  numeric field overflow)",
                        "Loader failed with \"FATAL:  the database system is starting up\"");
        assertThat(r.get(1).attributes())
                .containsEntry("code.file.path", "load.sql")
                .doesNotContainKey("process.pid");
        assertThat(r.get(2).severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void keepsWhatPsqlSaysOfTheServerThatRefusedIt() {
        RawRecord r = Reading.of("psql: error: connection to server at \"db.internal\" (10.0.0.1), port 5432 failed:"
                        + " FATAL:  too many connections for role \"app\"")
                .only();
        assertThat(r.message()).contains("connection to server", "db.internal", "5432", "too many connections");
        assertThat(r.severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void keepsEveryWordOfAPostgresPrefix() {
        RawRecord r = Reading.of(
                        "2026-02-06 04:51:08.447 UTC [66] app@shop nightly report idle ERROR:  deadlock detected")
                .only();
        assertThat(r.message()).isEqualTo("deadlock detected");
        assertThat(r.attributes()).containsEntry("log.prefix", "nightly report idle");
    }

    @Test
    void keepsTheStreamsOfAContainerApart() {
        Reading r = Reading.of(
                "2023-01-01T12:00:00.1Z stdout F 2023-01-01 12:00:00,123 INFO [main] a.Foo - hi",
                "2023-01-01T12:00:00.2Z stderr F java.lang.IllegalStateException: x",
                "2023-01-01T12:00:01.1Z stdout F 2023-01-01 12:00:01,123 WARN [main] a.Foo - ho",
                "2023-01-01T12:00:01.2Z stderr F \tat com.acme.Foo.bar(Foo.java:1)",
                "2023-01-01T12:00:02.1Z stdout P {\"level\":\"info\",\"ts\":\"2023-01-01T12:00:02Z\",",
                "2023-01-01T12:00:02.1Z stdout F \"msg\":\"joined\"}");
        assertThat(r.records())
                .extracting(RawRecord::message)
                .containsExactly(
                        "hi", "java.lang.IllegalStateException: x\n\tat com.acme.Foo.bar(Foo.java:1)", "ho", "joined");
        assertThat(r.get(1).exceptionType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(r.get(1).timestamp()).isEqualTo(Instant.parse("2023-01-01T12:00:00.200Z"));
        assertThat(r.get(3).firstLine()).isEqualTo(5);
        assertThat(r.get(3).lastLine()).isEqualTo(6);
    }

    @Test
    void readsBothLinesOfJavaUtilLogging() {
        RawRecord r = Reading.of("Jan 02, 2023 1:02:03 PM com.example.Billing charge", "SEVERE: charge failed")
                .only();
        assertThat(r.severity()).isEqualTo(Severity.ERROR);
        assertThat(r.message()).isEqualTo("charge failed");
        assertThat(r.logger()).isEqualTo("com.example.Billing");
        assertThat(r.lastLine()).isEqualTo(2);
    }

    @Test
    void keepsADateInsideARecordAsItsText() {
        Reading r = Reading.of(
                "2023-01-02 03:04:05.12 Server      Database 15.0 (X64)",
                "\tSep 12 2022 15:07:06",
                "2023-01-02 03:04:06.34 spid9s      orders overdue:",
                "by  | placed              | order",
                "web | 2022-12-24 10:11:12 | 17",
                "shipped\t2022-12-25 10:11:12 by truck",
                "2023-01-02 03:04:07.56 spid9s      done");
        assertThat(r.records()).extracting(RawRecord::firstLine).containsExactly(1L, 3L, 7L);
    }

    @Test
    void neverLosesALineWithoutATimestamp() {
        Reading r = Reading.of(
                "header", "2023-01-02 03:04:05 INFO a", "more", "", "  still more", "2023-01-02 03:04:06 INFO b");
        assertThat(r.records())
                .extracting(RawRecord::message)
                .containsExactly("header", "a\nmore\n\n  still more", "b");
        assertThat(r.get(1).lastLine()).isEqualTo(5);
    }

    @Test
    void startsARecordForACrashAfterACompleteOne() {
        Reading r = Reading.of(
                "{\"ts\":\"2023-01-02T03:04:05Z\",\"level\":\"info\",\"msg\":\"a\"}",
                "panic: boom",
                "",
                "goroutine 1 [running]:",
                "main.main()",
                "\t/app/main.go:7 +0x1d");
        assertThat(r.records()).hasSize(2);
        assertThat(r.get(1).exceptionType()).isEqualTo("panic");
        assertThat(r.get(1).frames().get(0).file()).isEqualTo("/app/main.go");
    }

    @Test
    void splitsAndMarksARecordOverTheCap() {
        StringBuilder text = new StringBuilder("2023-01-02 03:04:05 ERROR a\n");
        text.append("\tat x.Y.z(Y.java:1)\n".repeat(25));
        Reading r = Reading.of(
                text.toString().getBytes(StandardCharsets.UTF_8),
                ReadOptions.defaults().withCaps(10, 100_000, 4096));
        assertThat(r.records()).hasSize(3).extracting(RawRecord::truncated).containsExactly(true, true, false);
        assertThat(r.records()).allMatch(x -> x.severity() == Severity.ERROR);
        assertThat(r.get(2).lastLine()).isEqualTo(26);
    }

    @Test
    void splitsALineOverTheCapInBoundedMemory() {
        byte[] text = new byte[10_000];
        Arrays.fill(text, (byte) 'x');
        Reading r = Reading.of(text, ReadOptions.defaults().withCaps(10, 4096, 4096));
        assertThat(r.records()).hasSize(3);
        assertThat(r.records().stream().mapToInt(x -> x.message().length()).sum())
                .isEqualTo(10_000);
        assertThat(r.counts().lines()).isEqualTo(1);
    }

    @Test
    void splitsALineThatIsLongerThanTheReadersBuffer() {
        byte[] text = new byte[5 << 20];
        Arrays.fill(text, (byte) 'x');
        Reading r = Reading.of(text, ReadOptions.defaults());
        assertThat(r.records())
                .hasSize(5)
                .extracting(RawRecord::truncated)
                .containsExactly(true, true, true, true, false);
        assertThat(r.get(0).attributes()).containsEntry("log.record.truncated", "true");
        assertThat(r.counts().bytes()).isEqualTo(text.length);
    }

    @Test
    void cutsALineOverTheCapBetweenItsWords() {
        StringBuilder line = new StringBuilder("2023-01-02 03:04:05 ERROR sent to ");
        for (int i = 0; i < 400; i++) {
            line.append("someone.").append(i).append("@example.com").append(i % 3 == 0 ? ", " : " ");
        }
        Reading r = Reading.of(
                line.toString().getBytes(StandardCharsets.UTF_8),
                new ReadOptions(null, 100, 1 << 20, 1500, java.time.ZoneOffset.UTC, List.of()));
        assertThat(r.records()).hasSizeGreaterThan(5);
        assertThat(r.records().stream()
                        .flatMap(record -> Arrays.stream(
                                record.message().replace("sent to ", "").split("[, ]+"))))
                .hasSize(400)
                .allMatch(word -> word.matches("someone\\.\\d+@example\\.com"));
    }

    @Test
    void cutsALineOverTheCapBeforeAPrivateKeyAndNotAfterTheNameOfASecret() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\\n" + "MIIEowIBAAKCAQEA".repeat(20)
                + "\\n-----END RSA PRIVATE KEY-----";
        String named = "password: hunter2-Zebra-77";
        for (int before = 1200; before < 1490; before += 7) {
            for (String secret : List.of(key, named)) {
                Reading r = Reading.of(
                        ("ab ".repeat(before / 3) + secret + " and " + "more ".repeat(50))
                                .getBytes(StandardCharsets.UTF_8),
                        new ReadOptions(null, 100, 1 << 20, 1500, java.time.ZoneOffset.UTC, List.of()));
                assertThat(r.records())
                        .as("after %s", before)
                        .anyMatch(record -> record.message().contains(secret));
            }
        }
    }

    @Test
    void keepsAPrivateKeyWholeWhereTheCapOnLinesFallsIntoIt() {
        List<String> lines = new ArrayList<>(List.of("2023-01-02 03:04:05 ERROR failed"));
        for (int i = 0; i < 14; i++) {
            lines.add("  line " + i);
        }
        lines.add("-----BEGIN RSA PRIVATE KEY-----");
        for (int i = 0; i < 25; i++) {
            lines.add("MIIEowIBAAKCAQEA7cq83f" + i);
        }
        lines.add("-----END RSA PRIVATE KEY-----");
        for (int i = 0; i < 30; i++) {
            lines.add("  after it " + i);
        }
        Reading r = Reading.of(
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
                new ReadOptions(null, 20, 1 << 20, 1 << 20, java.time.ZoneOffset.UTC, List.of()));
        assertThat(r.get(0).message()).contains("BEGIN RSA", "END RSA").doesNotContain("after it");
        assertThat(r.records()).hasSize(3);
        assertThat(r.get(2).lastLine()).isEqualTo(lines.size());
    }

    @Test
    void readsLinesThatEndWithACarriageReturnAlone() {
        byte[] text = "2023-01-02 03:04:05 INFO a\r2023-01-02 03:04:06 ERROR b\r".getBytes(StandardCharsets.UTF_8);
        Reading r = Reading.of(text, ReadOptions.defaults());
        assertThat(r.records()).extracting(RawRecord::message).containsExactly("a", "b");
        assertThat(r.counts().lines()).isEqualTo(2);
    }

    @Test
    void keepsTheOffsetAsWritten() {
        assertThat(Reading.of("2023-01-02T03:04:05+05:30 INFO a").only().offset())
                .isEqualTo(java.time.ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(Reading.of("2023-01-02 03:04:05 PDT INFO a").only().offset())
                .isEqualTo(java.time.ZoneOffset.ofHours(-7));
        RawRecord none = Reading.of("2023-01-02 03:04:05 INFO a").only();
        assertThat(none.offset()).isNull();
        assertThat(none.zone()).isEqualTo("UTC assumed");
    }

    @Test
    void makesErrorEventsOfFailedTestsInXml() {
        Reading r = Reading.of(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<testsuite name=\"com.acme.ShopTest\" tests=\"2\" failures=\"1\" timestamp=\"2023-05-04T10:11:12\">",
                "  <testcase name=\"opens\" classname=\"com.acme.ShopTest\" time=\"0.1\"/>",
                "  <testcase name=\"sells\" classname=\"com.acme.ShopTest\" time=\"0.1\">",
                "    <failure message=\"expected 1\" type=\"org.opentest4j.AssertionFailedError\"><![CDATA[org.opentest4j.AssertionFailedError: expected 1",
                "\tat org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:5)",
                "\tat com.acme.ShopTest.sells(ShopTest.java:12)]]></failure>",
                "  </testcase>",
                "</testsuite>",
                "done");
        assertThat(r.records()).hasSize(3);
        RawRecord failure = r.get(1);
        assertThat(failure.severity()).isEqualTo(Severity.ERROR);
        assertThat(failure.message()).isEqualTo("com.acme.ShopTest.sells: expected 1");
        assertThat(failure.exceptionType()).isEqualTo("org.opentest4j.AssertionFailedError");
        assertThat(failure.attributes())
                .containsEntry("test.case.name", "com.acme.ShopTest.sells")
                .containsEntry("code.file.path", "ShopTest.java")
                .containsEntry("code.line.number", "12");
        assertThat(failure.timestamp()).isEqualTo(Instant.parse("2023-05-04T10:11:12Z"));
        assertThat(failure.firstLine()).isEqualTo(4);
        assertThat(r.get(0).message())
                .isEqualTo("testsuite com.acme.ShopTest: 2 tests, 1 failures, 0 errors, 0 skipped");
        assertThat(r.get(0).lastLine()).isEqualTo(9);
    }

    @Test
    void namesFileAndLineOfAFailedTest() {
        Reading r = Reading.of(
                "___________ test_charge ___________",
                "",
                "E       ValueError: no stock",
                "",
                "shop.py:3: ValueError",
                "======= short test summary info =======");
        assertThat(r.get(0).attributes())
                .containsEntry("test.case.name", "test_charge")
                .containsEntry("code.file.path", "shop.py")
                .containsEntry("code.line.number", "3");
        assertThat(r.get(0).exceptionType()).isEqualTo("ValueError");
        Reading go = Reading.of("=== RUN   TestA", "    a_test.go:12: got 1", "--- FAIL: TestA (0.00s)", "FAIL");
        assertThat(go.get(1).attributes())
                .containsEntry("test.case.name", "TestA")
                .containsEntry("code.file.path", "a_test.go")
                .containsEntry("code.line.number", "12");
    }

    @Test
    void rejectsBinaryGarbageAsAWholeOnce() {
        byte[] garbage = new byte[50_000];
        new java.util.Random(7).nextBytes(garbage);
        Reading r = Reading.of(garbage, ReadOptions.defaults());
        assertThat(r.records()).isEmpty();
        assertThat(r.counts().rejected()).containsExactly(java.util.Map.entry("binary file", 1L));
        assertThat(r.counts().firstRejects().get(0).place()).isEqualTo("line 1");
    }

    @Test
    void rejectsLinesOfNulBytesAndReadsOn() {
        byte[] text = "2023-01-02 03:04:05 INFO a\n\0\0\0\0\0\0\n2023-01-02 03:04:06 INFO b\n"
                .getBytes(StandardCharsets.UTF_8);
        Reading r = Reading.of(text, ReadOptions.defaults());
        assertThat(r.records()).extracting(RawRecord::message).containsExactly("a", "b");
        assertThat(r.counts().rejected()).containsEntry("NUL bytes", 1L);
    }

    @Test
    void readsUtf16AndByteOrderMarksAndBrokenUtf8() {
        String line = "2023-01-02 03:04:05 INFO Grüße\n";
        for (byte[] text : new byte[][] {
            line.getBytes(StandardCharsets.UTF_16), line.getBytes(StandardCharsets.UTF_16LE),
            ("\uFEFF" + line).getBytes(StandardCharsets.UTF_8), line.getBytes(StandardCharsets.ISO_8859_1)
        }) {
            assertThat(Reading.of(text, ReadOptions.defaults()).only().message())
                    .isEqualTo("Grüße");
        }
    }

    @Test
    void stripsColoursAndCarriageReturns() {
        RawRecord r = Reading.of("\u001B[32m2023-01-02 03:04:05\u001B[0m INFO \u001B]0;t\u0007a\r", "")
                .only();
        assertThat(r.message()).isEqualTo("a");
    }

    @Test
    void readsAnIndentedJsonDocumentAsOneRecord() {
        Reading r = Reading.of(
                "{",
                "  \"time\": \"2023-01-01T12:00:00Z\",",
                "  \"level\": \"warn\",",
                "  \"msg\": \"m\"",
                "}",
                "{",
                "}");
        assertThat(r.get(0).message()).isEqualTo("m");
        assertThat(r.get(0).severity()).isEqualTo(Severity.WARN);
        assertThat(r.get(0).lastLine()).isEqualTo(5);
    }

    @Test
    void makesARecordOfEachElementOfAnIndentedArray() {
        Reading read = Reading.of(
                "[",
                "  {",
                "    \"severity\": \"ERROR\",",
                "    \"textPayload\": \"first\"",
                "  },",
                "  {",
                "    \"severity\": \"INFO\",",
                "    \"textPayload\": \"second\"",
                "  }",
                "]",
                "{\"level\":\"warn\",\"msg\":\"after\"}");

        assertThat(read.records()).extracting(RawRecord::message).containsExactly("first", "second", "after");
        assertThat(read.get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(read.get(0).lastLine()).isEqualTo(5);
        assertThat(read.get(1).firstLine()).isEqualTo(6);
        assertThat(read.get(1).lastLine()).isEqualTo(10);
    }

    @Test
    void makesARecordOfEachElementWhereOneEndsAndTheNextBeginsOnALine() {
        Reading read = Reading.of(
                "[ {", "  \"msg\" : \"first\"", "}, { \"a\": {", "  \"b\": 1 }, \"msg\" : \"second\"", "} ]");

        assertThat(read.records()).extracting(RawRecord::message).containsExactly("first", "second");
    }

    @Test
    void makesARecordOfEachElementOfAnArrayOnOneLine() {
        Reading read = Reading.of(
                "[{\"msg\":\"first\"},{\"msg\":\"second\"}]", "[{\"msg\":\"third\"},", "{\"msg\":\"fourth\"}]");

        assertThat(read.records()).extracting(RawRecord::message).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void readsALongArrayWithoutEverHoldingAllOfIt() {
        StringBuilder array = new StringBuilder("[\n");
        for (int i = 0; i < 3000; i++) {
            array.append(i == 0 ? "" : ",\n")
                    .append("  {\n    \"msg\": \"event ")
                    .append(i)
                    .append("\"\n  }");
        }
        Reading read = Reading.of(
                array.append("\n]\n").toString().getBytes(StandardCharsets.UTF_8),
                ReadOptions.defaults().withCaps(100, 4096, 4096));

        assertThat(read.records()).hasSize(3000).noneMatch(RawRecord::truncated);
        assertThat(read.get(2999).message()).isEqualTo("event 2999");
    }

    @Test
    void keepsWhatAnArrayHasThatIsNoObject() {
        Reading numbers = Reading.of("[", "  1,", "  2", "]");
        Reading cut = Reading.of("[", "  {", "    \"msg\": \"first\"", "  },", "  {", "    \"msg\": \"sec");

        assertThat(numbers.only().message()).isEqualTo("[\n  1,\n  2\n]");
        assertThat(cut.records()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(cut.get(0).message()).isEqualTo("first");
        assertThat(cut.records().stream().map(RawRecord::message).reduce("", String::concat))
                .contains("\"msg\": \"sec");
    }

    @Test
    void makesErrorEventsOfALargeFileOfTestResults() {
        StringBuilder xml = new StringBuilder("<testsuite name=\"a.ShopTest\" tests=\"400\" failures=\"1\">\n");
        for (int i = 0; i < 400; i++) {
            xml.append("<testcase name=\"t").append(i).append("\" classname=\"a.ShopTest\">");
            xml.append(i == 399 ? "<failure message=\"last\" type=\"a.B\">x</failure>" : "")
                    .append("</testcase>\n");
        }
        Reading read = Reading.of(
                xml.append("</testsuite>\n").toString().getBytes(StandardCharsets.UTF_8),
                ReadOptions.defaults().withCaps(100, 4096, 4096));

        assertThat(read.records()).hasSize(2);
        assertThat(read.get(1).message()).isEqualTo("a.ShopTest.t399: last");
    }

    @Test
    void countsTheLinesOfTestResultsAsTheFileDoesWhereACarriageReturnStandsAlone() {
        Reading read = Reading.of(
                "<testsuite name=\"a.ShopTest\" tests=\"1\" failures=\"1\">",
                "<system-out>one\rtwo\rthree</system-out>",
                "<testcase name=\"sells\" classname=\"a.ShopTest\"><failure message=\"no\">x</failure></testcase>",
                "</testsuite>");

        assertThat(read.get(1).firstLine()).isBetween(3L, 4L);
        assertThat(read.get(1).lastLine()).isBetween(3L, 4L);
    }

    @Test
    void readsManyRecordsOfOneOtlpLine() {
        Reading r = Reading.of(
                "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                        + "{\"stringValue\":\"shop\"}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"s\"},\"logRecords\":["
                        + "{\"timeUnixNano\":\"1700000000000000000\",\"severityNumber\":9,\"body\":{\"stringValue\":\"a\"}},"
                        + "{\"timeUnixNano\":\"1700000001000000000\",\"severityNumber\":\"SEVERITY_NUMBER_ERROR\",\"body\":{\"stringValue\":\"b\"}}]}]}]}");
        assertThat(r.records()).extracting(RawRecord::message).containsExactly("a", "b");
        assertThat(r.get(1).severity()).isEqualTo(Severity.ERROR);
        assertThat(r.get(1).component()).isEqualTo("shop");
    }

    @Test
    void readsASentryEvent() {
        RawRecord r = Reading.of(
                        "{\"event_id\":\"a\",\"platform\":\"python\",\"timestamp\":1672574400,\"release\":\"1.2\","
                                + "\"exception\":{\"values\":[{\"type\":\"KeyError\",\"value\":\"'x'\",\"stacktrace\":{\"frames\":["
                                + "{\"filename\":\"a.py\",\"function\":\"main\",\"lineno\":1,\"in_app\":true},"
                                + "{\"filename\":\"b.py\",\"function\":\"get\",\"lineno\":2,\"in_app\":true}]}},"
                                + "{\"type\":\"ShopError\",\"value\":\"no\"}]},\"tags\":[[\"t\",\"v\"]]}")
                .only();
        assertThat(r.exceptionType()).isEqualTo("ShopError");
        assertThat(r.frames()).extracting(f -> f.function()).containsExactly("get", "main");
        assertThat(r.release()).isEqualTo("1.2");
        assertThat(r.severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void readsTheUsersOwnFormat() {
        UserFormat own = UserFormat.of(
                "shop",
                "(?<timestamp>\\S+)~(?<level>\\w+)~(?<component>\\w+)~(?<message>.*)",
                java.util.List.of("2023-01-01T00:00:00Z~WARN~web~x"));
        Reading r = Reading.of(
                "2023-01-01T00:00:00Z~ERROR~web~failed".getBytes(StandardCharsets.UTF_8),
                ReadOptions.defaults().withUserFormats(java.util.List.of(own)));
        assertThat(r.only().component()).isEqualTo("web");
        assertThat(r.only().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void keepsAStreamThatWasSilentApartFromTheRecordsSince() {
        List<String> lines = new ArrayList<>();
        lines.add("shop_1  | 2023-01-01 12:00:00 ERROR [main] org.example.Shop: charge failed");
        for (int i = 0; i < 700; i++) {
            lines.add("cart_1  | 2023-01-01 12:00:01 INFO [main] org.example.Cart: item " + i);
            if (i % 100 == 99) {
                lines.add("cart_1  |   and more of it");
            }
        }
        lines.add("2023-01-01 12:00:01 INFO [main] org.example.Docker: between the streams");
        lines.add("shop_1  |   at org.example.Shop.charge(Shop.java:7)");
        lines.add("cart_1  | 2023-01-01 12:00:02 INFO [main] org.example.Cart: done");
        List<RawRecord> records = Reading.of(lines.toArray(String[]::new)).records();
        assertThat(records).hasSize(704);
        assertThat(records.get(0).message()).isEqualTo("charge failed");
        assertThat(records.get(100).message()).isEqualTo("item 99\n  and more of it");
        assertThat(records.get(701).message()).isEqualTo("between the streams");
        assertThat(records.get(702).message()).startsWith("  at org.example.Shop.charge");
        assertThat(records.get(703).message()).isEqualTo("done");
    }
}
