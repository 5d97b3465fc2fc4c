package dev.holdfast.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.persistence.Days;
import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.persistence.audit.AuditVerifier;
import dev.holdfast.persistence.db.Database;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.fold.History;
import dev.holdfast.persistence.fold.JournalFold;
import dev.holdfast.persistence.fold.OrderNotLoaded;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.wire.message.AuditEntry;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.view.PerformanceView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store promises, whatever database is below. */
abstract class StoreContract {
    private static final int TRIPS = 5;
    private final Vertx vertx = Vertx.vertx();
    private final List<Database> opened = new ArrayList<>();
    private DatabaseUrl url;

    abstract DatabaseUrl freshDatabase();

    @BeforeEach
    void chooseDatabase() {
        url = freshDatabase();
    }

    @AfterEach
    void close() throws Exception {
        for (Database database : opened) {
            await(database.close());
        }
        await(vertx.close());
    }

    @Test
    void migratesAnEmptyDatabaseAndLeavesAMigratedOneAlone() throws Exception {
        open(url);
        open(url);
        assertThat(TestDatabase.one(url, "SELECT COUNT(*) FROM shard_positions")).isEqualTo("16");
        assertThat(TestDatabase.rows(url, "SELECT * FROM flyway_schema_history WHERE success = TRUE "
            + "AND version = '1'")).hasSize(1);
    }

    @Test
    void storesOrdersFillsAccountsAndRoundTrips() throws Exception {
        writeAll(url, 500);
        assertThat(TestDatabase.rows(url,
            "SELECT status, cumulative FROM orders WHERE cl_ord_id LIKE '%resting'"))
            .containsExactly("PARTIALLY_FILLED|0.25000000000000000000|");
        assertThat(TestDatabase.rows(url,
            "SELECT exec_id, status FROM fills WHERE exec_id LIKE 'r%' ORDER BY 1"))
            .containsExactly("r1|BUSTED|", "r2|CORRECTED|");
        assertThat(TestDatabase.rows(url, "SELECT profit FROM round_trips ORDER BY journal_offset"))
            .extracting(profit -> Money.of(profit.replace("|", "")).toString())
            .containsExactly("9.6", "-5.4", "9.6", "-5.4", "9.6");
        assertThat(TestDatabase.one(url, "SELECT trading_state FROM accounts")).isEqualTo("HALTED");
        assertThat(TestDatabase.one(url, "SELECT reason FROM trading_state_changes")).isEqualTo("drill");
    }

    @Test
    void writesTheSameRowsWhateverTheBatches() throws Exception {
        DatabaseUrl other = freshDatabase();
        writeAll(url, 1);
        writeAll(other, 500);
        assertThat(TestDatabase.dump(url)).isEqualTo(TestDatabase.dump(other));
    }

    @Test
    void goesOnAfterACrashBetweenBatchesWithoutLossOrDoubling() throws Exception {
        DatabaseUrl other = freshDatabase();
        writeAll(other, 500);
        List<List<DeskEvent>> decisions = Days.decisions(TRIPS);
        for (int crashAt = 3; crashAt < decisions.size(); crashAt += 7) {
            StoredState stored = load(open(url));
            int done = (int) Math.max(0, next(stored) - 1);
            List<Item> items = Days.items(stored.fold(), decisions, done);
            BatchWriter writer = new BatchWriter(vertx, opened.getLast().pool(), stored);
            await(writer.write(items.subList(0, crashAt - done)));
        }
        StoredState stored = load(open(url));
        await(new BatchWriter(vertx, opened.getLast().pool(), stored)
            .write(Days.items(stored.fold(), decisions, (int) next(stored) - 1)));
        assertThat(TestDatabase.dump(url)).isEqualTo(TestDatabase.dump(other));
    }

    @Test
    void loadsAFoldEqualToTheOneThatWasStored() throws Exception {
        StoredState live = writeAll(url, 10);
        StoredState restored = load(open(url));
        assertThat(restored.fold().stateHash(Days.SHARD)).isEqualTo(live.fold().stateHash(Days.SHARD));
        assertThat(restored.fold().positions()).isEqualTo(live.fold().positions());
    }

