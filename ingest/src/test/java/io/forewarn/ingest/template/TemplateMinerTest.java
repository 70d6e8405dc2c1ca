package io.forewarn.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateMinerTest {
    private static final long STABLE = 1114169028117008879L;

    @Test
    void givesOneTemplateToMessagesThatDifferInValuesOnly() {
        assertThat(texts("sent 5 bytes to 10.0.0.1", "sent 77 bytes to 10.0.0.2"))
                .containsExactly("sent <num> bytes to <ip>");
    }

    @Test
    void writesAnyWhereTypesDiffer() {
        assertThat(texts("got 5 back", "got 10.0.0.1 back")).containsExactly("got <*> back");
    }

    @Test
    void takesTwoNamesBehindUserForAParameter() {
        assertThat(texts("session opened for user root by cron", "session opened for user mary by cron"))
                .containsExactly("session opened for user <*> by cron");
    }

    @Test
    void keepsAConstantBehindAnEqualsSignUntilItDiffers() {
        assertThat(texts("tty=ssh uid=0")).containsExactly("tty=ssh uid=<num>");
        assertThat(texts("tty=ssh uid=0", "tty=local uid=0")).containsExactly("tty=<*> uid=<num>");
    }

    @Test
    void keepsStatesApart() {
        assertThat(texts("task 12 moved from NEW to RUNNING", "task 13 moved from RUNNING to FAILED"))
                .hasSize(2);
    }

    @Test
    void keepsPlainWordsApartUntilManyStandInOnePlace() {
        assertThat(texts("the cache started well", "the queue started well")).hasSize(2);
        String[] many = {"cache", "queue", "disk", "clock", "fan", "net", "bus", "lamp"};
        assertThat(texts(List.of(many).stream()
                        .map(w -> "the " + w + " started well")
                        .toArray(String[]::new)))
                .containsExactly("the <*> started well");
    }

    @Test
    void neverMakesTheFirstWordAParameter() {
        String[] daemons = IntStream.range(0, 20)
                .mapToObj(i -> word(i) + " startup succeeded")
                .toArray(String[]::new);
        assertThat(texts(daemons)).hasSize(20);
    }

    @Test
    void seesThroughTwoObjectsThatVaryTogether() {
        assertThat(texts("copied for anna from berlin", "copied for bert from paris", "copied for carl from rome"))
                .containsExactly("copied for <*> from <*>");
    }

    @Test
    void joinsAWordToThePlaceOfAValue() {
        assertThat(texts("limit is 500 now", "limit is unlimited now")).containsExactly("limit is <*> now");
    }

    @Test
    void countsMessagesAndListsTheMostFrequentFirst() {
        TemplateMiner miner = miner("b 10", "a 11", "b 12");
        assertThat(miner.templates().all())
                .extracting(Template::text, Template::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b <num>", 2L),
                        org.assertj.core.groups.Tuple.tuple("a <num>", 1L));
    }

    @Test
    void givesStableIds() {
        assertThat(Shape.idOf("sent <num> bytes to <ip>")).isEqualTo(STABLE);
        Template t = miner("sent 5 bytes to 10.0.0.1").templates().all().get(0);
        assertThat(t.id()).isEqualTo(STABLE);
    }

    @Test
    void tellsTheShapeWithoutLearning() {
        TemplateMiner miner = miner("a 10");
        assertThat(miner.shapeOf("a 12")).isEqualTo(miner.learn("a 13"));
        long before = miner.shapeOf("never seen");
        assertThat(miner.shapes()).doesNotContainKey(before);
        assertThat(miner.learn("never seen")).isEqualTo(before);
    }

    @Test
    void refusesAnIdItNeverHandedOut() {
        assertThatThrownBy(() -> miner("a").templates().of(42)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shape(1, "a", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void foldsAFamilyOfTooManyShapesAndKeepsTheirIds() {
        TemplateMiner miner = new TemplateMiner();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            ids.add(miner.learn("session opened for user " + word(i) + " by cron"));
        }
        Templates templates = miner.templates();
        assertThat(templates.all())
                .containsExactly(new Template(
                        Shape.idOf("session opened for user <word> by <word>"),
                        "session opened for user <word> by <word>",
                        2000));
        assertThat(ids).allSatisfy(id -> assertThat(templates.of(id).count()).isEqualTo(2000));
        assertThat(miner.shapeOf("session opened for user nobody by cron")).isEqualTo(ids.get(1999));
        assertThat(TemplateMiner.from(miner.shapes().values()).shapes()).isEqualTo(miner.shapes());
        assertThat(templates.byShape()).containsKeys(ids.get(0), ids.get(1999));
    }

    @Test
    void staysWithinItsBudgetWhateverComes() {
        Forest.Limits limits = new Forest.Limits(1_000, 10_000, 100_000);
        TemplateMiner miner = new TemplateMiner(limits);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add(miner.learn(word(i) + " " + word(i * 7) + " " + word(i * 31) + " is " + word(i * 3)));
        }
        assertThat(miner.shapes().values().stream().filter(s -> !s.isAlias())).hasSizeLessThan(1_600);
        Templates templates = miner.templates();
        assertThat(templates.all().stream().mapToLong(Template::count).sum()).isEqualTo(20_000);
        assertThat(ids).allSatisfy(id -> assertThat(templates.of(id)).isNotNull());
    }

    @Test
    void foldsGroupsBeforeEverything() {
        TemplateMiner miner = new TemplateMiner(new Forest.Limits(1_000, 4_000, 1_000_000));
        for (int i = 0; i < 2_000; i++) {
            miner.learn("one two three " + word(i) + " " + word(i * 5) + " end");
        }
        miner.learn("something else");
        assertThat(miner.templates().all())
                .extracting(Template::text)
                .containsExactly("one two three <words>", "something else");
    }

    private static List<String> texts(String... messages) {
        return miner(messages).templates().all().stream().map(Template::text).toList();
    }

    private static TemplateMiner miner(String... messages) {
        TemplateMiner miner = new TemplateMiner();
        for (String m : messages) {
            miner.learn(m);
        }
        return miner;
    }

    /** Different words of lower-case letters. */
    private static String word(int i) {
        StringBuilder b = new StringBuilder("w");
        for (int k = i; k > 0 || b.length() == 1; k /= 20) {
            b.append((char) ('g' + k % 20));
        }
        return b.toString();
    }

    @Test
    void keepsEveryIdItHandedOutWhenWhatItStoodForFoldsAgain() {
        TemplateMiner miner = new TemplateMiner(new Forest.Limits(400, 1_500, 4_000));
        java.util.Set<Long> handedOut = new java.util.TreeSet<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 60; i++) {
                String word = "w" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
                handedOut.add(miner.learn("job started by " + word));
                handedOut.add(miner.learn("job " + word + " ended after " + word + " asked for it"));
            }
        }
        assertThat(miner.shapes().keySet()).containsAll(handedOut);
    }
}
