package dev.holdfast.runtime.stream;

import java.util.concurrent.TimeUnit;

/**
 * How soon a record is handed over, against what reading costs: a fetch takes half a millisecond of a
 * processor on either side, whether it brings one record, hundreds or none, and a node has a dozen tails. A
 * record that follows on a pause is not delayed at any pace.
 */
public enum TailPace {
    /** Every 2 ms at most; for who answers an order out of what it reads. Ends are known within 100 ms. */
    PROMPT(2, 100),
    /** Every 20 ms at most; for what people look at, and what is told over the bus as well. */
    SOON(20, 250),
    /** Every 100 ms at most, in pieces as large as came up till then; for those who keep accounts. */
    GATHERED(100, 250);

    private final long betweenPollsNanos;
    private final int fetchWaitMillis;

    TailPace(int betweenPollsMillis, int fetchWaitMillis) {
        this.betweenPollsNanos = TimeUnit.MILLISECONDS.toNanos(betweenPollsMillis);
        this.fetchWaitMillis = fetchWaitMillis;
    }

    long betweenPollsNanos() {
        return betweenPollsNanos;
    }

    /**
     * How long the broker holds a fetch while there is nothing; whatever else is asked of it on the same
     * connection waits so long too.
     */
    int fetchWaitMillis() {
        return fetchWaitMillis;
    }
}
