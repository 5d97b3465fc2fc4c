package dev.holdfast.trading.reconcile;

import java.time.Duration;
import java.time.Instant;

/**
 * When the venue is asked about one order whose fate is not known: after a silence, then in every cycle, and
 * after {@value #TRIES} questions without an answer, or a minute of asking without a result, a person is told
 * and the asking goes on at a slow pace. Silence never ends an order. Immutable; all times are our clock.
 *
 * @param silentSince when the order was last heard of
 * @param lastAsked   when it was last asked about; null if never
 * @param unanswered  questions since the venue last answered at all
 * @param escalated   true once a person was told
 * @param unasked     how long there was no way to ask
 */
public record InquiryRule(Instant silentSince, Instant lastAsked, int unanswered, boolean escalated,
                          Duration unasked) {
    /** So long a silence is usual; no longer. */
    public static final Duration SILENCE = Duration.ofSeconds(5);
    /** Between two questions about one order. */
    public static final Duration CYCLE = Duration.ofSeconds(2);
    /** The same once a person knows of it: the venue's request limits are needed for orders that trade. */
    public static final Duration SLOW_CYCLE = Duration.ofSeconds(30);
    /** Questions without any answer until a person is told. */
    public static final int TRIES = 5;
    /** The longest that answers without a result, such as 'unknown order', go on before a person is told. */
    public static final Duration NO_RESULT = Duration.ofMinutes(1);

    /** What is due. */
    public sealed interface Step {
        /** Nothing yet. */
        record Wait() implements Step {
        }

        /** One question; go on with {@code rule}. */
        record Ask(InquiryRule rule) implements Step {
        }

        /** Book the break UNANSWERED_ORDER, ask all the same, and go on with {@code rule}. */
        record Escalate(InquiryRule rule, String why) implements Step {
        }
    }

    public static InquiryRule of(Instant silentSince) {
        return new InquiryRule(silentSince, null, 0, false, Duration.ZERO);
    }

    /** What is due at {@code now}. An order that is to be asked at once starts with a silence in the past. */
    public Step next(Instant now) {
        Instant due = lastAsked == null ? silentSince.plus(SILENCE)
            : lastAsked.plus(escalated ? SLOW_CYCLE : CYCLE);
        if (now.isBefore(due)) {
            return new Step.Wait();
        }
        boolean noAnswer = unanswered >= TRIES;
        boolean noResult = lastAsked != null && !now.isBefore(silentSince.plus(unasked).plus(NO_RESULT));
        InquiryRule asked = new InquiryRule(silentSince, now, unanswered + 1,
            escalated || noAnswer || noResult, unasked);
        if (escalated || !asked.escalated()) {
            return new Step.Ask(asked);
        }
        return new Step.Escalate(asked, noAnswer ? unanswered + " questions without an answer"
            : "no result for " + Duration.between(silentSince, now).minus(unasked).toSeconds() + " s");
    }

    /** The venue answered, though it settled nothing: it is there, so the tries start over. */
    public InquiryRule answered() {
        return new InquiryRule(silentSince, lastAsked, 0, escalated, unasked);
    }

    /**
     * There was no way to ask, and now there is: a question is due, whatever the pace was. What nobody could
     * ask is no answer without a result, and that the venue is away is told as such.
     */
    public InquiryRule resumed(Instant awaySince, Instant now) {
        Instant from = awaySince.isAfter(silentSince) ? awaySince : silentSince;
        return new InquiryRule(silentSince, null, unanswered, escalated,
            unasked.plus(Duration.between(from, now)));
    }
}
