package dev.holdfast.simulation.node;

import dev.holdfast.simulation.world.Scene;

/**
 * The cluster's membership as each node is told it: a process that died is gone within half a second, one
 * that is cut off or stands still only after some seconds.
 */
public final class SimMembership {
    private static final long LOOK = 200 * Scene.MILLI;
    private static final long GONE = 300 * Scene.MILLI;
    private static final long SILENT = 4 * Scene.SECOND;

    private final World world;
    private final long[][] heardAt;
    private final boolean[][] present;
    private final boolean[] wasUp;

    public SimMembership(World world) {
        int size = world.nodes().size();
        this.world = world;
        this.heardAt = new long[size][size];
        this.present = new boolean[size][size];
        this.wasUp = new boolean[size];
        world.scene().queue().after(LOOK, this::look);
    }

    private void look() {
        for (SimNode node : world.nodes()) {
            for (SimNode other : world.nodes()) {
                if (node != other) {
                    compare(node, other);
                }
            }
        }
        for (SimNode node : world.nodes()) {
            wasUp[node.number()] = node.isUp();
        }
        world.scene().queue().after(LOOK, this::look);
    }

    private void compare(SimNode node, SimNode other) {
        long now = world.scene().now();
        int from = other.number();
        int to = node.number();
        boolean linked = world.scene().links().isOpen(from, to) && world.scene().links().isOpen(to, from);
        if (linked && wasUp[from] && !other.isUp()) {
            node.tellCluster((watch, at) -> watch.onRefused(other.name()));
        }
        if (linked && other.isUp() && !other.isFrozen()) {
            heardAt[to][from] = now;
            if (!present[to][from]) {
                present[to][from] = true;
                node.tellCluster((watch, at) -> watch.onMember(other.name(), true));
            }
        } else if (present[to][from] && now - heardAt[to][from] > (other.isUp() ? SILENT : GONE)) {
            present[to][from] = false;
            node.tellCluster((watch, at) -> watch.onMember(other.name(), false));
        }
    }
}
