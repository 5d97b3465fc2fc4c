package dev.holdfast.resilience.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a process has enough of what it needs. Beyond a limit it is DEGRADED. UNHEALTHY only where it is
 * about to fail: no more than {@value #LAST_PERCENT} percent left of heap or descriptors, or of a disk below
 * its limit.
 */
public record ResourceRule(int maxCpuPercent, int maxHeapPercent, Duration maxGcPause, Duration maxLoopDelay,
                           int minDiskFreePercent, int maxDescriptorsPercent) {
    /** Of heap, descriptors or disk: what is used up within moments. */
    static final int LAST_PERCENT = 2;

    /** A status with its reasons. */
    public record Verdict(HealthStatus status, String detail) {
    }

    /** Judges a reading. Exactly at a limit is within it. */
    public Verdict judge(Resources now) {
        List<String> faults = new ArrayList<>();
        note(faults, now.cpuPercent() > maxCpuPercent, "CPU", now.cpuPercent(), maxCpuPercent);
        note(faults, now.heapPercent() > maxHeapPercent, "heap", now.heapPercent(), maxHeapPercent);
        note(faults, now.descriptorsPercent() > maxDescriptorsPercent, "file descriptors",
            now.descriptorsPercent(), maxDescriptorsPercent);
        if (now.diskFreePercent() < minDiskFreePercent) {
            faults.add(String.format(Locale.ROOT, "disk has %.1f %% left, limit %d %%",
                now.diskFreePercent(), minDiskFreePercent));
        }
        note(faults, "a collection paused", now.gcPause(), maxGcPause);
        note(faults, "an event loop was late by", now.loopDelay(), maxLoopDelay);
        HealthStatus status = isAtTheEnd(now) ? HealthStatus.UNHEALTHY
            : faults.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
        return new Verdict(status, faults.isEmpty() ? summary(now) : String.join("; ", faults));
    }

    private boolean isAtTheEnd(Resources now) {
        boolean disk = now.diskFreePercent() < minDiskFreePercent && now.diskFreePercent() <= LAST_PERCENT;
        return disk || isSpent(now.heapPercent(), maxHeapPercent)
            || isSpent(now.descriptorsPercent(), maxDescriptorsPercent);
    }

    /** A limit of 100 means that it is not watched. */
    private static boolean isSpent(double percent, int limit) {
        return percent > limit && percent >= 100 - LAST_PERCENT;
    }

    private static void note(List<String> faults, boolean over, String what, double percent, int limit) {
        if (over) {
            faults.add(String.format(Locale.ROOT, "%s at %.0f %%, limit %d %%", what, percent, limit));
        }
    }

    private static void note(List<String> faults, String what, Duration took, Duration limit) {
        if (took.compareTo(limit) > 0) {
            faults.add(what + " " + took.toMillis() + " ms, limit " + limit.toMillis() + " ms");
        }
    }

    private static String summary(Resources now) {
        return String.format(Locale.ROOT, "CPU %.0f %%, heap %.0f %%, disk %.0f %% free, loop delay %d ms",
            now.cpuPercent(), now.heapPercent(), now.diskFreePercent(), now.loopDelay().toMillis());
    }
}
