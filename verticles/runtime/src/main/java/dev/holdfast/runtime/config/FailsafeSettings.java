package dev.holdfast.runtime.config;

import java.time.Duration;
import java.util.List;

/** Every setting of the section {@code failsafe} of {@code holdfast.yaml}, in its order. */
public final class FailsafeSettings {
    public static final Setting<Duration> SHALLOW_EVERY = Setting.of("failsafe.shallowEvery",
        Kind.duration("100ms", "1m"), "5s", "How often each service is asked whether it is there.");
    public static final Setting<Duration> SHALLOW_TIMEOUT = Setting.of("failsafe.shallowTimeout",
        Kind.duration("50ms", "1m"), "2s", "No answer for so long is a failed check.");
    public static final Setting<Duration> DEEP_EVERY = Setting.of("failsafe.deepEvery",
        Kind.duration("500ms", "1h"), "30s", "How often each service proves that it can do its job.");
    public static final Setting<Duration> DEEP_TIMEOUT = Setting.of("failsafe.deepTimeout",
        Kind.duration("100ms", "1m"), "5s", "No proof for so long is a failed check.");

    static final List<Setting<?>> ALL = List.of(SHALLOW_EVERY, SHALLOW_TIMEOUT, DEEP_EVERY, DEEP_TIMEOUT);

    private FailsafeSettings() {
    }
}
