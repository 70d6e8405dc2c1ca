package io.forewarn.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.event.StackFrame;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.RawRepair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordScrubberTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private final Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));
    private final Redactions redactions = new Redactions();

    @Test
    void scrubsEveryTextOfARecord() {
        RawRecord raw = new RawRecord(
                3,
                5,
                "json",
                AT,
                null,
                null,
                null,
                null,
                "prod",
                "db-01.internal",
                "com.acme.Login",
                "no login for bob@example.com",
                "com.acme.Denied",
                "password=hunter22 refused",
                List.of(new StackFrame("app", "f", "/home/alice/app.py", 3, true)),
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "op-1",
                "1.2.3",
                Map.of(
                        "user.email",
                        "Bob",
                        "client.address",
                        "somewhere",
                        "db.password",
                        "x",
                        "http.status",
                        "500",
                        "user",
                        "root",
                        "note",
                        "call 10.1.2.3"),
                false);
        Event event = scrubber.event(raw, 7, 1, "billing", redactions);
        assertThat(event.message()).startsWith("no login for <email:");
        assertThat(event.exceptionMessage()).startsWith("password=<secret:").endsWith(" refused");
        assertThat(event.host()).startsWith("<host:");
        assertThat(event.component()).isEqualTo("billing");
        assertThat(event.frames().get(0).file()).startsWith("/home/<user:").endsWith("/app.py");
        assertThat(event.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(event.attributes().get("user.email")).startsWith("<email:");
        assertThat(event.attributes().get("client.address")).startsWith("<ip:");
        assertThat(event.attributes().get("db.password")).startsWith("<secret:");
        assertThat(event.attributes()).containsEntry("http.status", "500").containsEntry("user", "root");
        assertThat(event.attributes().get("note")).startsWith("call <ip:");
        assertThat(event.id()).isEqualTo("7-1");
        assertThat(redactions.total()).isGreaterThanOrEqualTo(8);
    }

    private Operation operation(@Nullable String actor) {
        RawOperation raw = new RawOperation(
                "deploy-17",
                "deploy",
                "checkout",
                null,
                actor,
                AT,
                Map.of(
                        "rows",
                        new Attribute.Numeric(44051401458.0),
                        "phone_number",
                        new Attribute.Numeric(4915112345678.0),
                        "title",
                        new Attribute.Text("fix for bob@example.com"),
                        "dry",
                        new Attribute.Flag(true),
                        "branch",
                        new Attribute.Category("main"),
                        "paths",
                        new Attribute.Paths(List.of(new Attribute.PathChange("/home/alice/x.sql", 1, 2)))),
                null,
                null,
                null,
                true);
        return scrubber.operation(raw, redactions);
    }

    @Test
    void keepsAnOperationReadableButForPeople() {
        Operation operation = operation("alice");
        assertThat(operation.id()).isEqualTo("deploy-17");
        assertThat(operation.actor()).startsWith("<actor:");
        assertThat(operation.attributes())
                .containsEntry("rows", new Attribute.Numeric(44051401458.0))
                .containsEntry("branch", new Attribute.Category("main"))
                .containsEntry("dry", new Attribute.Flag(true));
        assertThat(String.valueOf(operation.attributes().get("phone_number"))).contains("<phone:");
        assertThat(String.valueOf(operation.attributes().get("title"))).contains("fix for <email:");
        assertThat(String.valueOf(operation.attributes().get("paths")))
                .contains("/home/<user:")
                .contains("/x.sql");
    }

    @Test
    void takesAPseudonymAsItIs() {
        String token = operation("alice").actor();
        assertThat(operation(token).actor()).isEqualTo(token);
        assertThat(operation(null).actor()).isNull();
    }

    @Test
    void scrubsRepairs() {
        Repair repair = scrubber.repair(
                new RawRepair("r1", AT, "db", "op-1", "carol", "rotated password=hunter22 on 10.1.2.3", true),
                redactions);
        assertThat(repair.actor()).startsWith("<actor:");
        assertThat(repair.action()).startsWith("rotated password=<secret:").contains("on <ip:");
        assertThat(repair.operationId()).isEqualTo("op-1");
    }
}
