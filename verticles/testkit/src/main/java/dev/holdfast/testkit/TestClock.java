package dev.holdfast.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when a test says so. Safe to read from any thread. */
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;

    private TestClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    public static TestClock at(Instant start) {
        return new TestClock(start);
    }

    /** Starts at an ISO-8601 time such as {@code 2024-08-08T00:00:00Z}. */
    public static TestClock at(String start) {
        return new TestClock(Instant.parse(start));
    }

    /** Moves on, or back: real clocks are set back too. Returns the new time. */
    public Instant advance(Duration step) {
        return now.updateAndGet(time -> time.plus(step));
    }

    public void set(Instant time) {
        now.set(time);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Times are UTC everywhere in Holdfast; another zone would be a mistake of the caller. */
    @Override
    public Clock withZone(ZoneId zone) {
        if (!zone.equals(ZoneOffset.UTC)) {
            throw new IllegalArgumentException("only UTC, was " + zone);
        }
        return this;
    }
}
