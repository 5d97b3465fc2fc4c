package dev.holdfast.execution.venue;

import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.reconcile.AbsenceRule.Verdict;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.reconcile.InquiryRule;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue about orders whose fate is not known and brings what is proven back. What is owed an answer
 * is asked about until it has one, by {@link InquiryRule}; one question at a time for each order, no more
 * than {@value #MAX_OPEN} at once.
 */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final int MAX_OPEN = 20;

    private final OrderSession session;
    private final SessionAge sessions;
    private final Clock clock;
    private final Consumer<DeskCommand> answers;
    private final Set<ClOrdId> open = new HashSet<>();
    private final Map<ClOrdId, InquiryRule> owed = new LinkedHashMap<>();
    private final Map<String, AbsenceRule> absences = new HashMap<>();
    private Instant awaySince;
    private boolean stopped;

    Inquiries(OrderSession session, SessionAge sessions, Clock clock, Consumer<DeskCommand> answers) {
        this.session = session;
        this.sessions = sessions;
        this.clock = clock;
        this.answers = answers;
    }

    void stop() {
        stopped = true;
    }

    /** The order must be asked about, at once and until the venue has answered. */
    void owe(ClOrdId id) {
        owed.putIfAbsent(id, InquiryRule.of(clock.instant().minus(InquiryRule.SILENCE)));
    }

    /** Nothing more is to be learnt about the order. */
    void settle(ClOrdId id) {
        owed.remove(id);
        absences.keySet().removeIf(venueId -> id.equals(ClOrdId.ofVenueId(venueId)));
    }

    /** Who waits for an answer. */
    List<ClOrdId> owed() {
        return List.copyOf(owed.keySet());
    }

    /**
     * Asks if a question is due; a person is told when questions bring nothing, and asking goes on.
     *
     * @param attempt the newest send of the order; null if nobody here sent it, so that no fence is known
     *                behind which it could be proven absent
     */
    void askIfDue(Order order, SendAttempted attempt) {
        if (!mayAsk() || open.size() >= MAX_OPEN || open.contains(order.clOrdId())) {
            return;
        }
        owe(order.clOrdId());
        switch (owed.get(order.clOrdId()).next(clock.instant())) {
            case InquiryRule.Step.Wait wait -> { }
            case InquiryRule.Step.Ask ask -> put(order, attempt, ask.rule());
            case InquiryRule.Step.Escalate due -> {
                answers.accept(new BookBreak(BreakKind.UNANSWERED_ORDER, order.clOrdId().text(),
                    order.status() + ", asked since " + due.rule().silentSince(), due.why()));
                put(order, attempt, due.rule());
            }
        }
    }

    /** True if there is a session to ask on; from when to when there was none counts for no order. */
    private boolean mayAsk() {
        boolean away = session.session() == null;
        Instant now = clock.instant();
        if (away && awaySince == null) {
            awaySince = now;
        } else if (!away && awaySince != null) {
            Instant since = awaySince;
            owed.replaceAll((id, rule) -> rule.resumed(since, now));
            awaySince = null;
        }
        return !away;
    }

    private void put(Order order, SendAttempted attempt, InquiryRule next) {
        ClOrdId id = order.clOrdId();
        // To the end of the line: a few that the venue never answers must not keep others from their turn.
        InquiryRule before = owed.remove(id);
        owed.put(id, next);
        open.add(id);
        session.query(order.terms().instrument(), order.venueClientId()).onComplete(answer -> {
            open.remove(id);
            if (answer.result() instanceof StatusAnswer.Withdrawn) {
                // Not one of the tries after which a person is told: the venue was not asked.
                owed.replace(id, next, before);
            } else if (!stopped) {
                take(order, attempt, answer.succeeded() ? answer.result()
                    : new StatusAnswer.NoAnswer(String.valueOf(answer.cause().getMessage())));
            }
        });
    }

    private void take(Order order, SendAttempted attempt, StatusAnswer answer) {
        ClOrdId id = order.clOrdId();
        switch (answer) {
            case StatusAnswer.Found found -> {
                settle(id);
                answers.accept(new TakeStatus(id, order.venueClientId(), found.status(),
                    found.executions(), null));
            }
            case StatusAnswer.NotFound missing -> {
                owed.computeIfPresent(id, (each, rule) -> rule.answered());
                if (attempt != null) {
                    weigh(order, attempt, missing);
                }
            }
            case StatusAnswer.Withdrawn withdrawn -> { }
            case StatusAnswer.NoAnswer none ->
                LOG.info("no answer about {}, asking again: {}", id, none.why());
        }
    }

    /** A negative answer counts only with the venue's lists, so these are asked once it could count. */
    private void weigh(Order order, SendAttempted attempt, StatusAnswer.NotFound missing) {
        AbsenceRule rule = rule(attempt);
        if (!rule.isPastDoubt(missing.venueTime())) {
            return;
        }
        if (rule.needsNewerSession(missing.venueTime(), sessions.openedAt())) {
            sessions.renew("to prove that " + attempt.venueClientId() + " never arrived");
            return;
        }
        session.lists(order.terms().instrument(), attempt.venueClientId(), attempt.requestTime())
            .onComplete(listed -> {
                if (!stopped && listed.succeeded()) {
                    conclude(order, attempt, missing, !listed.result());
                }
            });
    }

    private void conclude(Order order, SendAttempted attempt, StatusAnswer.NotFound missing,
                          boolean notListed) {
        String venueId = attempt.venueClientId();
        switch (rule(attempt).negative(missing.venueTime(), missing.session(), sessions.openedAt(),
            notListed)) {
            case Verdict.NotYet notYet -> absences.put(venueId, notYet.rule());
            case Verdict.Absent absent -> {
                settle(order.clOrdId());
                answers.accept(new TakeStatus(order.clOrdId(), venueId, null, List.of(), absent.evidence()));
            }
        }
    }

    private AbsenceRule rule(SendAttempted attempt) {
        return absences.getOrDefault(attempt.venueClientId(), AbsenceRule.of(attempt.expiresAt()));
    }
}
