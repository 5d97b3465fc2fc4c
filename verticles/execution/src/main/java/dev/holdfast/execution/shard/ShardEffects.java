package dev.holdfast.execution.shard;

import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.order.DeskEvent;

/** What the world must be told of a shard's journal. Called on the shard's context. */
public interface ShardEffects {
    /** An event of the past was folded: remember what a later question may need, do nothing. */
    void onReplayed(DeskEvent event);

    /** An event of our own claim was read back: now, and only now, act upon it. */
    void onCommitted(DeskEvent event, OrderDesk committed);

    /** The shard is live: orders in flight from before are of unknown fate and want asking about. */
    void onLive(OrderDesk committed);

    /** The shard stood down: whatever waits must not act any more. */
    void onDown();
}
