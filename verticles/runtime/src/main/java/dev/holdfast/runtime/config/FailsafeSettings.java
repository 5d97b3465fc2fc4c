package dev.holdfast.runtime.config;

import java.time.Duration;
import java.util.List;

/** Every setting of the section {@code failsafe} of {@code holdfast.yaml}, in its order. */
public final class FailsafeSettings {
    static final String NONE = "none";

    public static final Setting<Duration> SHALLOW_EVERY = Setting.of("failsafe.shallowEvery",
        Kind.duration("100ms", "1m"), "5s", "How often each service is asked whether it is there.");
    public static final Setting<Duration> SHALLOW_TIMEOUT = Setting.of("failsafe.shallowTimeout",
        Kind.duration("50ms", "1m"), "2s", "No answer for so long is a failed check.");
    public static final Setting<Duration> DEEP_EVERY = Setting.of("failsafe.deepEvery",
        Kind.duration("500ms", "1h"), "30s", "How often each service proves that it can do its job.");
    public static final Setting<Duration> DEEP_TIMEOUT = Setting.of("failsafe.deepTimeout",
        Kind.duration("100ms", "1m"), "5s", "No proof for so long is a failed check.");
    public static final Setting<Integer> WORSE_AFTER = Setting.of("failsafe.worseAfter",
        Kind.integer(1, 20), "2", "Checks in a row that must fail until a service is worse.");
    public static final Setting<Integer> BETTER_AFTER = Setting.of("failsafe.betterAfter",
        Kind.integer(1, 20), "2",
        "Checks in a row that must pass until it is better; of synthetic transactions, one.");
    public static final Setting<Duration> SLOW_AFTER = Setting.of("failsafe.slowAfter",
        Kind.duration("1ms", "1m"), "3500ms", "A check that passes but takes longer is DEGRADED.");
    public static final Setting<Duration> QUOTE_AGE = Setting.of("failsafe.quoteAge",
        Kind.duration("100ms", "1d"), "15s",
        "An older newest quote makes market data DEGRADED, one four times as old UNHEALTHY.");
    public static final Setting<Duration> LOOP_BLOCKED_AFTER = Setting.of("failsafe.loopBlockedAfter",
        Kind.duration("200ms", "10m"), "2s",
        "An event loop that does not turn for so long is blocked: half if its thread sleeps, five times if it"
            + " lacks the processor; that of the order path silences the node.");

    public static final Setting<String> SYNTHETIC_ACCOUNT = Setting.of("failsafe.syntheticAccount",
        Kind.matching("none|[a-z0-9][a-z0-9-]{0,31}", "none, or an account's name"), "synthetic",
        "Account that makes synthetic transactions and nothing else; none: there are none.");
    public static final Setting<Duration> SYNTHETIC_TIMEOUT = Setting.of("failsafe.syntheticTimeout",
        Kind.duration("1s", "10m"), "20s", "From bar to fill; one that takes longer failed.");

    public static final Setting<Integer> MAX_CPU = Setting.of("failsafe.maxCpuPercent",
        Kind.integer(1, 100), "95", "CPU of the process above which it is DEGRADED.");
    public static final Setting<Integer> MAX_HEAP = Setting.of("failsafe.maxHeapPercent",
        Kind.integer(1, 100), "85", "Heap in use after a collection; with 2 left, UNHEALTHY.");
    public static final Setting<Duration> MAX_GC_PAUSE = Setting.of("failsafe.maxGcPause",
        Kind.duration("1ms", "1m"), "1s", "The longest pause of a collection.");
    public static final Setting<Duration> MAX_LOOP_DELAY = Setting.of("failsafe.maxLoopDelay",
        Kind.duration("1ms", "1m"), "500ms", "The longest time that an event loop is late.");
    public static final Setting<Integer> MIN_DISK_FREE = Setting.of("failsafe.minDiskFreePercent",
        Kind.integer(0, 99), "5", "Free part of the disk under node.dataDir; with 2 left, UNHEALTHY.");
    public static final Setting<Integer> MAX_DESCRIPTORS = Setting.of("failsafe.maxDescriptorsPercent",
        Kind.integer(1, 100), "80", "File descriptors in use; with 2 left, UNHEALTHY.");

    static final List<Setting<?>> ALL = List.of(SHALLOW_EVERY, SHALLOW_TIMEOUT, DEEP_EVERY, DEEP_TIMEOUT,
        WORSE_AFTER, BETTER_AFTER, SLOW_AFTER, QUOTE_AGE, LOOP_BLOCKED_AFTER,
        SYNTHETIC_ACCOUNT, SYNTHETIC_TIMEOUT, MAX_CPU, MAX_HEAP, MAX_GC_PAUSE, MAX_LOOP_DELAY,
        MIN_DISK_FREE, MAX_DESCRIPTORS);

    private FailsafeSettings() {
    }
}
