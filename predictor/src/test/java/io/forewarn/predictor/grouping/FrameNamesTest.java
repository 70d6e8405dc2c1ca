package io.forewarn.predictor.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        com.acme.Billing$$Lambda$123/0x0000000800c3a440 | com.acme.Billing
        com.acme.Billing$$Lambda/0x00007f1b | com.acme.Billing
        com.acme.Billing$$EnhancerBySpringCGLIB$$1a2b3c4d | com.acme.Billing
        com.acme.Billing$$SpringCGLIB$$0 | com.acme.Billing
        com.acme.Billing$$FastClassBySpringCGLIB$$ffeedd | com.acme.Billing
        com.acme.Order_$$_jvst1a2_3 | com.acme.Order
        com.acme.Order$HibernateProxy$kJ83nf | com.acme.Order$HibernateProxy
        com.acme.Clock$MockitoMock$1398 | com.acme.Clock$MockitoMock
        com.sun.proxy.$Proxy12 | com.sun.proxy.$Proxy
        jdk.internal.reflect.GeneratedMethodAccessor41 | jdk.internal.reflect.GeneratedMethodAccessor
        lambda$charge$3 | charge
        access$000 | access
        com.acme.Billing$1 | com.acme.Billing
        com.acme.Billing$Inner$2 | com.acme.Billing$Inner
        com.acme.Billing$Inner | com.acme.Billing$Inner
        build$_run_closure12 | build$_run_closure
        $anonfun$charge$1 | $charge
        charge$lambda$2 | charge
        main.(*Server).handle.func1 | main.(*Server).handle
        main.run.func2.1 | main.run
        core::billing::charge::h0123456789abcdef | core::billing::charge
        core::billing::charge::{{closure}} | core::billing::charge
        <DoWork>d__12.MoveNext | DoWork
        Acme.Shop+<>c__DisplayClass3_0 | Acme.Shop
        <Main>b__0_1 | Main
        List`1 | List
        block (2 levels) in charge | charge
        rescue in block in charge | charge
        App\\Billing::{closure:/app/x.php:12} | App\\Billing::{closure}
        anonymous fn/2 in Shop.charge/1 | Shop.charge/1
        async new Object.charge | charge
        charge [as pay] | charge
        charge.constprop.0 | charge
        charge+0x1f | charge
        charge(int, char const*) | charge
        handler2 | handler2
        sha256 | sha256
        """)
    void keepsWhatADeveloperWroteAndDropsWhatIsGenerated(String name, String stable) {
        assertThat(FrameNames.name(name)).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        https://shop.example.com/static/app.3f2a9c1b.js?v=2, app.js
        webpack:///./src/cart.js?9d1f, cart.js
        /srv/releases/20260501/billing/tax.py, tax.py
        C:\\\\build\\\\Tax.cs, Tax.cs
        chunk-4TQZ2XKL.js, chunk.js
        17.chunk.js, #.chunk.js
        Billing.java:42, Billing.java
        """)
    void namesAFileWithoutHashesAndPlaces(String file, String stable) {
        assertThat(FrameNames.file(file)).isEqualTo(stable);
    }

    @Test
    void knowsNamesThatSayNothing() {
        assertThat(List.of("?", "<anonymous>", "0x7fff12ab", "unknown", ""))
                .allMatch(name -> FrameNames.name(name).isEmpty());
        assertThat(FrameNames.name(null)).isEmpty();
        assertThat(FrameNames.file(null)).isEmpty();
    }

    @Test
    void takesTheFileForAMinifiedFunction() {
        StackFrame minified = new StackFrame(null, "Qe", "https://x.example/app.9f8e7d6c.min.js", 1, true);
        assertThat(Frames.place(minified)).isEqualTo("app.min.js");
        assertThat(Frames.place(new StackFrame(null, "go", "main.go", 1, true))).isEqualTo("main.go:go");
        assertThat(Frames.place(new StackFrame(null, null, null, null, true))).isEmpty();
        assertThat(Frames.place(new StackFrame("Shop", "Shop.charge", null, 1, true)))
                .isEqualTo("Shop.charge");
    }

    @Test
    void collapsesRecursionHoweverDeep() {
        List<String> deep = new ArrayList<>(List.of("leaf"));
        for (int i = 0; i < 50; i++) {
            deep.addAll(List.of("a", "b", "c"));
        }
        deep.add("main");
        assertThat(Frames.withoutRecursion(deep)).containsExactly("leaf", "a", "b", "c", "main");
        assertThat(Frames.withoutRecursion(List.of("a", "a", "a", "b"))).containsExactly("a", "b");
    }

    @Test
    void keepsFiveOwnFramesNearestToTheThrow() {
        List<StackFrame> frames = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            frames.add(new StackFrame("acme.C" + (char) ('a' + i), "run", null, i, i != 1));
        }
        assertThat(Frames.places(frames))
                .containsExactly("acme.Ca.run", "acme.Cc.run", "acme.Cd.run", "acme.Ce.run", "acme.Cf.run");
    }
}
