package dev.holdfast.persistence.store;

import dev.holdfast.persistence.audit.AuditChain;
import dev.holdfast.persistence.audit.JournalAudit;
import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.fold.FoldedDecision;
import dev.holdfast.persistence.fold.FoldedDecision.Change;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rows of some items, for one transaction. What changed several times is written once, as it was at
 * the end.
 */
final class Batch {
    private final Map<Statement, List<Map<String, Object>>> rows = new EnumMap<>(Statement.class);
    private final Map<String, Row> orders = new LinkedHashMap<>();
    private final Map<String, Row> accounts = new LinkedHashMap<>();
    private final Map<Object, Map<String, Object>> bars = new LinkedHashMap<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final Map<ShardId, FoldedDecision> firsts = new LinkedHashMap<>();
    private final Map<ShardId, FoldedDecision> lasts = new LinkedHashMap<>();
    private final Map<StreamPartition, Long> streams = new LinkedHashMap<>();

    /**
     * What became of an order or an account.
     *
     * @param isNew  false if it was there before this batch
     * @param kept   values that stay what they were when they were first known; null until then
     * @param newest the others after the last change: made once, at the end, as the state is most of the work
     */
    private record Row(boolean isNew, Map<String, Object> kept, Supplier<Params> newest) {
        Row then(Row later) {
            Map<String, Object> all = new HashMap<>(kept);
            later.kept.forEach(all::putIfAbsent);
            return new Row(isNew, all, later.newest);
        }

        Map<String, Object> values() {
            Map<String, Object> values = newest.get().map();
            values.putAll(kept);
            return values;
        }
    }

    Batch(List<Item> items) {
        for (Item item : items) {
            switch (item) {
                case Item.Decided decided -> add(decided.decision());
                case Item.Audited entry -> {
                    streams.put(new StreamPartition(Topics.AUDIT.name(), entry.partition()),
                        entry.offset() + 1);
                    audit.add(AuditChain.storable(entry.entry(),
                        "audit-" + entry.partition() + "-" + entry.offset()));
                }
                case Item.MinuteClosed minute -> {
                    streams.put(new StreamPartition(Topics.BARS.name(), minute.partition()),
                        minute.offset() + 1);
                    add(minute.bar());
                }
                case Item.EquitySampled sampled -> add(sampled.point());
            }
        }
        orders.values().forEach(row ->
            put(row.isNew ? Statement.INSERT_ORDER : Statement.UPDATE_ORDER, row.values()));
        accounts.values().forEach(row ->
            put(row.isNew ? Statement.INSERT_ACCOUNT : Statement.UPDATE_ACCOUNT, row.values()));
    }

    /** Rows of a statement; empty if there are none. */
    List<Map<String, Object>> rows(Statement statement) {
        return rows.getOrDefault(statement, List.of());
    }

    /** Entries for the audit chain, in order; some may be there already. */
    List<AuditEntry> audit() {
        return audit;
    }

    /** The first decision of each shard: the database must stand right before it. */
    Map<ShardId, FoldedDecision> firsts() {
        return firsts;
    }

    /** The last decision of each shard: the database stands right after it then. */
    Map<ShardId, FoldedDecision> lasts() {
        return lasts;
    }

    /** Next offsets of the other topics after this batch. */
    Map<StreamPartition, Long> streams() {
        return streams;
    }

    private void add(FoldedDecision decision) {
        firsts.putIfAbsent(decision.shard(), decision);
        lasts.put(decision.shard(), decision);
        decision.changes().forEach(change -> add(decision, change));
        audit.addAll(JournalAudit.entries(decision));
    }

