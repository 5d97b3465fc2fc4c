package dev.holdfast.checker;

import static dev.holdfast.checker.JournalBuilder.WINDOW;
import static dev.holdfast.checker.JournalBuilder.id;
import static dev.holdfast.trading.market.Side.BUY;
import static dev.holdfast.trading.market.Side.SELL;
import static java.util.Map.entry;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import dev.holdfast.wire.lease.LeaseRecord.NodeHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** For each invariant, journals that break it and nothing else, by what is wrong with them. */
final class BrokenJournals {
    private BrokenJournals() {
    }

    /** What is wrong, and what it breaks. */
    record Broken(Invariant invariant, Consumer<JournalBuilder> journal) {
    }

    static Map<String, Broken> all() {
        Map<String, Broken> all = new LinkedHashMap<>();
        log().forEach((what, journal) -> all.put(what, breaks(Invariant.CLAIMS, journal)));
        all.putAll(orders());
        all.putAll(intents());
        all.putAll(risk());
        sends().forEach((what, journal) -> all.put(what, breaks(Invariant.SENDS, journal)));
        all.putAll(ledger());
        return all;
    }

    private static Map<String, Consumer<JournalBuilder>> log() {
        return Map.ofEntries(
            entry("a hole in the log", journal -> journal.skipsOffset().trades("a", "1", BUY, "1", "100")),
            entry("time runs backwards", journal -> journal.decides(journal.created("a", BUY, "1", "100"),
                journal.sent("a", "1", "100")).decides(journal.accepted("a", "1",
                    journal.now().minusMillis(1)))
                .venueAccepts("a", "1", BUY, "1", "100")),
            entry("claims of two topics",
                journal -> journal.record(new ShardClaimed(journal.claim(), "node-2",
                "inc", new LogIdentity("another", 16), journal.tick()))),
            entry("a new owner sends before calling what was in flight unknown", journal -> journal
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"))
                .claims("node-2").trades("b", "2", BUY, "1", "100")));
    }

