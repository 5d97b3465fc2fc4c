package dev.holdfast.execution.shard;

import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport;

/** What the world must be told of a tenure's records, and brings back. Called on the shard's context. */
public interface ShardEffects {
    /** An event of our own claim was read back: now, and only now, act upon it. */
    void onCommitted(DeskEvent event);

    /** The tenure is live: orders in flight from before are of unknown fate and want asking about. */
    void onLive();

    /** The tenure ended: whatever waits must not act any more. */
    void onDown();

    /** The venue said something about one of the shard's orders. */
    void onReport(ExecutionReport report);

    /** A venue session came up: what may be at the venue is asked about (requirement D3). */
    void onSessionUp();

    /** The order's fate is in doubt: it is asked about until the venue has answered. */
    void askAbout(ClOrdId id);

    /** Asks again about what is owed an answer; on a cycle. */
    void inquire();

    /** True while no request to the venue waits for its answer. */
    boolean isQuiet();
}
