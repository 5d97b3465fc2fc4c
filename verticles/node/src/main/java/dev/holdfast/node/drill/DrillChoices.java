package dev.holdfast.node.drill;

import java.util.List;

/**
 * What was asked for.
 *
 * @param quick  a few strikes of each kind only
 * @param faults the kinds
 * @param rate   orders a second, probes not counted
 * @param seed   of the order of strikes and of the load
 */
public record DrillChoices(boolean quick, List<FaultKind> faults, int rate, long seed) {
}
