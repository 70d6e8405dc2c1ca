package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.scrub.Likeness;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.template.TemplateMiner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateBookTest {
    private static final List<String> PIECES = List.of(
            "read 12 bytes",
            "from 10.1.2.3:50010",
            "x<ip:abcdefgh>",
            "<ip:abcdefgh>",
            "<4a:abcdefgh>",
            "<word:abcdefgh>",
            "<bottom of call stack>",
            "<17>",
            "a<b:c",
            "user=anna@example.com",
            "node1",
            "sha256",
            "0x1f3a",
            "1x2b",
            "blk_-1608999687919862906",
            "12:30:01",
            "'7'",
            "(3)",
            "\nat 5 <ip:abcdefgh>",
            "deadbeef",
            "größer");

    @TempDir
    Path home;

    @Test
    void givesTheIdsOfAMinerThatReadsEachMessage() {
        Random random = new Random(7);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<String> pieces = new ArrayList<>();
            for (int p = 0; p <= random.nextInt(5); p++) {
                pieces.add(PIECES.get(random.nextInt(PIECES.size())));
            }
            statements.add(String.join(random.nextBoolean() ? " " : "", pieces));
        }
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));
        TemplateMiner miner = new TemplateMiner();
        try (Store store = Store.open(home.resolve("forewarn.duckdb"))) {
            TemplateBook book = TemplateBook.open(store.templates());
            int alike = 0;
            for (int chunk = 0; chunk < 12; chunk++) {
                List<Event> events = new ArrayList<>();
                List<@Nullable Likeness> likenesses = new ArrayList<>();
                for (String statement : statements) {
                    String line = otherDigitsAndCodes(statement, random);
                    events.add(scrubber.event(record(line), 1, events.size(), "app", new Redactions(), likenesses));
                }
                alike += (int) likenesses.stream().filter(l -> l != null).count();
                long[] ids = book.learn(book.scan(events, likenesses));

                assertThat(ids)
                        .isEqualTo(events.stream()
                                .mapToLong(e -> miner.learn(e.message()))
                                .toArray());
            }
            assertThat(alike).isGreaterThan(5 * statements.size());
        }
    }

    private static String otherDigitsAndCodes(String text, Random random) {
        StringBuilder other = new StringBuilder(text);
        for (int i = 0; i < other.length(); i++) {
            char c = other.charAt(i);
            if (c >= '0' && c <= '9') {
                other.setCharAt(i, (char) ('0' + random.nextInt(10)));
            } else if (other.indexOf("abcdefgh", i) == i) {
                for (int k = i; k < i + 8; k++) {
                    other.setCharAt(k, "abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
                }
                i += 7;
            }
        }
        return other.toString();
    }

    private static RawRecord record(String message) {
        return new RawRecord(
                1, 1, "plain", null, null, null, null, null, null, null, null, message, null, null, List.of(), null,
                null, null, Map.of(), false);
    }
}
