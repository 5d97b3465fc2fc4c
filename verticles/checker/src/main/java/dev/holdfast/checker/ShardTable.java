package dev.holdfast.checker;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One shard as the checker's own table: what the events said, added up. */
final class ShardTable {
    final int shard;
    final Map<ClOrdId, OrderTrace> orders = new LinkedHashMap<>();
    final Set<OrderTrace> open = new LinkedHashSet<>();
    /** Orders that had ended without the venue's word and were executed after all. */
    final Set<OrderTrace> resurrected = new LinkedHashSet<>();
    final Map<AccountId, AccountTrace> accounts = new HashMap<>();
    final Map<Integer, Long> signalOffsets = new HashMap<>();
    /** Client ids that a void record meant to send, with its offset. */
    final Map<String, Long> voidSends = new HashMap<>();
    final Set<String> openBreaks = new HashSet<>();
    private final Map<String, EnumSet<BreakKind>> booked = new HashMap<>();
    TradingState state = TradingState.ACTIVE;
    Instant lastEventAt = Instant.EPOCH;
    long events;
    long fills;

    ShardTable(int shard) {
        this.shard = shard;
    }

    /** The account; one that was never opened is made up, without cash. */
    AccountTrace account(AccountId id) {
        return accounts.computeIfAbsent(id, absent -> new AccountTrace(id, BigDecimal.ZERO));
    }

    /** What the account may do. */
    TradingState state(AccountTrace account) {
        TradingState own = state.stricter(account.state);
        return account.flattening ? own.stricter(TradingState.REDUCE_ONLY) : own;
    }

    void book(BreakKind kind, String subject) {
        booked.computeIfAbsent(subject, absent -> EnumSet.noneOf(BreakKind.class)).add(kind);
    }

    /** True if a difference of that kind was ever booked about the subject. */
    boolean isBooked(BreakKind kind, String subject) {
        EnumSet<BreakKind> kinds = booked.get(subject);
        return kinds != null && kinds.contains(kind);
    }

    /** Names a venue order: its id is unique for each instrument only. */
    record VenueOrder(InstrumentId instrument, String venueOrderId) {
        @Override
        public String toString() {
            return instrument + " " + venueOrderId;
        }
    }
}
