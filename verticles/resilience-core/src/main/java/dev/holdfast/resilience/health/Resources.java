package dev.holdfast.resilience.health;

import java.time.Duration;

/**
 * What a process uses of its machine (requirement A3.1). Percentages are of what there is.
 *
 * @param heapPercent  used after the newest collection, of the maximum: what really is needed
 * @param gcPause      the longest pause since the reading before
 * @param loopDelay    the longest wait of an event loop's turn since the reading before
 * @param diskFreePercent of the disk that the node writes to
 */
public record Resources(double cpuPercent, double heapPercent, Duration gcPause, Duration loopDelay,
                        double diskFreePercent, double descriptorsPercent) {
}
