package dev.holdfast.node.drill.failsafe;

import java.util.Set;

/** Outcomes for tests: one that went well, and what differs. */
final class OutcomeFixture {
    private OutcomeFixture() {
    }

    static Outcome timed(FailsafeFault fault, Long detected, Long recovered) {
        return new Outcome(fault, detected, recovered, Set.of("redeploy"), 0, 0, 1, 10, 100.0);
    }

    static Outcome told(int pages, int notices, int selfHealed, long symptoms) {
        return new Outcome(FailsafeFault.KILL, 500L, 900L, Set.of("shards moved"), pages, notices,
            selfHealed, symptoms, 90.0);
    }
}
