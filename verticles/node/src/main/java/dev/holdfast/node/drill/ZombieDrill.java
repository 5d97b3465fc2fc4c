package dev.holdfast.node.drill;

import dev.holdfast.node.drill.OrderClient.Pace;
import dev.holdfast.node.drill.OrderClient.Request;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A zombie: an owner that is stopped, or cut off, with a journalled send in its hands, wakes up when others
 * have long taken its shard over, and finishes what it was doing. The venue must have the order at most once.
 */
final class ZombieDrill {
    /** Past the lease, the window of the request and the takeover. */
    private static final Duration HELD = Duration.ofSeconds(12);
    /** For a thread that is held while the network is cut: shorter than the lease, so that it does write. */
    private static final String HELD_THREAD_MILLIS = "600";
    private static final Duration REACHED = Duration.ofSeconds(20);
    private static final Duration TAKEN = Duration.ofSeconds(30);
    private static final long ANSWERED_SECONDS = 100;
    private static final long LOOK_MILLIS = 3;

    private final DrillPlan plan;
    private final Consumer<String> tell;
    private final List<String> violations = new ArrayList<>();

    /** Where the owner stops, and how. */
    enum Way {
        STOPPED_AFTER_APPEND("after-append", "zas", false),
        STOPPED_BEFORE_WRITE("before-write", "zbs", false),
        CUT_AFTER_APPEND("after-append", "zac", true), CUT_BEFORE_WRITE("before-write", "zbc", true);

        private final String place;
        private final String prefix;
        private final boolean cut;

        Way(String place, String prefix, boolean cut) {
            this.place = place;
            this.prefix = prefix;
            this.cut = cut;
        }

        String flag() {
            return place + ":" + prefix + ":" + (cut ? HELD_THREAD_MILLIS : "stop");
        }
    }

    /**
     * One zombie.
     *
     * @param takenOverMillis from the freeze until another node accepted orders for the shard
     * @param told            what the client was told in the end
     * @param venueOrders     how often the venue has it
     * @param lateRequests    requests of it that the venue saw after the zombie woke up, and refused
     */
    record Row(String way, String owner, String successor, long takenOverMillis, String told,
               int venueOrders, int lateRequests) {
    }

    /** How it ended. */
    record Result(List<Row> zombies, DrillReport.Totals totals, List<String> skipped,
                  List<String> violations, List<String> details) {
        boolean passed() {
            return totals.clean() && violations.isEmpty();
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            zombies.forEach(row -> lines.add(String.format("%-20s %s -> %s after %d ms; told %s; at the venue"
                + " %d times, refused late %d times", row.way(), row.owner(), row.successor(),
                row.takenOverMillis(), row.told(), row.venueOrders(), row.lateRequests())));
            lines.add("lost " + totals.lost() + "   duplicated " + totals.duplicated() + "   unresolved "
                + totals.unresolved() + "   violations " + violations.size()
                + (skipped.isEmpty() ? "" : "   skipped " + skipped));
            return lines;
        }
    }

    /** What is known before the ledger is read. */
    private record Seen(Way way, String owner, String successor, long takenOverMillis, long wokenMillis,
                        OrderReply reply) {
    }

    ZombieDrill(DrillPlan plan, Consumer<String> tell) {
        this.plan = plan;
        this.tell = tell;
    }

    Result run() throws IOException, InterruptedException {
        String flags = "-Ddrill.freeze=" + Arrays.stream(Way.values()).map(Way::flag)
            .collect(Collectors.joining(","));
        List<Seen> seen = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        try (DrillSite site = DrillSite.open(plan, tell, flags)) {
            for (Way way : Way.values()) {
                if (way.cut && !plan.network().canCut()) {
                    skipped.add(way + ": this user cannot have a network namespace");
                } else {
                    seen.add(raise(site, way));
                }
            }
            if (!site.settle(tell)) {
                violations.add("orders are still open at the end");
            }
            DrillProof proof = DrillProof.of(plan, site);
            site.floor().stopNodes();
            violations.addAll(proof.violations());
            return new Result(seen.stream().map(each -> row(each, proof.ledger())).toList(),
                proof.check().totals(), skipped, violations, proof.check().details());
        }
    }

