package dev.holdfast.node.drill;

import dev.holdfast.checker.Expectations;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.wire.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A running floor with the drill's own member of its cluster and the client through which orders go. */
final class DrillSite implements AutoCloseable {
    /** The proof that an order never arrived takes twelve seconds after its window, and a newer session. */
    private static final Duration SETTLE = Duration.ofSeconds(180);
    /** From a start until every shard is owned and every node has its part. */
    private static final Duration WHOLE = Duration.ofSeconds(90);
    private static final Duration COMMAND = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 500;
    private static final int LOOKS_BETWEEN_CANCELS = 20;

    private final DrillPlan plan;
    private final TradingFloor floor;
    private final Duration engineBound;
    private final JournalChecker checker;
    private final ReplyLog replies;
    private Member member;
    private OrderClient client;

    private DrillSite(DrillPlan plan, Duration engineBound, TradingFloor floor) throws IOException {
        this.plan = plan;
        this.floor = floor;
        this.engineBound = engineBound;
        this.checker = new JournalChecker(Expectations.of(plan.instruments()).withLimits(plan.limits())
            .withEngineBound(engineBound).withSettleTime(Duration.ZERO));
        this.replies = new ReplyLog(plan.dir().resolve("replies.jsonl"), checker::takeReply);
    }

    /**
     * Starts all of it.
     *
     * @param nodeFlags further options of the nodes' JVMs
     */
    static DrillSite open(DrillPlan plan, Consumer<String> tell, String... nodeFlags)
            throws IOException, InterruptedException {
        return open(plan, AbsenceRule.ENGINE_BOUND, tell, nodeFlags);
    }

    /**
     * The same with a venue that may be stopped between letting an order in and executing it.
     *
     * @param engineBound the longest that this takes it, the stop included
     */
    static DrillSite open(DrillPlan plan, Duration engineBound, Consumer<String> tell, String... nodeFlags)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        DrillSite site = new DrillSite(plan, engineBound, new TradingFloor(plan, nodeFlags));
        try {
            site.floor.start();
            site.join();
            tell.accept("broker, venue and " + DrillPlan.NODES + " nodes are up and own their shards after "
                + (System.nanoTime() - begun) / 1_000_000 + " ms");
            return site;
        } catch (IOException | InterruptedException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    /** Joins the cluster, and waits until all shards have an owner and all nodes their part. */
    void join() throws InterruptedException {
        member = Member.join(plan.loadMember().node());
        client = new OrderClient(member, replies);
        long deadline = System.nanoTime() + WHOLE.toNanos();
        while (!member.isWhole()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("within " + WHOLE.toSeconds() + " s only "
                    + member.owningNodes() + " own shards; see " + plan.dir());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Leaves the cluster: where every node is to be restarted, nobody of the old one may be left. */
    void leave() {
        member.close();
        member = null;
    }

    TradingFloor floor() {
        return floor;
    }

    Member member() {
        return member;
    }

    OrderClient client() {
        return client;
    }

    /** The longest that the venue's engine takes over a request that it let in. */
    Duration engineBound() {
        return engineBound;
    }

    /** Has heard every durable reply; journal and ledger are given to it at the end. */
    JournalChecker checker() {
        return checker;
    }

    ReplyLog replies() {
        return replies;
    }

    /** Cancels what is open and waits until every order has ended; false if some have not in time. */
    boolean settle(Consumer<String> tell) throws InterruptedException {
        tell.accept("the load has stopped; waiting until every order has ended");
        long deadline = System.nanoTime() + SETTLE.toNanos();
        for (int look = 0; System.nanoTime() < deadline; look++) {
            int open = LiveShards.openOrders(LiveShards.states(member.bus()), ShardId.COUNT);
            if (client.waiting() == 0 && open == 0) {
                return true;
            }
            if (look % LOOKS_BETWEEN_CANCELS == 0) {
                tell.accept(client.waiting() + " commands without a reply, " + (open < 0 ? "some" : open)
                    + " orders open");
                if (client.waiting() == 0) {
                    cancelAll();
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        tell.accept("not settled within " + SETTLE.toSeconds() + " s");
        return false;
    }

    @Override
    public void close() {
        if (member != null) {
            member.close();
        }
        floor.close();
        try {
            replies.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cancelAll() {
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            member.router().request(new ShardId(shard), Addresses::cancelAll, new CancelAll(null, "drill"),
                COMMAND);
        }
    }
}
