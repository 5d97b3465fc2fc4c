package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.VenueConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * Request weight per address and minute, orders per account and ten seconds or UTC day. Windows are aligned
 * to the calendar, as the exchange's are: all counts start at zero with the window. Whoever goes on after
 * 429 is banned (418).
 */
final class RateLimits {

    private static final long MINUTE = 60_000L;
    private static final long TEN_SECONDS = 10_000L;
    private static final long DAY = 86_400_000L;
    /** Requests over the limit within one minute that end the patience. */
    private static final int TOLERATED_AFTER_LIMIT = 20;
    private static final long BAN = 120_000L;

    /**
     * Counts of one window; a new window forgets the old one, so the map holds one minute's addresses at
     * most.
     */
    private static final class Window {
        private final long length;
        private final Map<String, Integer> counts = new HashMap<>();
        private long number = -1;

        Window(long length) {
            this.length = length;
        }

        int add(String who, int amount, long now) {
            if (now / length != number) {
                number = now / length;
                counts.clear();
            }
            return counts.merge(who, amount, Integer::sum);
        }

        long millisLeft(long now) {
            return length - now % length;
        }
    }

    private final VenueConfig.Limits limits;
    private final Window weights = new Window(MINUTE);
    private final Window rejectedRequests = new Window(MINUTE);
    private final Window ordersShort = new Window(TEN_SECONDS);
    private final Window ordersDay = new Window(DAY);
    private final Map<String, Long> bannedUntil = new HashMap<>();

    RateLimits(VenueConfig.Limits limits) {
        this.limits = limits;
    }

    /** Outcome of charging a request: status 200, 429 or 418, weight used so far, seconds to wait. */
    record Charge(int status, int used, long retryAfterSeconds) {
    }

    Charge charge(String address, int weight, long now) {
        var ban = bannedUntil.getOrDefault(address, 0L);
        if (ban > now) {
            return new Charge(418, weights.add(address, 0, now), seconds(ban - now));
        }
        bannedUntil.remove(address);
        var used = weights.add(address, weight, now);
        if (used <= limits.requestWeightPerMinute()) {
            return new Charge(200, used, 0);
        }
        if (rejectedRequests.add(address, 1, now) > TOLERATED_AFTER_LIMIT) {
            bannedUntil.values().removeIf(until -> until <= now);
            bannedUntil.put(address, now + BAN);
            return new Charge(418, used, seconds(BAN));
        }
        return new Charge(429, used, seconds(weights.millisLeft(now)));
    }

    /** Counts a new order; false when one of both windows is full. */
    boolean chargeOrder(String account, long now) {
        return ordersShort.add(account, 1, now) <= limits.ordersPer10Seconds()
            & ordersDay.add(account, 1, now) <= limits.ordersPerDay();
    }

    int weightUsed(String address, long now) {
        return weights.add(address, 0, now);
    }

    int ordersInTenSeconds(String account, long now) {
        return ordersShort.add(account, 0, now);
    }

    int ordersInDay(String account, long now) {
        return ordersDay.add(account, 0, now);
    }

    VenueConfig.Limits limits() {
        return limits;
    }

    private static long seconds(long millis) {
        return Math.max(1, (millis + 999) / 1000);
    }
}
