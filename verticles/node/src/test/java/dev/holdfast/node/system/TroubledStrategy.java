package dev.holdfast.node.system;

import dev.holdfast.signal.Intent;
import dev.holdfast.signal.Strategy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.ta4j.core.BarSeries;

/** A strategy of a user with two bugs: once it throws what nobody catches, once it holds its event loop. */
public final class TroubledStrategy implements Strategy {
    private static final AtomicInteger DECISIONS = new AtomicInteger();
    private static final int BREAKS_AT = 1;
    private static final int HANGS_AT = 6;

    @Override
    public int warmUpBars() {
        return 1;
    }

    @Override
    public Intent decide(BarSeries series) {
        int decision = DECISIONS.incrementAndGet();
        if (decision == BREAKS_AT) {
            throw new StackOverflowError("a user's bug");
        }
        if (decision == HANGS_AT) {
            hang();
        }
        return new Intent.Nothing();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
