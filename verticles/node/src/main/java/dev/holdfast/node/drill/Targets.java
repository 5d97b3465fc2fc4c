package dev.holdfast.node.drill;

import dev.holdfast.node.drill.failsafe.FailsafeFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chooses whom each fault strikes, so that none is struck twice in a row: recovery answers to a fault that
 * comes back at once with longer waits, and a supervisor gives up at the sixth end within fifteen minutes.
 */
final class Targets {
    /** Longer than the loop guard looks back. */
    static final long GUARD_MILLIS = 16 * 60_000;
    /** One less than a supervisor puts up with: a node may also end by itself. */
    private static final int MOST_ENDS = 4;
    /** The node whose data folder is a disk of its own. */
    static final int SMALL_DISK = 2;
    private static final List<String> SERVICES = List.of("execution", "market-data", "risk", "persistence",
        "signal", "portfolio-manager", "failsafe");

    private final NodeHands hands;
    private final FailsafeEar ear;
    private final Map<Integer, List<Long>> ends = new HashMap<>();
    private int services;
    private int nodes;

    Targets(NodeHands hands, FailsafeEar ear) {
        this.hands = hands;
        this.ear = ear;
    }

    /** The next one; null if it has to wait, because the supervisors would give up. */
    Target next(FailsafeFault fault, long nowMillis) {
        return switch (fault) {
            // Three nodes and seven services have no divisor in common: each pair comes once in 21 times.
            case THROW, MUTE, BLOCK -> new Target(fault, services % DrillPlan.NODES,
                SERVICES.get(services++ % SERVICES.size()));
            case BROKER, VENUE -> new Target(fault, -1, null);
            case DISK -> new Target(fault, SMALL_DISK, null);
            case CUT -> new Target(fault, other(leader()), null);
            case CUT_LEADER -> new Target(fault, leader(), null);
            case LEADER -> ending(fault, List.of(leader()), nowMillis);
            case CHECKPOINT -> ending(fault, rotated().stream().filter(hands::hasCheckpoint).toList(),
                nowMillis);
            case DATABASE -> withService(ending(fault, rotated(), nowMillis), "persistence");
            case KILL, FREEZE, HEAP -> ending(fault, rotated(), nowMillis);
            case ROLLING -> rolling(fault, nowMillis);
        };
    }

    private Target ending(FailsafeFault fault, List<Integer> candidates, long nowMillis) {
        for (int index : candidates) {
            if (mayEnd(index, nowMillis)) {
                ended(index, nowMillis);
                return new Target(fault, index, null);
            }
        }
        return null;
    }

    private Target rolling(FailsafeFault fault, long nowMillis) {
        if (!IntStream.range(0, DrillPlan.NODES).allMatch(index -> mayEnd(index, nowMillis))) {
            return null;
        }
        IntStream.range(0, DrillPlan.NODES).forEach(index -> ended(index, nowMillis));
        return new Target(fault, -1, null);
    }

    private static Target withService(Target target, String service) {
        return target == null ? null : new Target(target.fault(), target.index(), service);
    }

    private boolean mayEnd(int index, long nowMillis) {
        return ends.getOrDefault(index, List.of()).stream()
            .filter(at -> nowMillis - at < GUARD_MILLIS).count() < MOST_ENDS;
    }

    private void ended(int index, long nowMillis) {
        ends.computeIfAbsent(index, first -> new ArrayList<>()).add(nowMillis);
    }

    /** All nodes, each time another one first. */
    private List<Integer> rotated() {
        int first = nodes++;
        return IntStream.range(0, DrillPlan.NODES).mapToObj(each -> (first + each) % DrillPlan.NODES)
            .toList();
    }

    private int leader() {
        String leader = ear.leader();
        return IntStream.range(0, DrillPlan.NODES).filter(index -> DrillPlan.nodeName(index).equals(leader))
            .findFirst().orElseThrow(() -> new IllegalStateException("no node leads the failsafe layer"));
    }

    private int other(int leader) {
        return rotated().stream().filter(index -> index != leader).findFirst().orElseThrow();
    }
}
