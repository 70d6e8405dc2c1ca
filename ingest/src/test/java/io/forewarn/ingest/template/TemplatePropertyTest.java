package io.forewarn.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TemplatePropertyTest {
    private static final Forest.Limits TIGHT = new Forest.Limits(400, 1_500, 4_000);

    @Property(tries = 100)
    void anyOrderAndAnyChunksGiveTheSameTemplates(
            @ForAll("logs") List<String> log, @ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int chunks) {
        sameForAnyOrderAndChunks(log, random, chunks, Forest.Limits.STANDARD);
    }

    @Property(tries = 100)
    void anyOrderAndAnyChunksGiveTheSameTemplatesWhereShapesFold(
            @ForAll("logs") List<String> log, @ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int chunks) {
        sameForAnyOrderAndChunks(log, random, chunks, TIGHT);
    }

    private static void sameForAnyOrderAndChunks(List<String> log, Random random, int chunks, Forest.Limits limits) {
        TemplateMiner whole = new TemplateMiner(limits);
        log.forEach(whole::learn);

        List<String> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, random);
        List<TemplateMiner> parts = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            parts.add(new TemplateMiner(limits));
        }
        List<Long> ids = new ArrayList<>();
        shuffled.forEach(m -> ids.add(parts.get(random.nextInt(chunks)).learn(m)));
        TemplateMiner merged = new TemplateMiner(limits);
        Collections.shuffle(parts, random);
        parts.forEach(merged::merge);

        assertThat(live(merged)).isEqualTo(live(whole));
        Templates templates = merged.templates();
        assertThat(templates.all()).isEqualTo(whole.templates().all());
        for (int i = 0; i < ids.size(); i++) {
            Template t = templates.of(ids.get(i));
            assertThat(Wildcards.matches(t.text(), shuffled.get(i)))
                    .as("%s matches %s", t.text(), shuffled.get(i))
                    .isTrue();
        }
    }

    @Property(tries = 1000)
    void anyTextHasATemplateThatMatchesIt(@ForAll("texts") String text) {
        TemplateMiner miner = new TemplateMiner();
        Template t = learned(miner, text);
        assertThat(t.text().length()).isLessThanOrEqualTo(Masker.LONGEST_SHAPE + 64);
        assertThat(Wildcards.matches(t.text(), text))
                .as("%s matches %s", t.text(), text)
                .isTrue();
    }

    @Property(tries = 100)
    void storedShapesGiveTheSameMinerAgain(@ForAll("logs") List<String> log) {
        TemplateMiner miner = new TemplateMiner();
        log.forEach(miner::learn);
        TemplateMiner again = TemplateMiner.from(miner.shapes().values());
        assertThat(again.shapes()).isEqualTo(miner.shapes());
        assertThat(again.templates().all()).isEqualTo(miner.templates().all());
    }

    @Provide
    Arbitrary<List<String>> logs() {
        Arbitrary<String> word = Arbitraries.of(
                "for",
                "from",
                "user",
                "anna",
                "bert",
                "carl",
                "dora",
                "opened",
                "closed",
                "NEW",
                "DONE",
                "state=up",
                "state=down",
                "17",
                "10.0.0.1",
                "blk_12",
                "a.b.c",
                "x.y.z",
                "(root)",
                "=",
                ":",
                "<word>",
                "eth0",
                "eth1",
                "key: v",
                "true",
                "file");
        Arbitrary<String> line = Combinators.combine(Arbitraries.of("start", "stop", "job"), word, word, word, word)
                .as((a, b, c, d, e) -> String.join(" ", a, b, c, d, e));
        return line.list().ofMinSize(1).ofMaxSize(80);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(200);
        Arbitrary<String> marks = Arbitraries.strings()
                .withChars("ab1 0.:-/\\_=<>()[]{}'\"@#$%+~,|xTZ\n\r\t\u00e4")
                .ofMaxLength(60);
        Arbitrary<String> long_ = marks.map(s -> s.repeat(150));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, any), net.jqwik.api.Tuple.of(8, marks), net.jqwik.api.Tuple.of(1, long_));
    }

    private static Template learned(TemplateMiner miner, String text) {
        long id = miner.learn(text);
        return miner.templates().of(id);
    }

    private static Map<Long, Shape> live(TemplateMiner miner) {
        return miner.shapes().values().stream().filter(s -> !s.isAlias()).collect(Collectors.toMap(Shape::id, s -> s));
    }
}
