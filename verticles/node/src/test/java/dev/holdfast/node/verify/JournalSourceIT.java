package dev.holdfast.node.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checker.CheckReport;
import dev.holdfast.checker.Expectations;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal from a real broker, saved, and read again from the file. A long one is measured by hand:
 * {@code -Dverify.journal=JOURNAL.jsonl -Dverify.ledger=LEDGER}.
 */
class JournalSourceIT {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Map<InstrumentId, Instrument> INSTRUMENTS = Map.of(BTC, new Instrument(BTC, "BTC",
        "USDT", Price.of("0.01"), Quantity.of("0.00001"), Quantity.of("0.00001"), Quantity.of("9000"),
        Money.of("5")));
    private static final long NANOS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void readsTheBrokersJournalAndWhatItSaved() throws IOException {
        String given = System.getProperty("verify.journal");
        Path journal = given == null ? small() : Path.of(given);
        try (KafkaFixture kafka = KafkaFixture.fresh()) {
            kafka.createTopic(Topics.JOURNAL.name(), ShardId.COUNT);
            long written = produce(kafka.bootstrap(), journal);
            Path saved = folder.resolve("saved.jsonl");

            CheckReport report = check(source -> source.fromBroker(kafka.bootstrap(), given == null ? saved
                : null));

            assertThat(report.violations()).isEmpty();
            assertThat(report.totals().records()).isEqualTo(written);
            if (given == null) {
                assertThat(check(source -> source.fromFile(saved))).isEqualTo(report);
            }
        }
    }

    private interface Reading {
        void from(JournalSource source);
    }

    private static CheckReport check(Reading reading) {
        JournalChecker checker = new JournalChecker(Expectations.of(INSTRUMENTS)
            .withSettleTime(Duration.ZERO));
        long start = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        if (System.getProperty("verify.ledger") != null) {
            LedgerLines.read(Path.of(System.getProperty("verify.ledger")), checker);
        }
        reading.from(new JournalSource(checker, (taken, all) -> { }));
        CheckReport report = checker.finish();
        System.out.println(report.totals().events() + " events: " + (System.nanoTime() - start) / NANOS
            + " ms, processor "
            + (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / NANOS + " ms");
        return report;
    }

    private Path small() throws IOException {
        AccountId account = new AccountId("trend");
        int shard = ShardId.of(account).number();
        Instant at = Instant.parse("2024-08-08T00:00:00Z");
        ClaimId claim = new ClaimId(0, "node-1", "a");
        return Files.write(folder.resolve("journal.jsonl"), List.of(
            Json.text(new JournalLine(shard, 0, new ShardClaimed(null, "node-1", "a",
                new LogIdentity("t", 16), at))),
            Json.text(new JournalLine(shard, 1, new DecisionMade(claim, 0,
                List.of(new AccountOpened(account, Money.of("1000"), "USDT", at)))))));
    }

    private static long produce(String bootstrap, Path journal) throws IOException {
        long written = 0;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.LINGER_MS_CONFIG, "20"),
                new StringSerializer(), new ByteArraySerializer());
             BufferedReader lines = Files.newBufferedReader(journal)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JournalLine next = Json.read(line, JournalLine.class);
                producer.send(new ProducerRecord<>(Topics.JOURNAL.name(), next.shard(), null,
                    Json.bytes(next.record())));
                written++;
            }
        }
        return written;
    }
}