    private Seen raise(DrillSite site, Way way) throws IOException, InterruptedException {
        int shard = way.ordinal();
        awaitSending(site, shard, way);
        SubmitOrder order = order(site, shard, way.prefix + "-1");
        CompletableFuture<OrderReply> reply = submit(site, order);
        int index = awaitFrozen(site.floor(), order.clOrdId().text());
        String owner = DrillPlan.nodeName(index);
        long frozenMillis = System.currentTimeMillis();
        if (way.cut) {
            site.floor().network().cut(index);
        }
        String successor = awaitSuccessor(site.member(), shard, owner);
        long takenMillis = System.currentTimeMillis();
        Thread.sleep(Math.max(0, frozenMillis + HELD.toMillis() - takenMillis));
        long wokenMillis = System.currentTimeMillis();
        if (way.cut) {
            site.floor().network().mend(index);
        } else {
            site.floor().node(index).thaw();
        }
        tell.accept(way + ": " + owner + " woke up; " + successor + " owns shard " + shard + " since "
            + (takenMillis - frozenMillis) + " ms after the freeze");
        Seen seen = new Seen(way, owner, successor, takenMillis - frozenMillis, wokenMillis, answer(reply));
        awaitWhole(site.member(), way);
        return seen;
    }

    /** An owner that has just come back may still wait for its market or venue, and then sends nothing. */
    private void awaitSending(DrillSite site, int shard, Way way) throws InterruptedException {
        long deadline = System.nanoTime() + TAKEN.toNanos();
        OrderReply reply = null;
        for (int number = 1; reply == null || reply.status() != OrderStatus.SUBMITTED; number++) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("shard " + shard + " sends no orders: " + reply);
            }
            Thread.sleep(LOOK_MILLIS);
            reply = answer(submit(site, order(site, shard, "ready-" + shard + "-" + number)));
            if (number == 1 && reply != null && reply.status() != OrderStatus.SUBMITTED) {
                tell.accept(way + ": " + site.member().ownerOf(shard) + " does not send yet: " + reply);
            }
        }
    }

    private SubmitOrder order(DrillSite site, int shard, String name) {
        return OrderMix.resting(plan.accounts().probe(shard), name, site.member().quote());
    }

    private static CompletableFuture<OrderReply> submit(DrillSite site, SubmitOrder order) {
        return site.client().ask(new Request<>("submit", order.clOrdId(), order, Addresses::submitOrder,
            Pace.PATIENT)).toCompletionStage().toCompletableFuture();
    }

    /** Which node it is: shards may still be going back to one that has just woken up. */
    private static int awaitFrozen(TradingFloor floor, String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + REACHED.toNanos();
        while (System.nanoTime() < deadline) {
            for (int index = 0; index < DrillPlan.NODES; index++) {
                if (floor.node(index).log().stream().anyMatch(line -> line.startsWith("frozen with " + id))) {
                    return index;
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("no node froze with " + id + " in hand");
    }

    private String awaitSuccessor(Member member, int shard, String owner) throws InterruptedException {
        long deadline = System.nanoTime() + TAKEN.toNanos();
        String now = member.ownerOf(shard);
        while (now == null || now.equals(owner)) {
            if (System.nanoTime() > deadline) {
                violations.add("nobody took shard " + shard + " over from " + owner);
                return "nobody";
            }
            Thread.sleep(LOOK_MILLIS);
            now = member.ownerOf(shard);
        }
        return now;
    }

    private OrderReply answer(CompletableFuture<OrderReply> reply) throws InterruptedException {
        try {
            return reply.get(ANSWERED_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            violations.add("the client never had a durable reply: " + e.getMessage());
            return null;
        }
    }

    private void awaitWhole(Member member, Way way) throws InterruptedException {
        long deadline = System.nanoTime() + 2 * TAKEN.toNanos();
        while (!member.isWhole()) {
            if (System.nanoTime() > deadline) {
                violations.add("after " + way + " only " + member.owningNodes() + " own shards");
                return;
            }
            Thread.sleep(100);
        }
    }

    private Row row(Seen seen, LedgerCensus ledger) {
        String id = seen.way().prefix + "-1";
        int orders = ledger.accepted().entrySet().stream().filter(each -> each.getKey().endsWith(id))
            .mapToInt(each -> each.getValue().size()).sum();
        if (orders > 1) {
            violations.add(seen.way() + ": the venue has the order " + orders + " times");
        }
        int late = (int) ledger.refused().entrySet().stream().filter(each -> each.getKey().endsWith(id))
            .flatMap(each -> each.getValue().stream()).filter(at -> at >= seen.wokenMillis()).count();
        return new Row(seen.way().name(), seen.owner(), seen.successor(), seen.takenOverMillis(),
            seen.reply() == null ? "nothing" : "" + seen.reply().status(), orders, late);
    }
}
