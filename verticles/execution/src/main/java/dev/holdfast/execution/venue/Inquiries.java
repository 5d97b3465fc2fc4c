package dev.holdfast.execution.venue;

import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.reconcile.AbsenceRule.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue about orders whose fate is not known and brings what is proven back. What is owed an answer
 * is asked about in every cycle until it has one; one question at a time for each order, no more than
 * {@value #MAX_OPEN} at once, and who was asked about last waits longest.
 */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final int MAX_OPEN = 20;

    private final OrderSession session;
    private final SessionAge sessions;
    private final Consumer<DeskCommand> answers;
    private final Set<ClOrdId> open = new HashSet<>();
    private final LinkedHashSet<ClOrdId> owed = new LinkedHashSet<>();
    private final Map<String, AbsenceRule> absences = new HashMap<>();
    private boolean stopped;

    Inquiries(OrderSession session, SessionAge sessions, Consumer<DeskCommand> answers) {
        this.session = session;
        this.sessions = sessions;
        this.answers = answers;
    }

    void stop() {
        stopped = true;
    }

    /** The order must be asked about until the venue has answered. */
    void owe(ClOrdId id) {
        owed.add(id);
    }

    /** Nothing more is to be learnt about the order. */
    void settle(ClOrdId id) {
        owed.remove(id);
        absences.keySet().removeIf(venueId -> id.equals(ClOrdId.ofVenueId(venueId)));
    }

    /** Who waits for an answer, longest first. */
    List<ClOrdId> owed() {
        return List.copyOf(owed);
    }

    void ask(Order order, SendAttempted attempt) {
        ClOrdId id = order.clOrdId();
        if (session.session() == null || open.size() >= MAX_OPEN || !open.add(id)) {
            return;
        }
        if (owed.remove(id)) {
            owed.add(id);
        }
        String venueId = id.venueId(order.revision());
        session.query(order.terms().instrument(), venueId).onComplete(answer -> {
            open.remove(id);
            if (!stopped) {
                take(order, attempt, answer.succeeded() ? answer.result()
                    : new StatusAnswer.NoAnswer(String.valueOf(answer.cause().getMessage())));
            }
        });
    }

    private void take(Order order, SendAttempted attempt, StatusAnswer answer) {
        ClOrdId id = order.clOrdId();
        String venueId = id.venueId(order.revision());
        switch (answer) {
            case StatusAnswer.Found found -> {
                settle(id);
                answers.accept(new TakeStatus(id, venueId, found.status(), found.executions(), null));
            }
            case StatusAnswer.NotFound missing -> weigh(order, attempt, missing);
            case StatusAnswer.NoAnswer none -> {
                owe(id);
                LOG.warn("no answer about {}, asking again: {}", id, none.why());
            }
        }
    }

    private void weigh(Order order, SendAttempted attempt, StatusAnswer.NotFound missing) {
        ClOrdId id = order.clOrdId();
        String venueId = id.venueId(order.revision());
        AbsenceRule rule = absences.getOrDefault(venueId, AbsenceRule.of(attempt.expiresAt()));
        switch (rule.negative(missing.venueTime(), missing.session(), sessions.openedAt())) {
            case Verdict.NotYet notYet -> {
                owe(id);
                absences.put(venueId, notYet.rule());
                if (notYet.rule().needsNewerSession(missing.venueTime(), sessions.openedAt())) {
                    sessions.renew("to prove that " + venueId + " never arrived");
                }
            }
            case Verdict.Absent absent -> {
                owe(id);
                confirm(order, attempt, absent.evidence());
            }
        }
    }

    /** Two negatives are not enough: the venue's lists must agree before the order is ended (rule 12). */
    private void confirm(Order order, SendAttempted attempt, String evidence) {
        ClOrdId id = order.clOrdId();
        InstrumentId instrument = order.terms().instrument();
        session.lists(instrument, attempt.venueClientId(), attempt.requestTime()).onComplete(listed -> {
            if (stopped || listed.failed() || listed.result()) {
                LOG.warn("{} is not proven absent: {}", id, listed.failed() ? listed.cause().getMessage()
                    : "a list of the venue shows it");
                return;
            }
            settle(id);
            answers.accept(new TakeStatus(id, attempt.venueClientId(), null, List.of(),
                evidence + ", in no list since " + attempt.requestTime()));
        });
    }
}
