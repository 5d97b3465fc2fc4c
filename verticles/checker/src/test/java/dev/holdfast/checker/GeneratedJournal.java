package dev.holdfast.checker;

import static dev.holdfast.checker.JournalBuilder.BTC;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes a long clean journal over all shards and the ledger to it, as {@code verify} reads them. Of four
 * orders two buy and two sell, in two fills each; every fifth order is canceled after the first fill.
 */
final class GeneratedJournal {
    private static final String QUANTITY = "0.002";
    private static final String HALF = "0.001";
    private static final Price PRICE = Price.of("60000.12");
    private static final BigDecimal FEE = new BigDecimal("0.06");

    private final BufferedWriter journal;
    private final BufferedWriter ledger;
    private final AccountId[] accounts = new AccountId[ShardId.COUNT];
    private final long[] offsets = new long[ShardId.COUNT];
    private Instant now = Instant.parse("2024-08-08T00:00:00Z");
    private long events;
    private long venueOrders;
    private long trades;

    /** One line of the journal's file. */
    record Line(int shard, long offset, JournalRecord record) {
    }

    private GeneratedJournal(BufferedWriter journal, BufferedWriter ledger) {
        this.journal = journal;
        this.ledger = ledger;
        for (int i = 0, found = 0; found < accounts.length; i++) {
            AccountId account = new AccountId("account-" + i);
            int shard = ShardId.of(account).number();
            found += accounts[shard] == null ? 1 : 0;
            accounts[shard] = accounts[shard] == null ? account : accounts[shard];
        }
    }

    /** At least so many events. */
    static void write(Path journalFile, Path ledgerFile, long atLeast) throws IOException {
        try (BufferedWriter journal = Files.newBufferedWriter(journalFile);
             BufferedWriter ledger = Files.newBufferedWriter(ledgerFile)) {
            GeneratedJournal generated = new GeneratedJournal(journal, ledger);
            generated.open();
            for (long i = 0; generated.events < atLeast; i++) {
                generated.order(i);
            }
        }
    }

    private void open() throws IOException {
        for (int shard = 0; shard < accounts.length; shard++) {
            line(shard, new ShardClaimed(null, "node-1", "a1b2c3", JournalBuilder.LOG, tick()));
            decide(shard, new AccountOpened(accounts[shard], Money.of("1000000000"), "USDT", tick()));
        }
    }

    private void order(long number) throws IOException {
        int shard = (int) (number % accounts.length);
        Side side = number / accounts.length % 2 == 0 ? Side.BUY : Side.SELL;
        boolean canceled = number % 5 == 0 && side == Side.SELL;
        ClOrdId id = ClOrdId.derived(accounts[shard], "generated", Long.toString(number));
        String venueId = Long.toString(++venueOrders);
        OrderTerms terms = new OrderTerms(id, accounts[shard], BTC, side, OrderType.LIMIT, TimeInForce.GTC,
            Quantity.of(QUANTITY), PRICE, PRICE, Origin.signal("trend", "trend|BTCUSDT|" + number), tick());
        decide(shard, new OrderCreated(id, terms, now), new SendAttempted(id, 1, id.venueId(1),
            terms.quantity(), PRICE, now, now.plus(JournalBuilder.WINDOW), "session-1", now));
        ledger("ACCEPTED", id, venueId, "\"side\":\"" + side + "\",\"price\":\"60000.12\",\"quantity\":\""
            + QUANTITY + "\"");
        decide(shard, new OrderAccepted(id, venueId, tick(), now));
        fill(shard, id, venueId);
        if (canceled) {
            decide(shard, new CancelRequested(id, "ann", tick()));
            ledger("CANCELED", id, venueId, "\"side\":\"" + side + "\"");
            decide(shard, new CancelConfirmed(id, tick()));
        } else {
            fill(shard, id, venueId);
        }
    }

    private void fill(int shard, ClOrdId id, String venueId) throws IOException {
        long trade = ++trades;
        ledger("FILL", id, venueId, "\"side\":\"BUY\",\"tradeId\":" + trade + ",\"price\":\"60000.12\","
            + "\"quantity\":\"" + HALF + "\",\"commission\":\"" + FEE + "\"");
        decide(shard, new OrderFilled(id, new Fill("BTCUSDT-" + trade, venueId, PRICE, Quantity.of(HALF), FEE,
            "USDT", false, tick()), now));
    }

    private Instant tick() {
        now = now.plusMillis(1);
        return now;
    }

    private void decide(int shard, DeskEvent... decided) throws IOException {
        events += decided.length;
        long seq = offsets[shard] - 1;
        line(shard, new DecisionMade(new ClaimId(0, "node-1", "a1b2c3"), seq, List.of(decided)));
    }

    private void line(int shard, JournalRecord record) throws IOException {
        journal.write(Json.text(new Line(shard, offsets[shard]++, record)));
        journal.newLine();
    }

    private void ledger(String kind, ClOrdId id, String venueId, String more) throws IOException {
        ledger.write("{\"time\":" + tick().toEpochMilli() + ",\"kind\":\"" + kind
            + "\",\"symbol\":\"BTCUSDT\",\"orderId\":" + venueId
            + ",\"clientOrderId\":\"" + id + "\"," + more + "}");
        ledger.newLine();
    }
}
