package dev.holdfast.node.drill;

import dev.holdfast.node.drill.failsafe.FailsafeFault;
import java.util.List;

/**
 * What was asked for.
 *
 * @param times each of the faults
 * @param rate  orders a second, probes not counted
 * @param seed  of the order of faults and of the load
 */
public record FailsafeChoices(List<FailsafeFault> faults, int times, int rate, long seed) {
}
