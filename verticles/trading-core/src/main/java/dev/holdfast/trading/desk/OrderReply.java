package dev.holdfast.trading.desk;

import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;

/**
 * The answer to a command about one order, given once its events are durable.
 *
 * @param status    the order's status; null if there is no such order
 * @param problem   null if the command did what it asked; else why not, for a person
 * @param duplicate true if the order existed before: the reply speaks of that one
 */
public record OrderReply(ClOrdId clOrdId, OrderStatus status, String problem, boolean duplicate) {
}
