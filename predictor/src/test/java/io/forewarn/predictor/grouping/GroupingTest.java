package io.forewarn.predictor.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.StackFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private final Grouping grouping = Groupings.version("grouping.v1");

    private static Event.Builder thrown(String type, int line, String message) {
        return Event.builder()
                .component("shop")
                .message(type + ": " + message + "\n\tat …\nCaused by: java.net.ConnectException: refused " + line)
                .exception(type, message)
                .frames(List.of(
                        new StackFrame("com.acme.Billing", "charge", "Billing.java", line, true),
                        new StackFrame("java.lang.Thread", "run", "Thread.java", 9, false),
                        new StackFrame(
                                "com.acme.Cart$$Lambda$" + line + "/0x1", "lambda$pay$" + line, null, null, true)));
    }

    private String of(Event.Builder event) {
        return grouping.of(event.build(), null).value();
    }

    @Test
    void ignoresLinesNumbersIdsAndGeneratedNames() {
        assertThat(of(thrown("com.acme.PayException", 10, "order 17 of 10.0.0.1")))
                .isEqualTo(of(thrown("com.acme.PayException", 99, "order 18 of 10.0.0.2")));
    }

    @Test
    void tellsExceptionsPlacesAndCausesApart() {
        String one = of(thrown("com.acme.PayException", 10, "no"));
        assertThat(of(thrown("com.acme.RefundException", 10, "no"))).isNotEqualTo(one);
        assertThat(of(thrown("com.acme.PayException", 10, "no")
                        .frames(List.of(new StackFrame("com.acme.Billing", "refund", null, 1, true)))))
                .isNotEqualTo(one);
        assertThat(of(thrown("com.acme.PayException", 10, "no").message("com.acme.PayException: no")))
                .isNotEqualTo(one);
    }

    @Test
    void saysWhyInWords() {
        assertThat(grouping.of(thrown("com.acme.PayException", 10, "no").build(), null)
                        .why())
                .isEqualTo(
                        "Same exception, com.acme.PayException caused by java.net.ConnectException, thrown in the same"
                                + " place of our code, com.acme.Billing.charge called from com.acme.Cart.pay (line numbers and"
                                + " generated names ignored).");
    }

    @Test
    void takesTheMessagePatternOfAnExceptionWithoutFrames() {
        Event.Builder a = thrown("ValueError", 1, "bad row 17 in '/data/a.csv'").frames(List.of());
        Event.Builder b = thrown("ValueError", 1, "bad row 23 in '/data/b.csv'").frames(List.of());
        assertThat(of(a)).isEqualTo(of(b));
        assertThat(of(thrown("ValueError", 1, "bad column").frames(List.of()))).isNotEqualTo(of(b));
        assertThat(grouping.of(b.build(), null).why())
                .contains("ValueError caused by java.net.ConnectException, in component shop")
                .contains("“bad row <*> in <*>”");
    }

    @Test
    void takesTemplateAndComponentWhereNothingWasThrown() {
        Event event = Event.builder().component("db").message("disk sda1 full").build();
        Fingerprint one = grouping.of(event, "disk <*> full");
        assertThat(one.why()).isEqualTo("Same message pattern “disk <*> full” in component db.");
        assertThat(grouping.of(event, "disk <*> empty").value()).isNotEqualTo(one.value());
        Event elsewhere =
                Event.builder().component("web").message("disk sda1 full").build();
        assertThat(grouping.of(elsewhere, "disk <*> full").value()).isNotEqualTo(one.value());
    }

    @Test
    void addsTheLoggerWhereThePatternHasHardlyAWord() {
        Event a = Event.builder().component("db").logger("acme.A").message("17").build();
        Event b = Event.builder().component("db").logger("acme.B").message("17").build();
        assertThat(grouping.of(a, "<*> failed").value())
                .isNotEqualTo(grouping.of(b, "<*> failed").value());
        assertThat(grouping.of(a, "could not reach <*> in time").value())
                .isEqualTo(grouping.of(b, "could not reach <*> in time").value());
        assertThat(grouping.of(a, "<*> failed").why()).contains("of logger acme.A");
    }

    @Test
    void masksMessagesWithoutATemplate() {
        assertThat(MessagePattern.of(
                        "\n  user <email:7f3k2q> got 503 from https://a.example/x?y=1 at 2026-01-02T10:11:12Z"))
                .isEqualTo("user <*> got <*> from <url> at <*>");
        assertThat(MessagePattern.of("can't open /var/log/x.log: 0xdeadbeef")).isEqualTo("can't open <path>: <*>");
        assertThat(MessagePattern.of("  ")).isEmpty();
    }

    @Test
    void groupsByPlaceWhereOnlyFramesAreKnown() {
        Event.Builder frames = Event.builder()
                .component("shop")
                .message("it broke " + 1)
                .frames(List.of(new StackFrame(null, "charge", "billing.py", 3, false)));
        assertThat(grouping.of(frames.build(), "it broke <*>").why())
                .isEqualTo("Same place, billing.py:charge, in component shop.");
    }

    @Test
    void honoursAnExplicitFingerprint() {
        Event.Builder plain = thrown("com.acme.PayException", 10, "no");
        String own = of(plain);
        assertThat(of(thrown("com.acme.PayException", 10, "no")
                        .attributes(Map.of("fingerprint", "[\"{{ default }}\"]"))))
                .isEqualTo(own);
        Event.Builder extended = thrown("com.acme.PayException", 10, "no")
                .attributes(Map.of("fingerprint", "[\"{{default}}\", \"eu\"]"));
        assertThat(of(extended)).isNotEqualTo(own);
        assertThat(grouping.of(extended.build(), null).why())
                .startsWith("The sender set the fingerprint “eu” in addition to: Same exception");
        Event.Builder payments =
                thrown("com.acme.PayException", 10, "no").attributes(Map.of("fingerprint", "payments"));
        Event.Builder other = thrown("com.acme.Other", 11, "else").attributes(Map.of("fingerprint", "[\"payments\"]"));
        assertThat(of(payments)).isEqualTo(of(other)).isNotEqualTo(own);
        assertThat(of(thrown("com.acme.PayException", 10, "no").attributes(Map.of("fingerprint", "[not json"))))
                .isNotEqualTo(own);
        assertThat(of(thrown("com.acme.PayException", 10, "no").attributes(Map.of("fingerprint", " "))))
                .isEqualTo(own);
    }

    @Test
    void neverChangesWhatVersionOneAnswers() {
        Fingerprint first =
                grouping.of(thrown("com.acme.PayException", 10, "no").build(), null);
        assertThat(first.version()).isEqualTo("grouping.v1");
        assertThat(first.value()).hasSize(32);
        assertThat(first.issueId()).hasSize(16);
    }

    @Test
    void listsItsVersions() {
        assertThat(Groupings.all()).contains(Groupings.current());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Groupings.version("grouping.v0"))
                .withMessage("unknown grouping grouping.v0; known are grouping.v1");
    }

    @Test
    void survivesAnythingAsAnEvent() {
        for (String odd :
                List.of("", "\0", "\n\n", "Caused by:", "((((((", "{{ default }}", "$$$$1", "a".repeat(100_000))) {
            Event event = Event.builder()
                    .component(odd)
                    .logger(odd)
                    .message(odd)
                    .exception(odd, odd)
                    .frames(List.of(new StackFrame(odd, odd, odd, -1, true)))
                    .attributes(Map.of("fingerprint", odd))
                    .build();
            assertThat(grouping.of(event, odd).value()).hasSize(32);
            assertThat(grouping.of(event, null).why()).isNotBlank();
        }
    }
}