    @Test
    void loadsWhatEndedLongAgoOnlyWhereItIsAskedTo() throws Exception {
        StoredState live = writeAll(url, 500, Days.MANY);
        ShardPosition after = live.fold().positions().get(Days.SHARD);
        StoredState recent = load(open(url));
        assertThat(recent.fold().fold(Days.SHARD, Days.bust("sell" + (Days.MANY - 1)), after).changes())
            .hasSize(1);
        assertThatThrownBy(() -> recent.fold().fold(Days.SHARD, Days.bust("buy0"), after))
            .isInstanceOf(OrderNotLoaded.class);
        JournalFold all = load(open(url), History.ALL).fold();
        assertThat(all.stateHash(Days.SHARD)).isEqualTo(live.fold().stateHash(Days.SHARD));
        assertThat(all.fold(Days.SHARD, Days.bust("buy0"), after).changes()).hasSize(1);
    }

    @Test
    void refusesToWriteABatchTwice() throws Exception {
        Database database = open(url);
        StoredState first = load(database);
        StoredState second = load(database);
        List<List<DeskEvent>> decisions = Days.decisions(TRIPS);
        await(new BatchWriter(vertx, database.pool(), first).write(Days.items(first.fold(), decisions, 0)));
        List<String> before = TestDatabase.dump(url);
        Future<Void> again =
            new BatchWriter(vertx, database.pool(), second).write(Days.items(second.fold(), decisions, 0));
        assertThatThrownBy(() -> await(again)).hasRootCauseInstanceOf(PositionConflict.class);
        assertThat(TestDatabase.dump(url)).isEqualTo(before);
    }

    @Test
    void storesAnAuditEntryOnceAndKeepsTheChainWhole() throws Exception {
        Database database = open(url);
        BatchWriter writer = new BatchWriter(vertx, database.pool(), load(database));
        await(writer.write(List.of(audited(0, "a"), audited(1, "b"), audited(2, "a"))));
        await(writer.write(List.of(audited(3, "b"), audited(4, "c"), audited(5, null))));
        assertThat(TestDatabase.rows(url, "SELECT entry_id FROM audit_trail ORDER BY seq"))
            .containsExactly("a|", "b|", "c|", "audit-0-5|");
        assertThat(TestDatabase.one(url, "SELECT next_offset FROM stream_positions")).isEqualTo("6");
        assertThat(AuditVerifier.verify(url).intact()).isTrue();
    }

    @Test
    void noticesEveryKindOfTampering() throws Exception {
        writeAudit();
        assertThat(AuditVerifier.verify(url).entries()).isEqualTo(6);
        assertBroken(3, "UPDATE audit_trail SET actor = 'nobody' WHERE seq = 3",
            "UPDATE audit_trail SET actor = 'anna' WHERE seq = 3");
        assertBroken(3, "UPDATE audit_trail SET seq = 7 WHERE seq = 3",
            "UPDATE audit_trail SET seq = 3 WHERE seq = 7");
        assertBroken(2, "UPDATE audit_trail SET seq = 99 WHERE seq = 2; "
            + "UPDATE audit_trail SET seq = 2 WHERE seq = 4; UPDATE audit_trail SET seq = 4 WHERE seq = 99",
            "UPDATE audit_trail SET seq = 99 WHERE seq = 2; UPDATE audit_trail SET seq = 2 WHERE seq = 4; "
            + "UPDATE audit_trail SET seq = 4 WHERE seq = 99");
        assertBroken(7, "INSERT INTO audit_trail SELECT 7, 'x', at, actor, action, subject, result, detail, "
            + "hash, previous_hash FROM audit_trail WHERE seq = 6", "DELETE FROM audit_trail WHERE seq = 7");
        assertBroken(6, "DELETE FROM audit_trail WHERE seq = 6", null);
        assertBroken(4, "DELETE FROM audit_trail WHERE seq = 4", null);
    }

    @Test
    void keepsTheNewerOfTwoBarsOfOneMinute() throws Exception {
        Database database = open(url);
        BatchWriter writer = new BatchWriter(vertx, database.pool(), load(database));
        await(writer.write(List.of(bar(0, "1"), bar(1, "2"))));
        await(writer.write(List.of(bar(2, "3"))));
        assertThat(TestDatabase.rows(url, "SELECT trades FROM minute_bars")).containsExactly("3|");
    }

