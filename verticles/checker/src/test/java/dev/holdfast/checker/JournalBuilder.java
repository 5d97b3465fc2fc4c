package dev.holdfast.checker;

import dev.holdfast.resilience.lease.ClaimId;
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
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes a small journal and ledger, straight into a checker. Each event is 100 ms after the last. */
final class JournalBuilder {
    static final AccountId TREND = new AccountId("trend");
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    static final Map<InstrumentId, Instrument> INSTRUMENTS = Map.of(BTC, new Instrument(BTC, "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.00001"), Quantity.of("0.00001"), Quantity.of("9000"),
            Money.of("5")));
    static final int SHARD = ShardId.of(TREND).number();
    static final LogIdentity LOG = new LogIdentity("topic", 16);
    static final Duration WINDOW = Duration.ofSeconds(1);

    final JournalChecker checker;
    private Instant now = Instant.parse("2024-08-08T00:00:00Z");
    private ClaimId claim;
    private long seq;
    private long offset;

    JournalBuilder(JournalChecker checker) {
        this.checker = checker;
    }

    /** An owner and an account with 10,000. */
    static JournalBuilder opened(JournalChecker checker) {
        JournalBuilder journal = new JournalBuilder(checker);
        journal.claims("node-1");
        journal.decides(new AccountOpened(TREND, Money.of("10000"), "USDT", journal.now()));
        return journal;
    }

    Instant now() {
        return now;
    }

    Instant tick() {
        now = now.plusMillis(100);
        return now;
    }

    JournalBuilder passes(Duration time) {
        now = now.plus(time);
        return this;
    }

    ClaimId claim() {
        return claim;
    }

    long offset() {
        return offset;
    }

    JournalBuilder claims(String node) {
        long at = offset;
        record(new ShardClaimed(claim, node, "inc-" + node, LOG, tick()));
        claim = new ClaimId(at, node, "inc-" + node);
        seq = 0;
        return this;
    }

    JournalBuilder decides(DeskEvent... events) {
        record(new DecisionMade(claim, seq++, List.of(events)));
        return this;
    }

    JournalBuilder record(JournalRecord record) {
        checker.take(SHARD, offset++, record);
        return this;
    }

    JournalBuilder skipsOffset() {
        offset++;
        return this;
    }

    static ClOrdId id(String name) {
        return ClOrdId.chosen(TREND, name);
    }

    OrderCreated created(String name, Side side, String quantity, String price) {
        return created(name, side, quantity, price, Origin.manual("ann"));
    }

    OrderCreated created(String name, Side side, String quantity, String price, Origin origin) {
        return new OrderCreated(id(name), new OrderTerms(id(name), TREND, BTC, side, OrderType.LIMIT,
            TimeInForce.GTC, Quantity.of(quantity), Price.of(price), Price.of(price), origin, tick()), now);
    }

    SendAttempted sent(String name, String quantity, String price) {
        return sent(name, 1, quantity, price, WINDOW);
    }

    SendAttempted sent(String name, int revision, String quantity, String price, Duration window) {
        return new SendAttempted(id(name), revision, id(name).venueId(revision), Quantity.of(quantity),
            Price.of(price), tick(), now.plus(window), "session-1", now);
    }

    OrderAccepted accepted(String name, String venueOrderId) {
        return accepted(name, venueOrderId, tick());
    }

    OrderAccepted accepted(String name, String venueOrderId, Instant at) {
        return new OrderAccepted(id(name), venueOrderId, at, at);
    }

    OrderFilled filled(String name, String venueOrderId, String execId, String quantity, String price) {
        return new OrderFilled(id(name), new Fill(execId, venueOrderId, Price.of(price),
            Quantity.of(quantity),
            new BigDecimal("0.1"), "USDT", false, tick()), now);
    }

    CancelRequested cancel(String name) {
        return new CancelRequested(id(name), "ann", tick());
    }

    OutcomeUnknown unknown(String name) {
        return new OutcomeUnknown(id(name), "timeout", tick());
    }

    TradingStateChanged state(TradingState state) {
        return new TradingStateChanged(TREND, state, "drawdown", "risk", tick());
    }

    /** Created, sent and accepted by the venue, in the ledger as well. */
    JournalBuilder works(String name, String venueOrderId, Side side, String quantity, String price) {
        decides(created(name, side, quantity, price), sent(name, quantity, price));
        venueAccepts(name, venueOrderId, side, quantity, price);
        return decides(accepted(name, venueOrderId));
    }

    /** Works and is filled at once. */
    JournalBuilder trades(String name, String venueOrderId, Side side, String quantity, String price) {
        works(name, venueOrderId, side, quantity, price);
        venueFills(name, venueOrderId, "x" + venueOrderId, quantity, price);
        return decides(filled(name, venueOrderId, "x" + venueOrderId, quantity, price));
    }

    JournalBuilder venueAccepts(String name, String venueOrderId, Side side, String quantity, String price) {
        return venueAccepts(id(name).text(), venueOrderId, side, List.of(quantity, price));
    }

    JournalBuilder venueAccepts(String clientId, String venueOrderId, Side side, List<String> terms) {
        checker.takeLedger(new LedgerEntry.OrderAccepted(BTC, venueOrderId, clientId, side,
            new BigDecimal(terms.get(1)), new BigDecimal(terms.get(0)), tick()));
        return this;
    }

    JournalBuilder venueFills(String name, String venueOrderId, String execId, String quantity, String
        price) {
        checker.takeLedger(new LedgerEntry.Executed(BTC, venueOrderId, id(name).text(), execId,
            new BigDecimal(price), new BigDecimal(quantity), new BigDecimal("0.10"), tick()));
        return this;
    }
}
