package dev.holdfast.trading.desk;

import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;

/**
 * The answer to a command, given once its events are durable.
 *
 * @param clOrdId   the order it speaks of; null for a command about an account, a shard or a break
 * @param status    the order's status; null if there is no such order
 * @param problem   null if the command did what it asked; else why not, for a person
 * @param duplicate true if the order existed before, or what was asked held already
 */
public record OrderReply(ClOrdId clOrdId, OrderStatus status, String problem, boolean duplicate) {

    static OrderReply done() {
        return new OrderReply(null, null, null, false);
    }

    static OrderReply doneBefore() {
        return new OrderReply(null, null, null, true);
    }

    static OrderReply refused(String problem) {
        return new OrderReply(null, null, problem, false);
    }
}
