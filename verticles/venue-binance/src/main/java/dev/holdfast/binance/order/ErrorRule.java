package dev.holdfast.binance.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.runtime.venue.Outcome;
import java.util.Set;

/**
 * What an error answer says about the fate of an order. A refusal is believed only where the documents
 * promise that nothing was executed; everything else is unknown, which costs a question, while a wrong
 * refusal costs a second position.
 */
final class ErrorRule {
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    /** Refused by the firewall, the rate limit, the ban: none of these has reached the engine. */
    private static final Set<Integer> REFUSED_BEFORE_THE_ENGINE = Set.of(403, 418, 429);
    /**
     * Unknown error, internal disconnect, unexpected response, timeout, overload. The documents say of the
     * middle two that the execution status is unknown, and of none of them that it is not.
     */
    private static final Set<Integer> UNKNOWN_FATE = Set.of(-1000, -1001, -1006, -1007, -1008);
    /** The venue's word on the order itself, in answer to a cancel. */
    static final int CANCEL_REFUSED = -2011;
    private static final int NO_SUCH_ORDER = -2013;

    private ErrorRule() {
    }

    /** The outcome of an answer that is no success. */
    static Outcome outcome(Answered answer) {
        JsonNode body = OrderJson.tree(answer.body());
        boolean clear = body != null && body.path("code").isInt() && body.path("msg").isTextual();
        int code = clear ? body.get("code").asInt() : -answer.status();
        String text = clear ? body.get("msg").asText() : "HTTP " + answer.status();
        String both = code + " " + text;
        if (answer.status() < BAD_REQUEST || answer.status() >= SERVER_ERROR || UNKNOWN_FATE.contains(code)) {
            return new Outcome.Unknown(both);
        }
        boolean refused = clear || REFUSED_BEFORE_THE_ENGINE.contains(answer.status());
        return refused ? new Outcome.Refused(code, text) : new Outcome.Unknown(both);
    }

    /** The venue's clear word that it has no such order. */
    static boolean isNoSuchOrder(Answered answer) {
        return outcome(answer) instanceof Outcome.Refused refused && refused.code() == NO_SUCH_ORDER;
    }
}
