package dev.holdfast.node.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.resilience.lease.ClaimId;
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
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of harm is made on purpose and must be found. */
class DrillCheckTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Instant AT = Instant.parse("2024-08-08T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("trader-1");
    private static final int SHARD = ShardId.of(ACCOUNT).number();
    private static final ClaimId CLAIM = new ClaimId(0, "node-1", "a");
    private static final ClOrdId ID = ClOrdId.chosen(ACCOUNT, "o1");

    private final JournalCensus journal = new JournalCensus(List.of(SHARD), Map.of(), Map.of());
    private final LedgerCensus ledger = new LedgerCensus();
    private final Map<ClOrdId, OrderStatus> told = new HashMap<>();
    private long offset;

    DrillCheckTest() {
        journal.count(SHARD, offset++, new ShardClaimed(null, "node-1", "a", new LogIdentity("t", 16), AT));
        journalHas(new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", AT));
    }

    @Test
    void findsNothingWhereAllAgrees() throws JsonProcessingException {
        sent();
        journalHas(new OrderAccepted(ID, "77", AT, AT));
        journalHas(new CancelRequested(ID, "drill", AT));
        journalHas(new CancelConfirmed(ID, AT));
        ledgerHas("ACCEPTED", AT);
        told.put(ID, OrderStatus.SUBMITTED);
        assertThat(check().details()).isEmpty();
        assertThat(check().violations()).isEmpty();
    }

    @Test
    void countsAnOrderThatSomebodyWasToldOfAndTheJournalHasNotAsLost() {
        told.put(ID, OrderStatus.SUBMITTED);
        assertThat(check().totals()).isEqualTo(new DrillReport.Totals(1, 0, 0));
    }

    @Test
    void countsAVenueOrderWithoutASendAsLost() throws JsonProcessingException {
        ledgerHas("ACCEPTED", AT);
        assertThat(check().totals()).isEqualTo(new DrillReport.Totals(1, 0, 0));
    }

    @Test
    void countsAVenueOrderThatIsThereTwiceAsDuplicated() throws JsonProcessingException {
        sent();
        ledgerHas("ACCEPTED", AT);
        ledgerHas("ACCEPTED", AT);
        assertThat(check().totals().duplicated()).isEqualTo(1);
    }

    @Test
    void countsAnOrderUnderWayAtTheEndAsUnresolved() {
        sent();
        assertThat(check().totals()).isEqualTo(new DrillReport.Totals(0, 0, 1));
    }

    @Test
    void countsACommandThatNeverHadAReplyAsUnresolved() {
        DrillCheck check = new DrillCheck(journal, ledger, told, 3, BOUND);
        assertThat(check.totals()).isEqualTo(new DrillReport.Totals(0, 0, 3));
        assertThat(check.details()).hasSize(1);
    }

    @Test
    void findsAnOrderThatTheVenueTookLongAfterItsWindow() throws JsonProcessingException {
        sent();
        ledgerHas("ACCEPTED", AT.plusSeconds(11));
        assertThat(check().violations()).isEmpty();
        LedgerCensus later = new LedgerCensus();
        later.count(Json.mapper().readTree(entry("ACCEPTED", AT.plusSeconds(12))));
        assertThat(new DrillCheck(journal, later, told, 0, BOUND).violations()).hasSize(1);
    }

    @Test
    void findsAWithheldOrderThatTheVenueHas() throws JsonProcessingException {
        sent();
        journalHas(new SendWithheld(ID, "no lease", AT));
        ledgerHas("ACCEPTED", AT);
        assertThat(check().violations()).hasSize(1);
    }

    @Test
    void findsASendBeyondAHalt() {
        journalHas(new TradingStateChanged(null, TradingState.HALTED, "drill", "drill", AT));
        sent();
        assertThat(check().violations()).hasSize(1);
    }

    private void sent() {
        InstrumentId instrument = new InstrumentId("BTCUSDT");
        Quantity quantity = new Quantity(new BigDecimal("0.05"));
        Price price = new Price(new BigDecimal("500"));
        journalHas(new OrderCreated(ID, new OrderTerms(ID, ACCOUNT, instrument, Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, quantity, price, price, Origin.manual("drill"), AT), AT));
        journalHas(new SendAttempted(ID, 1, ID.text(), quantity, price, AT, AT.plusSeconds(1), "s", AT));
    }

    private void journalHas(DeskEvent event) {
        journal.count(SHARD, offset, new DecisionMade(CLAIM, offset++ - 1, List.of(event)));
    }

    private void ledgerHas(String kind, Instant at) throws JsonProcessingException {
        ledger.count(Json.mapper().readTree(entry(kind, at)));
    }

    private static String entry(String kind, Instant at) {
        return "{\"kind\":\"" + kind + "\",\"clientOrderId\":\"" + ID + "\",\"time\":"
            + at.toEpochMilli() + "}";
    }

    private DrillCheck check() {
        return new DrillCheck(journal, ledger, told, 0, BOUND);
    }
}
