package dev.holdfast.persistence;

import dev.holdfast.persistence.fold.FoldedDecision;
import dev.holdfast.persistence.fold.JournalFold;
import dev.holdfast.persistence.store.Item;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decisions as an execution shard would journal them. */
public final class Days {
    public static final AccountId ACCOUNT = new AccountId("alpha");
    public static final ShardId SHARD = ShardId.of(ACCOUNT);
    public static final ClaimId CLAIM = new ClaimId(0, "n1", "i1");
    public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    public static final Instrument BTC = new Instrument(new InstrumentId("BTCUSDT"), "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("100"), Money.of("5"));
    public static final Map<InstrumentId, Instrument> INSTRUMENTS = Map.of(BTC.id(), BTC);

    /** Round trips after which the first is not loaded any more at a start. */
    public static final int MANY = 150;

    private Days() {
    }

    /**
     * An opened account, then round trips of one BTC bought at 100 in two fills and sold at 110 and 95 in
     * turn (fees 0.1 a fill), a resting order with a busted and a corrected fill, and a halt.
     */
    public static List<List<DeskEvent>> decisions(int roundTrips) {
        List<List<DeskEvent>> all = new ArrayList<>();
        all.add(List.of(new AccountOpened(ACCOUNT, Money.of("100000"), "USDT", START)));
        for (int trip = 0; trip < roundTrips; trip++) {
            Instant at = START.plusSeconds(60L * trip + 1);
            all.addAll(trade("buy" + trip, Side.BUY, "100", at));
            all.addAll(trade("sell" + trip, Side.SELL, trip % 2 == 0 ? "110" : "95", at.plusSeconds(30)));
        }
        Instant late = START.plusSeconds(60L * roundTrips + 100);
        all.addAll(restingOrder(late));
        all.add(List.of(new SignalsConsumed(2, 17, late), new FlattenRequested(ACCOUNT, "anna", late)));
        all.add(List.of(
            new BreakFound("b1", BreakKind.POSITION, "BTC", "1", "0.9", late),
            new BreakFound("b2", BreakKind.EXECUTIONS, "resting", "1", "2", late),
            new BreakClosed("b1", BreakDisposition.VANISHED, "gone at the next look", "system", late)));
        all.add(List.of(new TradingStateChanged(ACCOUNT, TradingState.HALTED, "drill\0", "anna", late)));
        return all;
    }

    /** An order of one BTC, created, sent, accepted, and filled in two halves. */
    public static List<List<DeskEvent>> trade(String name, Side side, String price, Instant at) {
        ClOrdId id = ClOrdId.chosen(ACCOUNT, name);
        return List.of(opening(id, side, at), List.of(new OrderAccepted(id, "v-" + name, at, at)),
            List.of(new OrderFilled(id, fill(name + "-1", price, "0.5", at), at)),
            List.of(new OrderFilled(id, fill(name + "-2", price, "0.5", at), at)));
    }

    /** The venue takes the first fill of an order back that {@link #trade} made. */
    public static List<DeskEvent> bust(String name) {
        return List.of(new FillBusted(ClOrdId.chosen(ACCOUNT, name), name + "-1", START));
    }

    /** The decisions as items of shard {@link #SHARD}, the first at journal offset 1 behind the claim. */
    public static List<Item> items(JournalFold fold, List<List<DeskEvent>> decisions, int from) {
        List<Item> items = new ArrayList<>();
        for (int seq = from; seq < decisions.size(); seq++) {
            ShardPosition after = new ShardPosition(seq + 2, CLAIM, seq + 1);
            FoldedDecision folded = fold.fold(SHARD, decisions.get(seq), after);
            items.add(new Item.Decided(folded));
        }
        return items;
    }

    private static List<List<DeskEvent>> restingOrder(Instant at) {
        ClOrdId id = ClOrdId.chosen(ACCOUNT, "resting");
        return List.of(opening(id, Side.BUY, at),
            List.of(new OrderFilled(id, fill("r1", "100", "0.2", at), at),
                new OrderFilled(id, fill("r2", "100", "0.3", at), at)),
            List.of(new FillBusted(id, "r1", at), new FillCorrected(id, fill("r2", "99", "0.25", at), at)),
            List.of(new CancelRequested(id, "anna", at)));
    }

    private static List<DeskEvent> opening(ClOrdId id, Side side, Instant at) {
        OrderTerms terms = new OrderTerms(id, ACCOUNT, BTC.id(), side, OrderType.LIMIT, TimeInForce.GTC,
            Quantity.of("1"), Price.of("120"), Price.of("120"), Origin.signal("trend", "sig-" + id), at);
        return List.of(new OrderCreated(id, terms, at), new SendAttempted(id, 1, id.venueId(1),
            Quantity.of("1"), Price.of("120"), at, at.plusSeconds(1), "s1", at));
    }

    private static Fill fill(String execId, String price, String quantity, Instant at) {
        return new Fill(execId, "v", Price.of(price), Quantity.of(quantity), new BigDecimal("0.1"), "USDT",
            false, at.plusNanos(123_456_789));
    }
}
