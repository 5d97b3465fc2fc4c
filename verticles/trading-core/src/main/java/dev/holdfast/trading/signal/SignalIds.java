package dev.holdfast.trading.signal;

import dev.holdfast.trading.market.InstrumentId;
import java.time.Instant;

/** Names signals by their cause, so that the same cause never counts twice (requirement D3). */
public final class SignalIds {
    private SignalIds() {
    }

    public static String of(String strategy, InstrumentId instrument, Instant barCloseTime,
                            SignalAction action) {
        return strategy + "|" + instrument + "|" + barCloseTime.toEpochMilli() + "|" + action;
    }
}