    private void add(FoldedDecision decision, Change change) {
        DeskEvent event = change.event();
        put(Statement.INSERT_EVENT, place(decision, change)
            .and("kind", event.getClass().getSimpleName())
            .and("cl_ord_id", event instanceof OrderEvent e ? e.clOrdId().text() : null)
            .and("status", change.order() == null ? null : change.order().status())
            .and("event_at", event.at()).and("body", Json.text(event)).map());
        if (change.order() != null) {
            boolean isNew = event instanceof OrderCreated || event instanceof ExternalOrderAdopted;
            Map<String, Object> kept = OrderRows.kept(decision, change).map();
            orders.merge(change.order().clOrdId().text(),
                new Row(isNew, kept, () -> OrderRows.order(decision, change)), Row::then);
        }
        if (change.account() != null) {
            accounts.merge(change.account().id().name(), new Row(event instanceof AccountOpened,
                Params.of("opened_at", event.at()).map(), () -> account(decision, change)), Row::then);
        }
        addFill(decision, change);
        if (event instanceof TradingStateChanged e) {
            put(Statement.INSERT_STATE_CHANGE, place(decision, change)
                .and("account", e.account() == null ? null : e.account().name())
                .and("trading_state", e.state()).and("reason", e.reason())
                .and("changed_by", e.by()).and("changed_at", e.at()).map());
        }
    }

    private void addFill(FoldedDecision decision, Change change) {
        switch (change.event()) {
            case OrderFilled e ->
                put(Statement.INSERT_FILL, OrderRows.fill(decision, change, "BOOKED").map());
            case FillCorrected e ->
                put(Statement.UPDATE_FILL, OrderRows.fill(decision, change, "CORRECTED").map());
            case FillBusted e ->
                put(Statement.UPDATE_FILL, OrderRows.fill(decision, change, "BUSTED").map());
            case DeskEvent other -> { }
        }
        if (change.roundTrip() != null) {
            put(Statement.INSERT_ROUND_TRIP, place(decision, change)
                .and("account", change.account().id().name())
                .and("instrument", change.instrument().id().symbol())
                .and("closed_at", change.event().at())
                .and("profit", change.roundTrip().profit().amount())
                .and("booked_after", change.roundTrip().bookedAfter().amount()).map());
        }
    }

    private void add(Bar bar) {
        Map<String, Object> row = Params.of("instrument", bar.instrument().symbol())
            .and("open_time", bar.openTime())
            .and("open_price", bar.open().value()).and("high_price", bar.high().value())
            .and("low_price", bar.low().value()).and("close_price", bar.close().value())
            .and("volume", bar.volume().value()).and("trades", bar.trades())
            .and("condition", bar.condition()).map();
        // A restarted builder closes a minute anew: the newer bar replaces the older, here and in the table.
        Object key = List.of(bar.instrument(), bar.openTime());
        Map<String, Object> older = bars.putIfAbsent(key, row);
        if (older == null) {
            put(Statement.DELETE_BAR, Map.of("instrument", row.get("instrument"),
                "open_time", row.get("open_time")));
            put(Statement.INSERT_BAR, row);
        } else {
            older.putAll(row);
        }
    }

    private void add(EquityPoint point) {
        put(Statement.DELETE_EQUITY, Params.of("at", point.at()).map());
        put(Statement.INSERT_EQUITY, Params.of("at", point.at())
            .and("equity", point.equity().amount()).and("cash", point.cash().amount())
            .and("capital", point.capital().amount()).and("peak", point.peak().amount())
            .and("drawdown_percent", point.drawdownPercent())
            .and("minute_mark", point.minuteMark()).map());
    }

    private static Params account(FoldedDecision decision, Change change) {
        Account account = change.account();
        return Params.of("account", account.id().name()).and("shard", decision.shard().number())
            .and("currency", account.currency()).and("opening_cash", account.openingCash().amount())
            .and("cash", account.cash().amount()).and("trading_state", account.state())
            .and("state", Json.text(account));
    }

    private static Params place(FoldedDecision decision, Change change) {
        return Params.of("shard", decision.shard().number()).and("journal_offset", decision.offset())
            .and("event_index", change.index());
    }

    private void put(Statement statement, Map<String, Object> values) {
        rows.computeIfAbsent(statement, absent -> new ArrayList<>()).add(values);
    }
}
