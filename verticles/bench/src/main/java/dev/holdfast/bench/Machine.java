package dev.holdfast.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;

/**
 * What the figures were measured on; a figure without it says nothing.
 *
 * @param loadAverage running processes over the last minute, by the system's count; below zero if unknown.
 *                    Above about one before the start, something else was using the machine
 */
public record Machine(String java, String collector, String system, int processors, long heapMebibytes,
                      double loadAverage) {
    private static final long MEBIBYTE = 1L << 20;

    /** As it is now: to be asked before a measurement begins. */
    public static Machine now() {
        String collector = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName).map(name -> name.split(" ")[0]).distinct()
            .collect(Collectors.joining(", "));
        return new Machine(Runtime.version().toString(), collector,
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() / MEBIBYTE,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    String line() {
        return String.format("  Java %s (%s, %,d MiB heap) on %s, %d processors, load before the start %.2f",
            java, collector, heapMebibytes, system, processors, loadAverage);
    }
}
