package dev.holdfast.persistence.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Every statement of a batch, in the order in which a transaction runs them. Plain INSERT and UPDATE, no
 * upsert: the fold knows what is new, and the position check keeps anything from being written twice, so
 * one text serves H2 and PostgreSQL.
 */
enum Statement {
    INSERT_ACCOUNT(insert("accounts", "account", "shard", "currency", "opening_cash", "cash",
        "trading_state", "opened_at", "state")),
    UPDATE_ACCOUNT("UPDATE accounts SET cash = #{cash}, trading_state = #{trading_state}, state = #{state} "
        + "WHERE account = #{account}"),
    INSERT_STATE_CHANGE(insert("trading_state_changes", "shard", "journal_offset", "event_index", "account",
        "trading_state", "reason", "changed_by", "changed_at")),
    INSERT_ORDER(insert("orders", "cl_ord_id", "shard", "account", "instrument", "side", "order_type",
        "time_in_force", "quantity", "limit_price", "status", "revision", "venue_order_id", "cumulative",
        "leaves", "filled_notional", "source", "strategy", "signal_id", "reason", "created_at",
        "changed_at", "created_offset", "ended_offset", "state")),
    UPDATE_ORDER("UPDATE orders SET quantity = #{quantity}, limit_price = #{limit_price}, "
        + "status = #{status}, revision = #{revision}, venue_order_id = #{venue_order_id}, "
        + "cumulative = #{cumulative}, leaves = #{leaves}, filled_notional = #{filled_notional}, "
        + "reason = #{reason}, changed_at = #{changed_at}, "
        + "ended_offset = COALESCE(ended_offset, #{ended_offset}), state = #{state} "
        + "WHERE cl_ord_id = #{cl_ord_id}"),
    INSERT_EVENT(insert("journal_events", "shard", "journal_offset", "event_index", "kind", "cl_ord_id",
        "status", "event_at", "body")),
    INSERT_FILL(insert("fills", "shard", "journal_offset", "event_index", "exec_id", "cl_ord_id", "account",
        "instrument", "side", "venue_order_id", "price", "quantity", "notional", "fee", "fee_asset",
        "fee_value", "maker", "venue_time", "booked_at", "strategy", "status", "state")),
    UPDATE_FILL("UPDATE fills SET price = #{price}, quantity = #{quantity}, notional = #{notional}, "
        + "fee = #{fee}, fee_asset = #{fee_asset}, fee_value = #{fee_value}, maker = #{maker}, "
        + "venue_time = #{venue_time}, status = #{status}, state = #{state} "
        + "WHERE cl_ord_id = #{cl_ord_id} AND exec_id = #{exec_id} AND status <> 'BUSTED'"),
    INSERT_ROUND_TRIP(insert("round_trips", "shard", "journal_offset", "event_index", "account",
        "instrument", "closed_at", "profit", "booked_after")),
    DELETE_BAR("DELETE FROM minute_bars WHERE instrument = #{instrument} AND open_time = #{open_time}"),
    INSERT_BAR(insert("minute_bars", "instrument", "open_time", "open_price", "high_price", "low_price",
        "close_price", "volume", "trades", "condition")),
    DELETE_EQUITY("DELETE FROM equity_points WHERE at = #{at}"),
    INSERT_EQUITY(insert("equity_points", "at", "equity", "cash", "capital", "peak", "drawdown_percent",
        "minute_mark"));

    private final String sql;

    Statement(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    static String insert(String table, String... columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
            + List.of(columns).stream().map(column -> "#{" + column + "}").collect(Collectors.joining(", "))
            + ")";
    }
}
