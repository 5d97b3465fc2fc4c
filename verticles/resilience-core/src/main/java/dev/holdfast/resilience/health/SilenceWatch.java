package dev.holdfast.resilience.health;

import java.time.Duration;
import java.time.Instant;

/** Notices that something which should be heard from regularly has gone silent (requirement D1). */
public final class SilenceWatch {
    private final Duration limit;
    private Instant lastHeard;

    /**
     * Starts the watch as if something had just been heard.
     *
     * @param limit silence longer than this is silence
     */
    public SilenceWatch(Duration limit, Instant now) {
        this.limit = limit;
        this.lastHeard = now;
    }

    public void heard(Instant now) {
        lastHeard = now;
    }

    public boolean isSilent(Instant now) {
        return age(now).compareTo(limit) > 0;
    }

    public Duration age(Instant now) {
        return Duration.between(lastHeard, now);
    }
}
