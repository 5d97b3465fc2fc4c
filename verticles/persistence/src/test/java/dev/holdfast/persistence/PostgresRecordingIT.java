package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.audit.AuditVerifier;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.trading.order.DeskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresRecordingIT extends RecordingContract {
    @Override
    DatabaseUrl freshDatabase() {
        return TestDatabase.postgres();
    }

    @Test
    void fallsBehindWithoutItsDatabaseAndCatchesUpLater() throws Exception {
        List<List<DeskEvent>> decisions = Days.decisions(4);
        streams.claim("n1");
        try (Relay relay = new Relay(TestDatabase.postgresPort());
             TestNode node = new TestNode(streams.kafka.bootstrap(), through(relay)).start()) {
            streams.decide(decisions.subList(0, 10));
            await().atMost(Duration.ofSeconds(20)).until(() -> stored() == 10);
            relay.cut();
            streams.decide(decisions.subList(10, decisions.size()));
            String lag = (decisions.size() - 10) + " records behind";
            await().atMost(Duration.ofSeconds(20)).until(() -> node.lastReport().startsWith("UNHEALTHY")
                && node.lastReport().contains(lag));
            relay.mend();
            await().atMost(Duration.ofSeconds(30)).until(() -> node.lastReport().startsWith("HEALTHY"));
            await().atMost(Duration.ofSeconds(5)).until(() -> stored() == decisions.size());
        }
        assertThat(count("fills")).isEqualTo(18);
    }

    @Test
    void startsWithoutItsServerButNotWithoutItsDatabase() throws Exception {
        try (Relay relay = new Relay(TestDatabase.postgresPort())) {
            relay.cut();
            try (TestNode node = new TestNode(streams.kafka.bootstrap(), through(relay)).start()) {
                assertThat(node.lastReport()).startsWith("DEGRADED");
            }
        }
        DatabaseUrl missing = DatabaseUrl.of(url.pgUri() + "-missing", url.user(), url.password(),
            Path.of("."));
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), missing)) {
            assertThatThrownBy(node::start).cause().hasMessageContaining("there is no database");
        }
    }

    @Test
    void twoWritersOfOneJournalDoNotDoubleIt() throws Exception {
        try (TestNode one = new TestNode(streams.kafka.bootstrap(), url).start();
             TestNode two = new TestNode(streams.kafka.bootstrap(), url).start()) {
            streams.claim("n1");
            streams.decide(Days.decisions(4));
            await().atMost(SOON).until(() -> stored() == Days.decisions(4).size());
            await().atMost(SOON).until(() -> one.lastReport().startsWith("HEALTHY")
                && two.lastReport().startsWith("HEALTHY"));
        }
        assertThat(count("fills")).isEqualTo(18);
        assertThat(TestDatabase.one(url, "SELECT COUNT(*) - COUNT(DISTINCT date_trunc('second', at))"
            + " FROM equity_points")).isEqualTo("0");
        assertThat(AuditVerifier.verify(url).intact()).isTrue();
    }

    private DatabaseUrl through(Relay relay) {
        return DatabaseUrl.of(url.pgUri().replace(":" + TestDatabase.postgresPort(), ":" + relay.port()),
            url.user(), url.password(), Path.of("."));
    }
}
