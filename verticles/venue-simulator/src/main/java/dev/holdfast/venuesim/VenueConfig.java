package dev.holdfast.venuesim;

import dev.holdfast.venuesim.account.Fees;
import dev.holdfast.venuesim.engine.Instrument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Everything the venue's yaml file says. Read by {@link VenueConfigFile}. */
public record VenueConfig(
    List<Instrument> instruments, List<AccountSettings> accounts, Fees fees, Latency latency, Limits limits) {

    /** An API key with its starting balances. */
    public record AccountSettings(String name, String apiKey, String secret, Map<String,
        BigDecimal> balances) {
    }

    /**
     * Milliseconds an order waits between arrival and matching. Its window is checked again after the wait.
     */
    public record Latency(int orderMillis) {
    }

    /** Bounds of the interface. */
    public record Limits(int requestWeightPerMinute, int ordersPer10Seconds, int ordersPerDay,
                         int messagesPerSecond, int streamsPerConnection) {
    }
}
