/**
 * Proves the invariants of the system on its journal and the venue's own ledger. What is proved is computed
 * here once more, naively and by an own table, because a check that shares the code under test shares its
 * faults; only then is the production fold laid beside it.
 */
package dev.holdfast.checker;
