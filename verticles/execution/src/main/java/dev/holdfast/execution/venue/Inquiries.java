package dev.holdfast.execution.venue;

import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.reconcile.AbsenceRule.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue about orders whose fate is not known and brings what is proven back. One question at a time
 * for each order, and no more than {@value #MAX_OPEN} at once; what does not fit is asked in the next cycle.
 */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final int MAX_OPEN = 20;

    private final OrderSession session;
    private final Supplier<Instant> sessionOpenedAt;
    private final Consumer<DeskCommand> answers;
    private final Set<ClOrdId> open = new HashSet<>();
    private final Map<ClOrdId, AbsenceRule> absences = new HashMap<>();
    private boolean stopped;

    Inquiries(OrderSession session, Supplier<Instant> sessionOpenedAt, Consumer<DeskCommand> answers) {
        this.session = session;
        this.sessionOpenedAt = sessionOpenedAt;
        this.answers = answers;
    }

    void stop() {
        stopped = true;
    }

    void ask(Order order, SendAttempted attempt) {
        ClOrdId id = order.clOrdId();
        if (session.session() == null || open.size() >= MAX_OPEN || !open.add(id)) {
            return;
        }
        session.query(order.terms().instrument(), id.venueId(order.revision())).onComplete(answer -> {
            open.remove(id);
            if (stopped) {
                return;
            }
            if (answer.failed()) {
                LOG.warn("no answer about {}: {}", id, answer.cause().getMessage());
                return;
            }
            take(id, attempt, answer.result());
        });
    }

    private void take(ClOrdId id, SendAttempted attempt, StatusAnswer answer) {
        switch (answer) {
            case StatusAnswer.Found found -> {
                absences.remove(id);
                answers.accept(new TakeStatus(id, found.status(), found.executions(), null));
            }
            case StatusAnswer.NotFound missing -> weigh(id, attempt, missing);
            case StatusAnswer.NoAnswer none -> LOG.warn("no answer about {}: {}", id, none.why());
        }
    }

    private void weigh(ClOrdId id, SendAttempted attempt, StatusAnswer.NotFound missing) {
        AbsenceRule rule = absences.getOrDefault(id, AbsenceRule.of(attempt.expiresAt()));
        switch (rule.negative(missing.venueTime(), missing.session(), sessionOpenedAt.get())) {
            case Verdict.NotYet notYet -> absences.put(id, notYet.rule());
            case Verdict.Absent absent -> {
                absences.remove(id);
                answers.accept(new TakeStatus(id, null, List.of(), absent.evidence()));
            }
        }
    }
}
