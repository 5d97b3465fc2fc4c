package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.audit.AuditVerifier;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.AuditEntry;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.view.EquityPointView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service does with a real broker, whatever database is below. */
abstract class RecordingContract {
    static final Duration SOON = Duration.ofSeconds(20);
    final TestStreams streams = new TestStreams();
    DatabaseUrl url;

    abstract DatabaseUrl freshDatabase();

    @BeforeEach
    void chooseDatabase() {
        url = freshDatabase();
    }

    @AfterEach
    void stopBroker() {
        streams.close();
    }

    @Test
    void recordsWhatTheTopicsSayAndAnswersQuestions() throws Exception {
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            streams.claim("n1");
            streams.decide(Days.decisions(3));
            streams.write(Topics.AUDIT,
                new AuditEntry("e1", Days.START, "anna", "login", "anna", "done", null));
            streams.write(Topics.BARS, bar());
            await().atMost(SOON).until(() -> {
                node.bus.publish(Addresses.QUOTE, quote());
                return !node.equity.isEmpty() && count("audit_trail") == 5 && count("minute_bars") == 1
                    && count("equity_points") > 0 && stored() == Days.decisions(3).size();
            });
            await().atMost(SOON).untilAsserted(() -> {
                node.bus.publish(Addresses.QUOTE, quote());
                assertThat(node.equity).extracting(EquityPointView::equity)
                    .contains(Money.of("100013.95"));
            });
            var view = TestNode.await(node.bus.request(Addresses.PERFORMANCE,
                new PerformanceQuery(null, null), SOON));
            assertThat(view.pnl()).isEqualTo(Money.of("13.95"));
            assertThat(view.roundTrips()).isEqualTo(3);
            assertThat(TestNode.await(node.bus.request(Addresses.EQUITY_CURVE, new Ask(), SOON)).points())
                .isNotEmpty();
            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY"));
        }
        assertThat(AuditVerifier.verify(url).intact()).isTrue();
    }

    @Test
    void goesOnWhereItStoppedAndPassesOverVoidRecords() throws Exception {
        List<List<DeskEvent>> decisions = Days.decisions(4);
        streams.claim("n1");
        streams.decide(decisions.subList(0, 10));
        runUntilStored(10);
        streams.decide(decisions.subList(10, 15));
        var deposed = streams.currentClaim();
        streams.claim("n2");
        streams.journal(new DecisionMade(deposed, 15, decisions.get(15)));
        streams.decide(decisions.subList(15, decisions.size()));
        runUntilStored(decisions.size());
        List<String> rows = TestDatabase.dump(url);
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY"));
        }
        assertThat(TestDatabase.dump(url)).isEqualTo(rows);
    }

    @Test
    void recordsWhatComesOfAnOrderThatEndedLongAgo() throws Exception {
        streams.claim("n1");
        streams.decide(Days.decisions(Days.MANY));
        int decisions = Days.decisions(Days.MANY).size();
        runUntilStored(decisions);
        streams.decide(List.of(Days.bust("buy0")));
        runUntilStored(decisions + 1);
        assertThat(TestDatabase.rows(url, "SELECT status FROM fills WHERE exec_id = 'buy0-1'"))
            .containsExactly("BUSTED|");
    }

    void runUntilStored(int decisions) throws Exception {
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            await().atMost(SOON).until(() -> stored() == decisions);
            assertThat(node.lastReport()).doesNotStartWith("UNHEALTHY");
        }
    }

    long count(String table) {
        return Long.parseLong(TestDatabase.one(url, "SELECT COUNT(*) FROM " + table));
    }

    /** Decisions that are in the database. */
    long stored() {
        return Long.parseLong(TestDatabase.one(url,
            "SELECT COUNT(DISTINCT journal_offset) FROM journal_events"));
    }

    private static Bar bar() {
        return new Bar(Days.BTC.id(), BarInterval.MINUTE, Days.START, Price.of("1"), Price.of("3"),
            Price.of("1"), Price.of("2"), Quantity.of("5"), 7, MarketCondition.LIVE);
    }

    private static Quote quote() {
        return new Quote(Days.BTC.id(), Price.of("99"), Quantity.of("1"), Price.of("101"), Quantity.of("1"),
            Days.START, Days.START, 1, MarketCondition.LIVE);
    }
}
