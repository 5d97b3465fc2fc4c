/**
 * Drills: the whole system as real processes under load, with faults injected from outside, measured and
 * proved against the journal and the venue's ledger. Everything lives on loopback or in network namespaces of
 * the drill's own, and ends with it.
 */
package dev.holdfast.node.drill;