    @Test
    void answersPerformanceAndThinsTheCurve() throws Exception {
        Database database = open(url);
        StoredState stored = load(database);
        BatchWriter writer = new BatchWriter(vertx, database.pool(), stored);
        await(writer.write(Days.items(stored.fold(), Days.decisions(TRIPS), 0)));
        List<Item> points = new ArrayList<>();
        for (int second = 0; second < 4_500; second++) {
            points.add(point(second, second == 100 ? "99000" : second == 4_499 ? "100500" : "100000"));
        }
        await(writer.write(points));
        PerformanceView view = await(new PerformanceQueries(database.pool())
            .performance(new PerformanceQuery(null, null)));
        assertThat(view.pnl()).isEqualTo(Money.of("500"));
        assertThat(view.returnPercent()).isEqualByComparingTo("0.5");
        assertThat(view.maxDrawdownPercent()).isEqualByComparingTo("1");
        assertThat(view.orders()).isEqualTo(2 * TRIPS + 1);
        assertThat(view.fills()).isEqualTo(4 * TRIPS + 1);
        assertThat(view.fees()).isEqualTo(Money.of("2.1"));
        assertThat(view.winRatePercent()).isEqualByComparingTo("60");
        assertThat(view.profitFactor()).isEqualByComparingTo("2.666667");
        var curve = await(new EquityStore(database.pool()).curve()).points();
        assertThat(curve).hasSize(1_500);
        assertThat(curve.getLast().equity()).isEqualTo(Money.of("100500"));
        await(new EquityStore(database.pool()).thin(Days.START.plusSeconds(86_400 + 3_600)));
        assertThat(TestDatabase.one(url, "SELECT COUNT(*) FROM equity_points")).isEqualTo("960");
    }

    private void assertBroken(long at, String tamper, String undo) {
        TestDatabase.execute(url, tamper.split("; "));
        assertThat(AuditVerifier.verify(url)).satisfies(verdict -> {
            assertThat(verdict.intact()).isFalse();
            assertThat(verdict.brokenAt()).as(tamper).isEqualTo(at);
        });
        if (undo != null) {
            TestDatabase.execute(url, undo.split("; "));
            assertThat(AuditVerifier.verify(url).intact()).isTrue();
        }
    }

    private void writeAudit() throws Exception {
        Database database = open(url);
        List<Item> items = new ArrayList<>();
        for (int offset = 0; offset < 6; offset++) {
            items.add(audited(offset, "entry" + offset));
        }
        await(new BatchWriter(vertx, database.pool(), load(database)).write(items));
    }

    private StoredState writeAll(DatabaseUrl into, int batch) throws Exception {
        return writeAll(into, batch, TRIPS);
    }

    private StoredState writeAll(DatabaseUrl into, int batch, int trips) throws Exception {
        Database database = open(into);
        StoredState stored = load(database);
        BatchWriter writer = new BatchWriter(vertx, database.pool(), stored);
        List<Item> items = Days.items(stored.fold(), Days.decisions(trips), 0);
        for (int from = 0; from < items.size(); from += batch) {
            await(writer.write(items.subList(from, Math.min(items.size(), from + batch))));
        }
        return stored;
    }

    private static long next(StoredState stored) {
        return stored.fold().positions().values().stream().mapToLong(at -> at.nextOffset()).sum();
    }

    private Database open(DatabaseUrl at) throws Exception {
        opened.add(await(Database.open(vertx, at)));
        return opened.getLast();
    }

    private static StoredState load(Database database) throws Exception {
        return load(database, History.RECENT);
    }

    private static StoredState load(Database database, History history) throws Exception {
        return await(new StateLoader(Days.INSTRUMENTS).load(database, history));
    }

    private static Item audited(long offset, String id) {
        return new Item.Audited(0, offset, new AuditEntry(id, Days.START.plusNanos(1_234_567), "anna",
            "order.submit", "s\0ubject", "done", null));
    }

    private static Item bar(long offset, String trades) {
        return new Item.MinuteClosed(0, offset, new Bar(Days.BTC.id(), BarInterval.MINUTE, Days.START,
            Price.of("1"), Price.of("3"), Price.of("1"), Price.of("2"), Quantity.of("5"),
            Integer.parseInt(trades), MarketCondition.LIVE));
    }

    private static Item point(int second, String equity) {
        Instant at = Days.START.plusSeconds(second);
        return new Item.EquitySampled(new EquityPoint(at, Money.of(equity), Money.of("100000"),
            Money.of("100000"), Money.of("100000"), BigDecimal.ZERO, second % 60 == 0));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
