package dev.holdfast.wire;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.message.AuditEntry;
import dev.holdfast.wire.message.PeakEquity;
import dev.holdfast.wire.message.RiskAssessed;
import java.util.List;

/** Every Kafka topic. No other module spells a topic name. */
public final class Topics {
    /** The truth: everything that happened to accounts and orders. Key: account; partition: shard. */
    public static final Topic<JournalRecord> JOURNAL =
        new Topic<>("execution.journal.v1", JournalRecord.class);
    /** Prints. Key: instrument. */
    public static final Topic<Trade> TRADES = new Topic<>("market.trades.v1", Trade.class);
    /** Best bid and ask. Key: instrument. */
    public static final Topic<Quote> QUOTES = new Topic<>("market.quotes.v1", Quote.class);
    /** Closed bars of every interval. Key: instrument. */
    public static final Topic<Bar> BARS = new Topic<>("market.bars.v1", Bar.class);
    /** What strategies wanted. Key: instrument. */
    public static final Topic<Signal> SIGNALS = new Topic<>("signal.signals.v1", Signal.class);
    /** What the independent risk watch saw and did. Key: account. */
    public static final Topic<RiskAssessed> RISK_DECISIONS =
        new Topic<>("risk.decisions.v1", RiskAssessed.class);
    /** The newest record of a key counts, older ones are dropped. Key: account. */
    public static final Topic<PeakEquity> RISK_PEAKS = new Topic<>("risk.peaks.v1", PeakEquity.class);
    /** Who is alive, and who holds which single-holder duty. Partition 0: duties; 1: heartbeats. */
    public static final Topic<LeaseRecord> LEASES = new Topic<>("cluster.leases.v1", LeaseRecord.class);
    /** Who did what through which door. Key: actor. */
    public static final Topic<AuditEntry> AUDIT = new Topic<>("audit.entries.v1", AuditEntry.class);
    /** What the failsafe layer saw and did. Key: node. */
    public static final Topic<FailsafeEvent> FAILSAFE =
        new Topic<>("failsafe.events.v1", FailsafeEvent.class);

    private Topics() {
    }

    /** All of them, in the order above. */
    public static List<Topic<?>> all() {
        return List.of(JOURNAL, TRADES, QUOTES, BARS, SIGNALS, RISK_DECISIONS, RISK_PEAKS, LEASES, AUDIT,
            FAILSAFE);
    }
}
