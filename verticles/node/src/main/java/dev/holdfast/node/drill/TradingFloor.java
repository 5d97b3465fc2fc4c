package dev.holdfast.node.drill;

import dev.holdfast.node.cli.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Broker, venue, where it is wanted a second one for prices, and three nodes as real processes. */
final class TradingFloor implements AutoCloseable {
    /** A cold start of five JVMs on a busy machine of two cores. */
    static final Duration START = Duration.ofSeconds(150);

    private final DrillPlan plan;
    private final DrillProcess broker;
    private final DrillProcess venue;
    private final DrillProcess backup;
    private final List<DrillProcess> nodes = new ArrayList<>();
    private final Gateway venueAdmin;

    /**
     * Makes it ready to start.
     *
     * @param nodeFlags further options of the nodes' JVMs
     */
    TradingFloor(DrillPlan plan, String... nodeFlags) throws IOException {
        this.plan = plan;
        this.broker = new DrillProcess(plan.broker());
        this.venue = new DrillProcess(plan.venue());
        DrillProcess.Spec second = plan.backup();
        this.backup = second == null ? null : new DrillProcess(second);
        for (int index = 0; index < DrillPlan.NODES; index++) {
            nodes.add(new DrillProcess(plan.node(index, nodeFlags)));
        }
        this.venueAdmin = new Gateway(plan.venueAdminUrl(), null, null);
    }

    /** Returns when all of it serves. */
    void start() throws IOException, InterruptedException {
        broker.start();
        venue.start();
        broker.awaitReady(START);
        venue.awaitReady(START);
        if (backup != null) {
            backup.start();
            backup.awaitReady(START);
        }
        if (plan.needsRehearsal()) {
            rehearse();
        }
        for (DrillProcess node : nodes) {
            node.start();
        }
        for (DrillProcess node : nodes) {
            node.awaitReady(START);
        }
    }

    private void rehearse() throws IOException, InterruptedException {
        DrillProcess rehearsal = new DrillProcess(plan.rehearsal());
        rehearsal.start();
        try {
            rehearsal.awaitReady(START);
        } finally {
            rehearsal.stop();
        }
    }

    DrillProcess broker() {
        return broker;
    }

    DrillProcess venue() {
        return venue;
    }

    /** The second venue; null if there is none. */
    DrillProcess backup() {
        return backup;
    }

    DrillProcess node(int index) {
        return nodes.get(index);
    }

    List<DrillProcess> nodes() {
        return nodes;
    }

    DrillNetwork network() {
        return plan.network();
    }

    Gateway venueAdmin() {
        return venueAdmin;
    }

    /** Switches a fault of the venue on. */
    void venueFault(String name, String options) {
        venueAdmin.post("/faults/" + name, options);
    }

    /** Stops the nodes, and leaves broker and venue to be asked. */
    void stopNodes() {
        nodes.forEach(DrillProcess::stop);
    }

    @Override
    public void close() {
        stopNodes();
        venue.stop();
        if (backup != null) {
            backup.stop();
        }
        broker.stop();
    }
}
