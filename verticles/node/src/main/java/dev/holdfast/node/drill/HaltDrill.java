package dev.holdfast.node.drill;

import dev.holdfast.node.drill.OrderClient.Pace;
import dev.holdfast.node.drill.OrderClient.Request;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ack;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The kill switch under load: what still goes out after it, how soon all is canceled, and a restart. */
final class HaltDrill {
    private static final Duration LOAD_BEFORE = Duration.ofSeconds(8);
    private static final Duration LOAD_AFTER = Duration.ofSeconds(4);
    private static final Duration COMMAND = Duration.ofSeconds(15);
    /** How long a request stays good at the venue; the nodes run with the default. */
    private static final long WINDOW_MILLIS = 1_000;
    private static final int RESTING_PER_SHARD = 5;

    private final DrillPlan plan;
    private final int rate;
    private final Consumer<String> tell;
    private final List<String> violations = new ArrayList<>();
    private long askedMillis;

    /**
     * How it ended; times in milliseconds from the request to halt.
     *
     * @param halted     until each shard's halt was durable
     * @param lastSend   until the venue took the last new order; negative if none came after the request
     * @param flat       until the venue had ended the last order
     * @param canceled   orders that the halt ended
     * @param violations what did not hold, a line each
     */
    record Result(Spread halted, long lastSend, long flat, int canceled, int orders,
                  DrillReport.Totals totals, List<String> violations, List<String> details) {
        boolean passed() {
            return totals.clean() && violations.isEmpty();
        }

        List<String> lines() {
            return List.of("halt durable on every shard after " + (halted == null ? "never" : halted.max()
                    + " ms (median " + halted.median() + ")"),
                "last new order at the venue " + lastSend + " ms, flat " + flat + " ms after the request",
                "orders " + orders + ", canceled by the halt " + canceled,
                "lost " + totals.lost() + "   duplicated " + totals.duplicated() + "   unresolved "
                    + totals.unresolved() + "   violations " + violations.size());
        }
    }

    HaltDrill(DrillPlan plan, int rate, Consumer<String> tell) {
        this.plan = plan;
        this.rate = rate;
        this.tell = tell;
    }

    Result run() throws IOException, InterruptedException {
        try (DrillSite site = DrillSite.open(plan, tell)) {
            OrderLoad load = new OrderLoad(site.member(), site.client(), plan.accounts().traders(),
                new Random());
            load.start(rate);
            rest(site);
            Thread.sleep(LOAD_BEFORE.toMillis());
            SortedMap<Integer, Long> halted = halt(site.member());
            Thread.sleep(LOAD_AFTER.toMillis());
            load.stop();
            if (!site.settle(tell)) {
                violations.add("orders are still open long after the halt");
            }
            restart(site);
            DrillProof proof = DrillProof.of(plan, site);
            site.floor().stopNodes();
            return result(load, halted, proof);
        }
    }

    /** Orders deep in the book that nothing but the halt ends. */
    private void rest(DrillSite site) {
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            for (int number = 0; number < RESTING_PER_SHARD; number++) {
                submit(site, OrderMix.resting(plan.accounts().probe(shard), "rest" + number,
                    site.member().quote()));
            }
        }
    }

    private static Future<OrderReply> submit(DrillSite site, SubmitOrder order) {
        return site.client().ask(new Request<>("submit", order.clOrdId(), order, Addresses::submitOrder,
            Pace.PATIENT));
    }

    private SortedMap<Integer, Long> halt(Member member) {
        SortedMap<Integer, Long> done = new ConcurrentSkipListMap<>();
        SetTradingState command = new SetTradingState(null, TradingState.HALTED, "drill", "drill");
        askedMillis = System.currentTimeMillis();
        List<CompletableFuture<Ack>> asked = new ArrayList<>();
        for (int number = 0; number < ShardId.COUNT; number++) {
            int shard = number;
            asked.add(member.router().request(new ShardId(shard), Addresses::setTradingState, command,
                COMMAND).onSuccess(ack -> done.put(shard, System.currentTimeMillis())).toCompletionStage()
                .toCompletableFuture());
        }
        try {
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .orTimeout(2 * COMMAND.toSeconds(), TimeUnit.SECONDS).join();
            tell.accept("halted on every shard");
        } catch (CompletionException e) {
            violations.add("the halt was not durable on every shard: " + e.getCause().getMessage());
        }
        return new TreeMap<>(done);
    }

    /** All nodes die at once; who comes back must still be halted. */
    private void restart(DrillSite site) throws IOException, InterruptedException {
        tell.accept("flat; killing and starting every node");
        site.leave();
        for (DrillProcess node : site.floor().nodes()) {
            node.kill();
        }
        for (DrillProcess node : site.floor().nodes()) {
            node.start();
        }
        for (DrillProcess node : site.floor().nodes()) {
            node.awaitReady(TradingFloor.START);
        }
        site.join();
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            OrderReply reply = submit(site, OrderMix.probe(plan.accounts().probe(shard), "after",
                site.member().quote())).toCompletionStage().toCompletableFuture().join();
            if (reply.status() != OrderStatus.DENIED) {
                violations.add("shard " + shard + " answers " + reply.status() + " after the restart");
            }
        }
    }

    private Result result(OrderLoad load, SortedMap<Integer, Long> halted, DrillProof proof) {
        LedgerCensus ledger = proof.ledger();
        JournalCensus journal = proof.journal();
        DrillCheck check = proof.check();
        violations.addAll(proof.violations());
        if (journal.haltedShards().size() < ShardId.COUNT) {
            violations.add("only shards " + journal.haltedShards() + " are halted in the journal");
        }
        ledger.accepted().forEach((venueId, times) -> checkTime(venueId, times.getLast(), halted));
        long last = ledger.accepted().values().stream().mapToLong(List::getLast).max().orElse(askedMillis);
        List<Long> ended = ledger.canceled().stream().filter(at -> at >= askedMillis).toList();
        return new Result(Spread.of(halted.values().stream().map(at -> at - askedMillis).toList()),
            last - askedMillis, ledger.lastChange() - askedMillis, ended.size(), load.sent(),
            check.totals(), violations, check.details());
    }

    private void checkTime(String venueId, long takenMillis, SortedMap<Integer, Long> halted) {
        int shard = ClOrdId.ofVenueId(venueId).shard().number();
        Long at = halted.get(shard);
        if (at != null && takenMillis > at + WINDOW_MILLIS) {
            violations.add("the venue took " + venueId + " " + (takenMillis - at) + " ms after the halt of"
                + " shard " + shard);
        }
    }
}
