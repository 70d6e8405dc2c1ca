package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ThrowablesTest {
    private static Throwables.Found find(String... lines) {
        Throwables.Found found = Throwables.find(String.join("\n", lines), new Draft());
        return Objects.requireNonNull(found);
    }

    @Test
    void takesAMessageOfOneWordForNoType() {
        Throwables.Found f = find("Exception", "java.lang.IllegalStateException: bad", "\tat a.b.C.d(C.java:1)");

        assertThat(f.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(f.message()).isEqualTo("bad");
    }

    @Test
    void keepsTheOutermostTypeAndTheInnermostCausesFrames() {
        Throwables.Found f = find(
                "charge failed",
                "java.lang.IllegalStateException: boom",
                "\tat com.acme.Shop.charge(Shop.java:42) ~[shop.jar:1.0]",
                "\tSuppressed: java.io.IOException: close",
                "\t\tat com.acme.Shop.close(Shop.java:50)",
                "\tCaused by: java.lang.Error: inner",
                "Caused by: java.net.ConnectException: Connection refused",
                "\tat java.base/sun.nio.ch.Net.connect0(Native Method)",
                "\tat com.acme.Client.<init>(Client.java:7)",
                "\t... 12 more");
        assertThat(f.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(f.message()).isEqualTo("boom");
        assertThat(f.frames())
                .extracting(x -> x.module() + "#" + x.function())
                .containsExactly("sun.nio.ch.Net#connect0", "com.acme.Client#<init>");
        assertThat(f.frames()).extracting(x -> x.inApp()).containsExactly(false, true);
    }

    @Test
    void turnsPythonsFramesRoundAndKeepsTheFirstCause() {
        Throwables.Found f = find(
                "Traceback (most recent call last):",
                "  File \"/app/shop.py\", line 3, in charge",
                "    pay()",
                "  File \"/usr/lib/python3/dist-packages/pay.py\", line 9, in pay",
                "    raise ValueError(\"no money\")",
                "ValueError: no money",
                "",
                "During handling of the above exception, another exception occurred:",
                "",
                "Traceback (most recent call last):",
                "  File \"/app/main.py\", line 30, in main",
                "    charge()",
                "shop.ChargeError: could not charge");
        assertThat(f.type()).isEqualTo("shop.ChargeError");
        assertThat(f.frames()).extracting(x -> x.function()).containsExactly("pay", "charge");
        assertThat(f.frames().get(0).inApp()).isFalse();
        assertThat(f.frames().get(1).line()).isEqualTo(3);
    }

    @Test
    void readsDotNetsInnerFrames() {
        Throwables.Found f = find(
                "Unhandled exception. System.InvalidOperationException: no ---> System.IO.IOException: inner",
                "   at Shop.Inner() in C:\\src\\Shop.cs:line 4",
                "   --- End of inner exception stack trace ---",
                "   at Shop.Outer() in C:\\src\\Shop.cs:line 9");
        assertThat(f.type()).isEqualTo("System.InvalidOperationException");
        assertThat(f.frames()).hasSize(1);
        assertThat(f.frames().get(0).line()).isEqualTo(4);
    }

    @Test
    void readsNodeGoRustRubyAndPhp() {
        Throwables.Found node =
                find("TypeError: x is undefined", "    at Shop.charge (/app/x.js:10:9)", "    at /app/y.js:1:2");
        assertThat(node.frames()).extracting(x -> x.file()).containsExactly("/app/x.js", "/app/y.js");
        Throwables.Found go = find(
                "panic: boom",
                "",
                "goroutine 1 [running]:",
                "acme.com/shop.(*Till).Charge(0xc0)",
                "\t/src/till.go:7 +0x1d");
        assertThat(go.frames().get(0).function()).isEqualTo("(*Till).Charge");
        Throwables.Found rust = find(
                "thread 'main' panicked at src/main.rs:2:5:",
                "index out of bounds",
                "stack backtrace:",
                "   0: shop::till::charge",
                "             at ./src/till.rs:9:1");
        assertThat(rust.message()).isEqualTo("index out of bounds");
        assertThat(rust.frames().get(0).function()).isEqualTo("charge");
        Throwables.Found ruby = find("shop.rb:3:in 'charge': no money (ArgumentError)", "\tfrom shop.rb:9:in '<main>'");
        assertThat(ruby.type()).isEqualTo("ArgumentError");
        assertThat(ruby.message()).isEqualTo("no money");
        assertThat(ruby.frames()).hasSize(2);
        Throwables.Found php = find(
                "PHP Fatal error:  Uncaught App\\ShopException: no in /app/a.php:3",
                "Stack trace:",
                "#0 /app/b.php(5): App\\Till->pay()",
                "#1 {main}");
        assertThat(php.type()).isEqualTo("App\\ShopException");
        assertThat(php.frames().get(0).function()).isEqualTo("pay");
    }

    @Test
    void findsATypeInOneLineButNotInProse() {
        assertThat(Throwables.named("failed: java.io.IOException: disk full"))
                .isEqualTo(new Throwables.Found("java.io.IOException", "disk full", java.util.List.of()));
        assertThat(Throwables.named("No Error: all well, Exceptional day")).isNull();
    }
}
