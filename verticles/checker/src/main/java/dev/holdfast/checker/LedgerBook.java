package dev.holdfast.checker;

import dev.holdfast.checker.LedgerEntry.Busted;
import dev.holdfast.checker.LedgerEntry.Ended;
import dev.holdfast.checker.LedgerEntry.Executed;
import dev.holdfast.checker.LedgerEntry.OrderAccepted;
import dev.holdfast.checker.LedgerEntry.Refused;
import dev.holdfast.checker.ShardTable.VenueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The venue's ledger, by venue order. About 300 bytes for an order and 250 for an execution. */
final class LedgerBook {
    private final Map<VenueOrder, LedgerOrder> orders = new LinkedHashMap<>();
    private Instant newest = Instant.EPOCH;
    private long executions;
    private boolean given;

    /** One venue order and what became of it. */
    static final class LedgerOrder {
        final VenueOrder name;
        final String venueClientId;
        /** When it was accepted; more than once only if the venue's ledger repeats itself. */
        final List<Instant> accepted = new ArrayList<>(1);
        private Map<String, Executed> executions = Map.of();

        LedgerOrder(VenueOrder name, String venueClientId) {
            this.name = name;
            this.venueClientId = venueClientId;
        }

        Map<String, Executed> executions() {
            return executions;
        }

        /** Kept with the names of the order, not with copies of them. */
        private void add(Executed entry) {
            if (executions.isEmpty()) {
                executions = new LinkedHashMap<>(2);
            }
            executions.put(entry.execId(), new Executed(name.instrument(), name.venueOrderId(), venueClientId,
                entry.execId(), entry.price(), entry.quantity(), entry.fee(), entry.at()));
        }
    }

    void take(LedgerEntry entry) {
        given = true;
        newest = entry.at().isAfter(newest) ? entry.at() : newest;
        switch (entry) {
            case OrderAccepted e -> order(e).accepted.add(e.at());
            case Executed e -> {
                order(e).add(e);
                executions++;
            }
            case Busted e -> {
                if (!order(e).executions.isEmpty() && order(e).executions.remove(e.execId()) != null) {
                    executions--;
                }
            }
            case Ended e -> order(e);
            case Refused e -> { }
        }
    }

    /** From here on an empty ledger means that the venue saw nothing. */
    void expect() {
        given = true;
    }

    boolean isGiven() {
        return given;
    }

    Collection<LedgerOrder> orders() {
        return orders.values();
    }

    /** Null if the venue never had it. */
    LedgerOrder order(VenueOrder name) {
        return orders.get(name);
    }

    /** Time of the newest entry, the venue's clock. */
    Instant newest() {
        return newest;
    }

    long executions() {
        return executions;
    }

    private LedgerOrder order(LedgerEntry entry) {
        return orders.computeIfAbsent(new VenueOrder(entry.instrument(), entry.venueOrderId()),
            name -> new LedgerOrder(name, entry.venueClientId()));
    }
}
