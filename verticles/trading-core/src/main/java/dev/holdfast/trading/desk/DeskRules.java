package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The configured part of a desk's decisions. Only {@code decide} reads it, except the instruments' assets,
 * which the fold needs to book fees.
 *
 * @param sendWindow     how long a request stays valid at the venue (Binance recvWindow)
 * @param queueTime      how long an order waits for a venue before it expires
 * @param quietTime      silence after a send until its outcome counts as unknown
 */
public record DeskRules(Map<InstrumentId, Instrument> instruments, Map<AccountId, AccountRules> accounts,
                        Duration sendWindow, Duration queueTime, Duration quietTime) {
    public DeskRules {
        instruments = Collections.unmodifiableMap(new HashMap<>(instruments));
        accounts = Collections.unmodifiableMap(new HashMap<>(accounts));
    }
}
