package dev.holdfast.execution;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.journal.LogCheck;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the journal that an owner left behind after many orders, all decided by the desk itself. */
final class FilledJournal implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(20);
    private static final ClaimId CLAIM = new ClaimId(0, "node-0", "life-0");

    private final KafkaProducer<byte[], byte[]> producer;
    private final OrderDesk desk;
    private Instant now;
    private long seq;
    private long events;

    private FilledJournal(String bootstrap, DeskRules rules, Instant from) {
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "linger.ms", "5",
            "batch.size", "262144"), new ByteArraySerializer(), new ByteArraySerializer());
        this.desk = new OrderDesk(CheckpointSite.SHARD, rules);
        this.now = from;
    }

    /** Writes at least so many events; every order of them is filled in two parts. */
    static void write(String bootstrap, DeskRules rules, long count) throws InterruptedException {
        Instant from = Instant.now().minus(PACE.multipliedBy(count)).minusSeconds(60);
        try (FilledJournal journal = new FilledJournal(bootstrap, rules, from)) {
            journal.append(new ShardClaimed(null, CLAIM.node(), CLAIM.incarnation(),
                LogCheck.of(bootstrap).identity(), from));
            journal.decide(new DeskCommand.OpenAccounts());
            for (int number = 0; journal.events < count; number++) {
                journal.order(number);
            }
            journal.append(new ShardReleased(CLAIM, journal.seq, null, "enough", journal.now));
        }
    }

    private void order(int number) {
        ClOrdId id = ClOrdId.chosen(CheckpointSite.ACCOUNT, "old-" + number);
        Side side = number % 2 == 0 ? Side.BUY : Side.SELL;
        now = now.plus(PACE);
        decide(new DeskCommand.SubmitOrder(id, CheckpointSite.ACCOUNT, CheckpointSite.BTC, side,
            OrderType.LIMIT, TimeInForce.GTC, Quantity.of("0.2"), Price.of("100"), Origin.manual("test")));
        report(id, Kind.NEW, null, "0");
        report(id, Kind.TRADE, number + "-1", "0.1");
        report(id, Kind.TRADE, number + "-2", "0.2");
    }

    private void report(ClOrdId id, Kind kind, String execId, String cumulative) {
        Fill fill = execId == null ? null : new Fill(execId, "v" + id.text(), Price.of("100"),
            Quantity.of("0.1"), new BigDecimal("0.01"), "USDT", false, now);
        decide(new DeskCommand.TakeReport(new ExecutionReport(id.venueId(1), "v" + id.text(),
            CheckpointSite.BTC, kind, fill, Quantity.of(cumulative), null, now)));
    }

    private void decide(DeskCommand command) {
        Quote quote = new Quote(CheckpointSite.BTC, Price.of("99.99"), Quantity.of("1"), Price.of("100"),
            Quantity.of("1"), now, now, 1, MarketCondition.LIVE);
        List<DeskEvent> decided = desk.decide(command,
            new DeskContext(now, instrument -> quote, "session-0", Duration.ZERO)).events();
        if (decided.isEmpty()) {
            throw new IllegalStateException("nothing came of " + command);
        }
        decided.forEach(desk::apply);
        events += decided.size();
        append(new DecisionMade(CLAIM, seq++, decided));
    }

    private void append(JournalRecord record) {
        producer.send(new ProducerRecord<>(Topics.JOURNAL.name(), CheckpointSite.SHARD.number(), null,
            Json.bytes(record)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
