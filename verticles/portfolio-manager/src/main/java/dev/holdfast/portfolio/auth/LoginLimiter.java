package dev.holdfast.portfolio.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;

/**
 * Slows down guessing: after {@value #MAX_FAILURES} wrong passwords for one user from one address within a
 * minute, further tries are not even looked at. Keeps at most {@value #MAX_KEYS} such pairs, oldest dropped
 * first. Not thread-safe: one owner.
 */
public final class LoginLimiter {
    static final int MAX_FAILURES = 5;
    static final int MAX_KEYS = 1_000;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final LinkedHashMap<String, ArrayDeque<Instant>> failures = new LinkedHashMap<>();

    /** How long that pair has to wait; zero if it may try. */
    public Duration waitFor(String user, String address, Instant now) {
        ArrayDeque<Instant> times = failures.get(key(user, address));
        if (times == null) {
            return Duration.ZERO;
        }
        times.removeIf(time -> !time.plus(WINDOW).isAfter(now));
        return times.size() < MAX_FAILURES ? Duration.ZERO
            : Duration.between(now, times.peekFirst().plus(WINDOW));
    }

    public void onFailure(String user, String address, Instant now) {
        if (failures.size() >= MAX_KEYS && !failures.containsKey(key(user, address))) {
            failures.pollFirstEntry();
        }
        ArrayDeque<Instant> times =
            failures.computeIfAbsent(key(user, address), absent -> new ArrayDeque<>());
        times.add(now);
        if (times.size() > MAX_FAILURES) {
            times.poll();
        }
    }

    public void onSuccess(String user, String address) {
        failures.remove(key(user, address));
    }

    /** An address holds no space, so two pairs never make one key. */
    private static String key(String user, String address) {
        return address + ' ' + user;
    }
}
