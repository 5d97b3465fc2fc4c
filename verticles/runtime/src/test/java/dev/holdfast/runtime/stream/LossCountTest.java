package dev.holdfast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LossCountTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LossCount losses = new LossCount(nanos::get);

    @Test
    void goesOnForAMomentAfterEachLossHoweverOftenItIsAsked() {
        assertThat(losses.goesOn()).isFalse();
        losses.add();
        nanos.addAndGet(LossCount.LATELY.toNanos() - 1);
        assertThat(losses.goesOn()).isTrue();
        assertThat(losses.goesOn()).isTrue();
        nanos.incrementAndGet();
        assertThat(losses.goesOn()).isFalse();
        losses.add();
        assertThat(losses.goesOn()).isTrue();
        assertThat(losses.sum()).isEqualTo(2);
    }
}
