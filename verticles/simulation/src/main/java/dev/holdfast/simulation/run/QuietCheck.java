package dev.holdfast.simulation.run;

import dev.holdfast.execution.shard.Replica;
import dev.holdfast.execution.shard.Shard;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.simulation.node.SimNode;
import dev.holdfast.simulation.node.World;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.desk.Flattening;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Once all is healed everything has to come to rest: every shard with one live owner, every order with an end
 * or a status that agrees with the venue, nothing owed, every node with the same state.
 */
public final class QuietCheck {
    private final World world;

    public QuietCheck(World world) {
        this.world = world;
    }

    /** What is still owed; empty once all is at rest. */
    public List<String> owed() {
        List<String> owed = new ArrayList<>();
        Set<String> resting = new HashSet<>();
        for (int number = 0; number < ShardId.COUNT; number++) {
            Replica owner = owner(number, owed);
            if (owner != null) {
                orders(owner, owed, resting);
                standing(number, owner.state(), owed);
            }
        }
        world.nodes().forEach(node -> unread(node, owed));
        for (String id : world.venue().openIds()) {
            if (!resting.contains(id)) {
                owed.add("the venue has " + id + " open, and no order here rests under that name");
            }
        }
        return owed;
    }

    /** After everything came to rest: all replicas are equal. */
    public List<String> differences() {
        List<String> found = new ArrayList<>();
        for (int number = 0; number < ShardId.COUNT; number++) {
            if (shard(world.nodes().getFirst(), number).replica().state().accounts().isEmpty()) {
                continue;
            }
            Set<String> hashes = new HashSet<>();
            for (SimNode node : world.nodes()) {
                hashes.add(shard(node, number).replica().state().stateHash());
            }
            if (hashes.size() > 1) {
                found.add("nodes have " + hashes.size() + " states of shard " + number);
            }
        }
        return found;
    }

    private void unread(SimNode node, List<String> owed) {
        for (Shard shard : node.path().keeper().shards()) {
            int end = world.log().journal(shard.replica().shard().number()).size();
            if (shard.view().nextOffset() != end) {
                owed.add(node.name() + " has not read shard " + shard.replica().shard() + " to its end");
            }
        }
    }

    private Replica owner(int number, List<String> owed) {
        Replica found = null;
        for (SimNode node : world.nodes()) {
            Shard shard = shard(node, number);
            ClaimId claim = shard.replica().claim();
            if (shard.isLive() && claim != null && claim.node().equals(node.name())) {
                if (found != null) {
                    owed.add("shard " + number + " has two live owners");
                }
                found = shard.replica();
            }
        }
        if (found == null) {
            owed.add("shard " + number + " has no live owner");
        }
        return found;
    }

    private void orders(Replica owner, List<String> owed, Set<String> resting) {
        for (Order order : owner.state().book().open()) {
            boolean rests = order.status() == OrderStatus.WORKING
                || order.status() == OrderStatus.PARTIALLY_FILLED;
            resting.add(order.venueClientId());
            if (!rests || !order.pending().isNone()) {
                owed.add(order.clOrdId() + " is " + order.status() + " with a pending "
                    + order.pending().kind() + " since " + order.changedAt());
            } else if (!world.venue().openIds().contains(order.venueClientId())) {
                owed.add(order.clOrdId() + " is " + order.status() + ", and the venue has it open no more");
            } else {
                compare(owner, order, owed);
            }
        }
        owner.state().book().endedButAsked().forEach(order ->
            owed.add(order.clOrdId() + " ended and its cancel was never answered"));
    }

    private void compare(Replica owner, Order order, List<String> owed) {
        Quantity theirs = world.venue().executed(order.venueClientId());
        Quantity ours = owner.state().book().fills(order.clOrdId()).stream()
            .filter(fill -> fill.venueOrderId().equals(order.venueOrderId()))
            .map(dev.holdfast.trading.order.Fill::quantity).reduce(Quantity.ZERO, Quantity::plus);
        if (!ours.equals(theirs)) {
            owed.add(order.clOrdId() + " has " + ours + " executed, the venue " + theirs);
        }
    }

    private void standing(int number, DeskState state, List<String> owed) {
        for (Flattening flattening : state.flattenings()) {
            if (state.tradingState(flattening.account()) != TradingState.HALTED) {
                owed.add("account " + flattening.account() + " is still being flattened");
            }
        }
        long consumed = state.nextSignalOffset(0);
        if (consumed < world.log().signals().size()) {
            owed.add("shard " + number + " consumed signals up to " + consumed + " of "
                + world.log().signals().size());
        }
    }

    private static Shard shard(SimNode node, int number) {
        return node.path().keeper().shard(new ShardId(number));
    }
}
