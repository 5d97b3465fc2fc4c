package dev.holdfast.node.drill;

import dev.holdfast.node.drill.failsafe.FailsafeFault;

/**
 * Whom a fault strikes.
 *
 * @param index   of the node; -1 if it is none or all
 * @param service of that node; null if it is not one
 */
record Target(FailsafeFault fault, int index, String service) {
    /** Null if it is none or all. */
    String node() {
        return index < 0 ? null : DrillPlan.nodeName(index);
    }

    @Override
    public String toString() {
        return fault.key() + (service == null ? "" : " " + service) + (index < 0 ? "" : " of " + node());
    }
}
