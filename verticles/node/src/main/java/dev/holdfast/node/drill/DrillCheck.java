package dev.holdfast.node.drill;

import dev.holdfast.node.demo.LedgerComparison;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lays what clients were told, what the journal holds and what the venue did beside each other. An order is
 * lost if somebody was told of it, or the venue took it, and the journal knows it not, or a fill is missing
 * on one side; duplicated if the venue took it twice; unresolved if at the end its fate is still open.
 */
final class DrillCheck {
    private final JournalCensus journal;
    private final LedgerCensus ledger;
    private final Map<ClOrdId, OrderStatus> told;
    private final int neverAnswered;
    private final Duration engineBound;
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> unresolved = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * Ready to look.
     *
     * @param told          the orders clients had durable replies for, with the status told last
     * @param neverAnswered commands that never had a durable reply
     * @param engineBound   the venue matches a request at most this long after its window closed
     */
    DrillCheck(JournalCensus journal, LedgerCensus ledger, Map<ClOrdId, OrderStatus> told,
               int neverAnswered, Duration engineBound) {
        this.journal = journal;
        this.ledger = ledger;
        this.told = told;
        this.neverAnswered = neverAnswered;
        this.engineBound = engineBound;
        checkReplies();
        checkVenueOrders();
        lost.addAll(LedgerComparison.differences(journal.fills(), ledger.fills()));
        for (Order order : journal.open()) {
            unresolved.add(order.clOrdId() + " is " + order.status()
                + (order.pending().isNone() ? "" : " with " + order.pending()));
        }
        violations.addAll(journal.sendsWhileHalted());
        journal.neverSent().forEach((venueId, why) -> {
            if (ledger.accepted().containsKey(venueId)) {
                violations.add(venueId + " was closed as " + why + ", and the venue has it");
            }
        });
    }

    DrillReport.Totals totals() {
        return new DrillReport.Totals(lost.size(), duplicated.size(),
            unresolved.size() + neverAnswered);
    }

    /** What is counted in the totals, a line each, at most {@value DrillReport#TOLD}. */
    List<String> details() {
        List<String> all = new ArrayList<>();
        if (neverAnswered > 0) {
            all.add("unresolved: " + neverAnswered + " commands never had a durable reply");
        }
        lost.forEach(each -> all.add("lost: " + each));
        duplicated.forEach(each -> all.add("duplicated: " + each));
        unresolved.forEach(each -> all.add("unresolved: " + each));
        return all.size() <= DrillReport.TOLD ? all : all.subList(0, DrillReport.TOLD);
    }

    /** Other things that must never happen. */
    List<String> violations() {
        return violations;
    }

    private void checkReplies() {
        new TreeSet<>(told.keySet()).forEach(id -> {
            if (!journal.created().contains(id)) {
                lost.add(id + " was told to be " + told.get(id) + ", and the journal does not have it");
            }
        });
    }

    private void checkVenueOrders() {
        ledger.accepted().forEach((venueId, times) -> {
            if (times.size() > 1) {
                duplicated.add("the venue took " + venueId + " " + times.size() + " times");
            }
            SendAttempted send = journal.sends().get(venueId);
            if (send == null) {
                lost.add("the venue has " + venueId + ", and no valid send of it is in the journal");
            } else if (times.getFirst() > send.expiresAt().plus(engineBound).toEpochMilli()) {
                violations.add(venueId + " was taken by the venue after its window and the engine's bound");
            }
        });
    }
}
