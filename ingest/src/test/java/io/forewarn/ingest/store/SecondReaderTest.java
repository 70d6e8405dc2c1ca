package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SecondReaderTest {
    @Test
    void readsWhileTheCallerGoesOn() {
        CountDownLatch callerWentOn = new CountDownLatch(1);
        try (SecondReader reader = new SecondReader()) {
            Supplier<String> read = reader.begin(() -> {
                await(callerWentOn);
                return Thread.currentThread().getName();
            });
            callerWentOn.countDown();

            assertThat(read.get()).isEqualTo("forewarn-read");
        }
    }

    @Test
    void throwsWhatReadingThrew() {
        StoreException broken = new StoreException("could not read", null);
        try (SecondReader reader = new SecondReader()) {
            Supplier<String> read = reader.begin(() -> {
                throw broken;
            });

            assertThatThrownBy(read::get).isSameAs(broken);
        }
    }

    @Test
    void waitsAtItsEndForWhatNobodyAskedFor() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (SecondReader reader = new SecondReader()) {
            reader.begin(() -> {
                begun.countDown();
                await(goOn);
                ended.set(true);
                return "";
            });
            await(begun);
            goOn.countDown();
        }

        assertThat(ended).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
