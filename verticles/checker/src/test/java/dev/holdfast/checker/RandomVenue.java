package dev.holdfast.checker;

import static dev.holdfast.checker.JournalBuilder.BTC;

import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A venue that does what it says, writes it into the ledger, and says it late, twice or never. */
final class RandomVenue {
    private final Random random;
    private final JournalChecker checker;
    private final Map<String, Resting> orders = new LinkedHashMap<>();
    private final List<DeskCommand> mail = new ArrayList<>();
    private int names;

    private static final class Resting {
        private String venueOrderId;
        private Order order;
        private BigDecimal quantity;
        private BigDecimal executed = BigDecimal.ZERO;
        private boolean ended;
        private final List<ExecutionReport> executions = new ArrayList<>();
    }

    RandomVenue(Random random, JournalChecker checker) {
        this.random = random;
        this.checker = checker;
    }

    /** Bytes arrive, or are lost on the way. */
    void receives(SendAttempted sent, Order order, Instant now) {
        if (random.nextInt(6) == 0) {
            return;
        }
        Resting resting = new Resting();
        resting.venueOrderId = "v" + ++names;
        resting.order = order;
        resting.quantity = sent.quantity().value();
        orders.put(sent.venueClientId(), resting);
        checker.takeLedger(new LedgerEntry.OrderAccepted(BTC, resting.venueOrderId, sent.venueClientId(),
            order.terms().side(), null, resting.quantity, now));
        says(report(sent.venueClientId(), resting, Kind.NEW, null, now));
        if (order.terms().type() == OrderType.MARKET) {
            trades(sent.venueClientId(), resting, resting.quantity, now);
        }
    }

    void cancels(String venueClientId, Instant now) {
        Resting resting = orders.get(venueClientId);
        if (resting != null && !resting.ended && random.nextInt(4) != 0) {
            resting.ended = true;
            checker.takeLedger(new LedgerEntry.Ended(BTC, resting.venueOrderId, venueClientId, now));
            says(report(venueClientId, resting, Kind.CANCELED, null, now));
        }
    }

    /** Some of one resting order trades. */
    void trades(Instant now) {
        List<String> live = orders.keySet().stream().filter(id -> !orders.get(id).ended).toList();
        if (!live.isEmpty()) {
            String id = live.get(random.nextInt(live.size()));
            Resting resting = orders.get(id);
            BigDecimal left = resting.quantity.subtract(resting.executed);
            trades(id, resting, random.nextBoolean() ? left : left.divide(BigDecimal.valueOf(2)), now);
        }
    }

    /** Null if nothing is on its way. */
    DeskCommand mail() {
        return mail.isEmpty() ? null : random.nextInt(5) == 0 ? mail.get(random.nextInt(mail.size()))
            : mail.remove(random.nextInt(mail.size()));
    }

    /** The truth about the current revision, for which enough time has passed. */
    TakeStatus answers(Order order, Instant now) {
        Resting resting = orders.get(order.venueClientId());
        return resting == null
            ? new TakeStatus(order.clOrdId(), order.venueClientId(), null, List.of(), "not at the venue")
            : new TakeStatus(order.clOrdId(), order.venueClientId(), report(order.venueClientId(), resting,
                resting.ended ? ended(resting) : Kind.NEW, null, now), List.copyOf(resting.executions), null);
    }

    private static Kind ended(Resting resting) {
        return resting.executed.compareTo(resting.quantity) == 0 ? Kind.TRADE : Kind.CANCELED;
    }

    private void trades(String id, Resting resting, BigDecimal quantity, Instant now) {
        String execId = "x" + ++names;
        Price price = resting.order.terms().limitPrice() == null ? Price.of("100")
            : resting.order.terms().limitPrice();
        BigDecimal fee = resting.order.terms().side() == Side.SELL ? new BigDecimal("0.01") : BigDecimal.ZERO;
        resting.executed = resting.executed.add(quantity);
        resting.ended = resting.executed.compareTo(resting.quantity) == 0;
        Fill fill = new Fill(execId, resting.venueOrderId, price, new Quantity(quantity), fee, "USDT", true,
            now);
        checker.takeLedger(new LedgerEntry.Executed(BTC, resting.venueOrderId, id, execId, price.value(),
            quantity, fee, now));
        ExecutionReport report = report(id, resting, Kind.TRADE, fill, now);
        resting.executions.add(report);
        says(report);
    }

    private ExecutionReport report(String id, Resting resting, Kind kind, Fill fill, Instant now) {
        return new ExecutionReport(id, resting.venueOrderId, BTC, kind, fill, new Quantity(resting.executed),
            null, now);
    }

    private void says(ExecutionReport report) {
        if (random.nextInt(10) != 0) {
            mail.add(new TakeReport(report));
        }
    }
}
