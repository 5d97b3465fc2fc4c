package dev.holdfast.simulation.client;

import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.simulation.node.SimNode;
import dev.holdfast.simulation.node.World;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.message.ShardOwned;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings a client's command to the owner of its shard, as the router on the bus does: what was certainly not
 * done is tried again until the deadline, what may have been done never is.
 */
final class Router {
    private static final long DEADLINE = 2 * Scene.SECOND;
    private static final long AGAIN = 100 * Scene.MILLI;

    private final World world;
    private final Map<Integer, ShardOwned> owners = new HashMap<>();

    /** What became of a command. */
    enum Fate { DONE, NOT_DONE, NOT_KNOWN }

    /** Tells its sender, once. */
    private static final class Errand {
        private final ShardId shard;
        private final DeskCommand command;
        private final long deadline;
        private final Consumer<Fate> answer;
        private boolean over;

        Errand(ShardId shard, DeskCommand command, long deadline, Consumer<Fate> answer) {
            this.shard = shard;
            this.command = command;
            this.deadline = deadline;
            this.answer = answer;
        }

        void end(Fate fate) {
            if (!over) {
                over = true;
                answer.accept(fate);
            }
        }
    }

    Router(World world) {
        this.world = world;
        world.onOwned(this::onOwned);
    }

    void request(ShardId shard, DeskCommand command, Consumer<Fate> answer) {
        Errand errand = new Errand(shard, command, world.scene().now() + DEADLINE, answer);
        world.scene().queue().at(errand.deadline, () -> errand.end(Fate.NOT_KNOWN));
        attempt(errand, null);
    }

    private void attempt(Errand errand, String named) {
        if (errand.over) {
            return;
        }
        ShardOwned owned = owners.get(errand.shard.number());
        String to = named != null ? named : owned == null ? null : owned.claim().node();
        SimNode node = to == null ? null : node(to);
        if (node == null || !node.isUp()) {
            again(errand);
            return;
        }
        world.mail().send(() -> node.handle(errand.shard, errand.command, (reply, failure) ->
            world.mail().send(() -> onAnswer(errand, to, reply, failure))));
    }

    private void onAnswer(Errand errand, String asked, OrderReply reply, Throwable failure) {
        if (failure == null) {
            errand.end(reply != null && reply.problem() != null ? Fate.NOT_DONE : Fate.DONE);
            return;
        }
        Refusal.Kind kind = failure instanceof Refusal refusal ? refusal.kind() : Refusal.Kind.FAILED;
        switch (kind) {
            case NOT_OWNER -> {
                String owner = failure.getMessage();
                if (owner.isEmpty() || owner.equals(asked)) {
                    again(errand);
                } else {
                    attempt(errand, owner);
                }
            }
            case UNAVAILABLE, NO_HANDLER -> again(errand);
            case FAILED, MALFORMED -> world.judge().broken("a node could not decide " + errand.command + ": "
                + failure);
            case OUTCOME_UNKNOWN, NO_ANSWER -> errand.end(Fate.NOT_KNOWN);
        }
    }

    private void again(Errand errand) {
        world.scene().queue().after(AGAIN, () -> attempt(errand, null));
    }

    private SimNode node(String name) {
        for (SimNode node : world.nodes()) {
            if (node.name().equals(name)) {
                return node;
            }
        }
        return null;
    }

    private void onOwned(ShardOwned told) {
        owners.merge(told.shard(), told, (known, next) ->
            next.claim().offset() < known.claim().offset() ? known : next);
    }
}