    private static Map<String, Broken> orders() {
        return Map.ofEntries(
            entry("more filled than asked, and nobody says so", breaks(Invariant.QUANTITY, journal -> journal
                .trades("a", "1", BUY, "1", "100").venueFills("a", "1", "again", "0.5", "100")
                .decides(journal.filled("a", "1", "again", "0.5", "100")))),
            entry("called filled with fills missing", breaks(Invariant.QUANTITY, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.unknown("a")).decides(new StatusReported(
                    id("a"), OrderStatus.FILLED, "1", "asked", journal.tick())))),
            entry("one execution twice", breaks(Invariant.ONCE, journal -> journal
                .works("a", "1", BUY, "2", "100").venueFills("a", "1", "x", "1", "100")
                .decides(journal.filled("a", "1", "x", "1", "100"))
                .decides(journal.filled("a", "1", "x", "1", "100")))),
            entry("an ended order is canceled", breaks(Invariant.TABLE, journal -> journal
                .trades("a", "1", BUY, "1", "100")
                .decides(new CancelConfirmed(id("a"), journal.tick())))),
            entry("two venue orders for one revision", breaks(Invariant.ONE_VENUE_ORDER, journal -> journal
                .works("a", "1", BUY, "1", "100").venueAccepts("a", "2", BUY, "1", "100"))),
            entry("one venue order for two orders", breaks(Invariant.ONE_VENUE_ORDER, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.created("b", BUY, "1", "100"),
                    journal.sent("b", "1", "100")).decides(journal.accepted("b", "1")))));
    }

    private static Map<String, Broken> intents() {
        return Map.ofEntries(
            entry("sent without being created", breaks(Invariant.INTENT, journal ->
                journal.decides(journal.sent("a", "1", "100")))),
            entry("sent twice", breaks(Invariant.INTENT, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.sent("a", "1", "100")))),
            entry("more sent than approved", breaks(Invariant.INTENT, journal -> journal
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "2", "100")))),
            entry("a new revision for the whole quantity", breaks(Invariant.INTENT, journal -> journal
                .works("a", "1", BUY, "2", "100").venueFills("a", "1", "x", "1", "100")
                .decides(journal.filled("a", "1", "x", "1", "100"))
                .decides(new ReplaceRequested(id("a"), Quantity.of("3"), Price.of("99"), "ann",
                    journal.tick()))
                .decides(new OrderReplaced(id("a"), Quantity.of("3"), Price.of("99"), journal.tick()),
                    journal.sent("a", 2, "3", "99", WINDOW)))),
            entry("created and forgotten", breaks(Invariant.NONE_LOST, journal ->
                journal.decides(journal.created("a", BUY, "1", "100")))),
            entry("left UNKNOWN without evidence", breaks(Invariant.EVIDENCE, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.unknown("a")).decides(new StatusReported(
                    id("a"), OrderStatus.CANCELED, "1", " ", journal.tick())))),
            entry("a fill whose order has no origin", breaks(Invariant.CAUSE, journal -> journal
                .decides(journal.created("a", BUY, "1", "100", Origin.signal("trend", null)),
                    journal.sent("a", "1", "100")).venueAccepts("a", "1", BUY, "1", "100")
                .venueFills("a", "1", "x", "1", "100")
                .decides(journal.filled("a", "1", "x", "1", "100")))));
    }

    private static Map<String, Broken> risk() {
        return Map.ofEntries(
            entry("sent while halted", breaks(Invariant.HALT, journal -> journal
                .decides(journal.state(TradingState.HALTED))
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"),
                    journal.cancel("a")))),
            entry("a halt leaves an order alone", breaks(Invariant.HALT, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.state(TradingState.HALTED)))),
            entry("taken by the venue long after the halt", breaks(Invariant.HALT, journal -> {
                journal.decides(journal.created("a", BUY, "1", "100"),
                    journal.sent("a", 1, "1", "100", Duration.ofSeconds(60)));
                journal.decides(journal.state(TradingState.HALTED), journal.cancel("a"));
                journal.passes(Duration.ofSeconds(30)).venueAccepts("a", "1", BUY, "1", "100");
            })),
            entry("a position grows under reduce-only", breaks(Invariant.REDUCE_ONLY, journal -> journal
                .decides(journal.state(TradingState.REDUCE_ONLY)).trades("a", "1", BUY, "1", "100"))),
            entry("two closing orders flip the position", breaks(Invariant.REDUCE_ONLY, journal -> journal
                .trades("a", "1", BUY, "1", "100").decides(journal.state(TradingState.REDUCE_ONLY))
                .works("b", "2", SELL, "1", "100").works("c", "3", SELL, "0.5", "100"))),
            entry("more reserved than there is", breaks(Invariant.EXPOSURE, journal -> journal
                .works("a", "1", BUY, "60", "100").works("b", "2", BUY, "60", "100"))),
            entry("sold what is not held", breaks(Invariant.EXPOSURE, journal ->
                journal.works("a", "1", SELL, "1", "100"))),
            entry("a larger position than the limit", breaks(Invariant.EXPOSURE, journal ->
                journal.works("a", "1", BUY, "90", "100"))),
            entry("a reservation that was never released", breaks(Invariant.EXPOSURE, journal -> journal
                .works("a", "1", BUY, "60", "100").decides(journal.cancel("a"))
                .decides(new CancelConfirmed(id("a"), journal.tick()))
                .decides(journal.created("b", BUY, "60", "100"), new OrderDenied(id("b"),
                    DenialReason.BUYING_POWER, "needs 6000, free cash is 4000", journal.tick())))),
            entry("signals consumed twice", breaks(Invariant.INPUT, journal -> journal
                .decides(new SignalsConsumed(0, 9, journal.tick()))
                .decides(new SignalsConsumed(0, 4, journal.tick())))));
    }

    private static Map<String, Consumer<JournalBuilder>> sends() {
        return Map.ofEntries(
            entry("accepted after its time", journal -> {
                journal.decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"));
                journal.passes(Duration.ofSeconds(12)).venueAccepts("a", "1", BUY, "1", "100")
                    .decides(journal.accepted("a", "1"));
            }),
            entry("proven absent, and there", journal -> journal
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"))
                .venueAccepts("a", "1", BUY, "1", "100").decides(journal.unknown("a"))
                .decides(new ProvenAbsent(id("a"), "not at the venue", journal.tick()))),
            entry("withheld, and there", journal -> journal
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"))
                .venueAccepts("a", "1", BUY, "1", "100")
                .decides(new SendWithheld(id("a"), "halted", journal.tick()))),
            entry("withheld by another claim", journal -> journal
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"))
                .claims("node-2").decides(new SendWithheld(id("a"), "deposed", journal.tick()))),
            entry("sent by a deposed owner", journal -> {
                ClaimId deposed = journal.claim();
                journal.claims("node-2").record(new DecisionMade(deposed, 1, List.of(
                    journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"))))
                    .venueAccepts("a", "1", BUY, "1", "100");
            }),
            entry("sent by a node in a minority", journal -> {
                journal.checker.takeLease(beat(journal.now()));
                journal.works("a", "1", BUY, "1", "100").checker.takeLease(beat(journal.tick()));
            }),
            entry("two nodes act as the holder of one duty", journal -> {
                journal.checker.takeAct("feed", 7, "node-1");
                journal.checker.takeAct("feed", 9, "node-2");
                journal.checker.takeAct("feed", 7, "node-1");
            }),
            entry("a reply of what never was", journal -> journal.trades("a", "1", BUY, "1", "100").checker
                .takeReply(new OrderReply(id("a"), OrderStatus.REJECTED, null, false))),
            entry("a reply about an order that the journal does not have", journal -> journal.checker
                .takeReply(new OrderReply(id("a"), OrderStatus.SUBMITTED, null, false))));
    }

    private static Map<String, Broken> ledger() {
        return Map.ofEntries(
            entry("a venue order of nobody", breaks(Invariant.MAPPED, journal ->
                journal.venueAccepts("web_1", "9", BUY, List.of("1", "100")))),
            entry("an execution only the venue has", breaks(Invariant.RECONCILED, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.cancel("a"))
                .decides(new CancelConfirmed(id("a"), journal.tick()))
                .venueFills("a", "1", "x", "1", "100"))),
            entry("an execution only we have", breaks(Invariant.RECONCILED, journal -> journal
                .works("a", "1", BUY, "1", "100").decides(journal.filled("a", "1", "x", "1", "100")))),
            entry("another price than the venue's", breaks(Invariant.RECONCILED, journal -> journal
                .works("a", "1", BUY, "1", "100").venueFills("a", "1", "x", "1", "99")
                .decides(journal.filled("a", "1", "x", "1", "100")))),
            entry("a venue order only we have", breaks(Invariant.RECONCILED, journal -> journal
                .decides(journal.created("a", BUY, "1", "100"), journal.sent("a", "1", "100"))
                .decides(journal.accepted("a", "1")))),
            entry("a difference closed that was never found", breaks(Invariant.RECONCILED, journal -> journal
                .decides(new BreakClosed("executions.x", BreakDisposition.VANISHED, "gone", "ann",
                    journal.tick())))));
    }

    private static Broken breaks(Invariant invariant, Consumer<JournalBuilder> journal) {
        return new Broken(invariant, journal);
    }

    private static NodeHeartbeat beat(Instant at) {
        return new NodeHeartbeat("node-1", "inc-node-1", 1, "m", "h:1", List.of("execution"), false, true,
            at);
    }
}
