package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.engine.VenueClock;
import dev.holdfast.venuesim.engine.VenueError;
import dev.holdfast.venuesim.fault.Faults;
import java.util.Map;
import java.util.Optional;

/** Who may come in: key, time window, signature. Also holds the limits, because both doors count together. */
final class Gate {

    private static final long DEFAULT_WINDOW = 5_000L;
    private static final long LARGEST_WINDOW = 60_000L;
    /** How far a client's clock may run ahead. */
    private static final long MOST_AHEAD = 1_000L;

    private final Map<String, Account> accountsByKey;
    private final VenueClock clock;
    private final RateLimits limits;
    private final Faults faults;

    Gate(Map<String, Account> accountsByKey, VenueClock clock, RateLimits limits, Faults faults) {
        this.accountsByKey = Map.copyOf(accountsByKey);
        this.clock = clock;
        this.limits = limits;
        this.faults = faults;
    }

    RateLimits limits() {
        return limits;
    }

    Faults faults() {
        return faults;
    }

    VenueClock clock() {
        return clock;
    }

    /** A key's account, unproven: for the counters in an answer. */
    Optional<Account> account(String apiKey) {
        return Optional.ofNullable(apiKey).map(accountsByKey::get);
    }

    /** The account behind a request, null when none is needed. Throws the first reason to refuse it. */
    Account admit(Security security, String apiKey, Params params) {
        if (security == Security.NONE) {
            return null;
        }
        if (apiKey == null || apiKey.isBlank()) {
            throw VenueError.KEY_MISSING.asException();
        }
        var account = accountsByKey.get(apiKey);
        if (account == null) {
            throw VenueError.KEY_UNKNOWN.asException();
        }
        if (security == Security.SIGNED) {
            var signature = params.required(Signature.NAME);
            requireWindow(params);
            if (!Signature.isValid(account.secret(), params.signedText(), signature)) {
                throw VenueError.BAD_SIGNATURE.asException();
            }
        }
        return account;
    }

    /** Refuses what is older than its window or from the future, by the venue's clock of now. */
    void requireWindow(Params params) {
        params.required("timestamp");
        var timestamp = params.whole("timestamp", 0);
        var window = params.whole("recvWindow", DEFAULT_WINDOW);
        if (window < 0 || window > LARGEST_WINDOW) {
            throw VenueError.bad(-1131, "recvWindow must be less than 60000.").asException();
        }
        var age = clock.millis() - timestamp;
        if (age > window) {
            throw VenueError.OUTSIDE_WINDOW.asException();
        }
        if (age <= -MOST_AHEAD) {
            throw VenueError.AHEAD_OF_SERVER.asException();
        }
    }
}
