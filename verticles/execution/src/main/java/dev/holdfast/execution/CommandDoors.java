package dev.holdfast.execution;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ack;
import io.vertx.core.Future;
import java.util.function.BiFunction;
import java.util.function.Function;

/** This node's bus addresses for every shard's commands, owned here or not: a non-owner names the owner. */
final class CommandDoors {
    private final Bus bus;
    private final String node;

    CommandDoors(Bus bus, String node) {
        this.bus = bus;
        this.node = node;
    }

    void serve(BiFunction<ShardId, DeskCommand, Future<OrderReply>> desk) {
        for (int number = 0; number < ShardId.COUNT; number++) {
            ShardId shard = new ShardId(number);
            serve(Addresses.submitOrder(shard, node), command -> desk.apply(shard, command));
            serve(Addresses.cancelOrder(shard, node), command -> desk.apply(shard, command));
            serve(Addresses.replaceOrder(shard, node), command -> desk.apply(shard, command));
            serve(Addresses.resolveOrder(shard, node), command -> desk.apply(shard, command));
            serve(Addresses.setTradingState(shard, node), command -> acked(desk.apply(shard, command)));
            serve(Addresses.cancelAll(shard, node), command -> acked(desk.apply(shard, command)));
            serve(Addresses.flatten(shard, node), command -> acked(desk.apply(shard, command)));
        }
    }

    private <C, R> void serve(CommandAddress<C, R> address, Function<C, Future<R>> handler) {
        bus.serve(address, handler);
    }

    private static Future<Ack> acked(Future<OrderReply> reply) {
        return reply.map(done -> new Ack(done == null ? null : done.problem()));
    }
}
