package dev.holdfast.execution;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ack;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/** This node's bus addresses for the shards' commands, owned here or not: a non-owner names the owner. */
final class CommandDoors {
    private final Bus bus;
    private final String node;

    CommandDoors(Bus bus, String node) {
        this.bus = bus;
        this.node = node;
    }

    void serve(BiFunction<ShardId, DeskCommand, Future<OrderReply>> desk) {
        BiFunction<ShardId, DeskCommand, Future<Ack>> acking = desk.andThen(CommandDoors::acked);
        bus.serve(Addresses.submitOrder(node), desk);
        bus.serve(Addresses.cancelOrder(node), desk);
        bus.serve(Addresses.replaceOrder(node), desk);
        bus.serve(Addresses.resolveOrder(node), desk);
        bus.serve(Addresses.setTradingState(node), acking);
        bus.serve(Addresses.cancelAll(node), acking);
        bus.serve(Addresses.flatten(node), acking);
    }

    private static Future<Ack> acked(Future<OrderReply> reply) {
        return reply.map(done -> new Ack(done == null ? null : done.problem()));
    }
}
