package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import java.time.Instant;

/**
 * An account on its way to zero (requirement D5).
 *
 * @param attempts closing orders made so far; each new one has its number in its id
 */
public record Flattening(AccountId account, String by, Instant requestedAt, int attempts) {
    static Flattening requested(FlattenRequested event) {
        return new Flattening(event.account(), event.by(), event.at(), 0);
    }

    Flattening attempted() {
        return new Flattening(account, by, requestedAt, attempts + 1);
    }

    /** The id of one closing order: of this flatten, not of one before it, so it names its time. */
    ClOrdId closingOrder(InstrumentId instrument, int attempt) {
        return ClOrdId.derived(account, "flatten", requestedAt.toString(), instrument.symbol(),
            "attempt " + attempt);
    }
}
