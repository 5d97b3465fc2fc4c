package dev.holdfast.runtime.bus;

import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.ServiceReport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knocks at every node's doors for shard commands before they are needed. The bus looks an address up in the
 * cluster when it is first used, and the piece of the cluster's memory that has it may lie on the very node
 * that froze: the first command to a shard's next owner would wait until that node is given up. What was
 * looked up once is kept, and kept up to date.
 */
final class DoorKnocker {
    private static final String ORDER_PATH = "execution";
    /** A node that was silent for so long may be another life with doors of its own. */
    private static final long SILENT_NANOS = Duration.ofSeconds(3).toNanos();
    /** A node speaks before the cluster knows all of its doors: so often is knocked at first. */
    private static final int AT_FIRST = 5;
    /** Whatever was forgotten since, for instance with a member of the cluster, is looked up again. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(60).toNanos();

    private final Bus bus;
    private final Map<String, Heard> nodes = new ConcurrentHashMap<>();

    private static final class Heard {
        private long heardNanos;
        private long knockedNanos;
        private int knocks;
    }

    private DoorKnocker(Bus bus) {
        this.bus = bus;
    }

    /** Knocks at the doors of whoever is heard, on the caller's context. */
    static void begin(Bus bus) {
        bus.subscribe(Addresses.SERVICE_REPORT, new DoorKnocker(bus)::onReport);
    }

    private void onReport(ServiceReport report) {
        if (ORDER_PATH.equals(report.service())) {
            onHeard(report.node(), nodes.computeIfAbsent(report.node(), first -> new Heard()));
        }
    }

    private void onHeard(String node, Heard heard) {
        long now = System.nanoTime();
        heard.knocks = now - heard.heardNanos > SILENT_NANOS ? 0 : heard.knocks;
        heard.heardNanos = now;
        if (heard.knocks >= AT_FIRST && now - heard.knockedNanos < AGAIN_NANOS) {
            return;
        }
        heard.knocks++;
        heard.knockedNanos = now;
        Addresses.shardCommands(node).forEach(bus::knock);
    }
}
