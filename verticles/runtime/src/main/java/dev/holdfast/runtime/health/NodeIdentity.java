package dev.holdfast.runtime.health;

import java.time.Clock;

/**
 * Who this node is.
 *
 * @param name        from the configuration, unique in the cluster
 * @param incarnation random for each start
 * @param clock       the only clock of the shells; the cores are given instants
 */
public record NodeIdentity(String name, String incarnation, Clock clock) {
}
