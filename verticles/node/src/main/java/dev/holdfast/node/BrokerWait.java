package dev.holdfast.node;

import dev.holdfast.node.StartRefused.Reason;
import dev.holdfast.node.cli.Ports;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without the broker there is no journal, and without the journal nothing may start: so it is waited for. */
final class BrokerWait {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerWait.class);
    private static final long TRY_EVERY_MILLIS = 200;

    private BrokerWait() {
    }

    /** Returns once any of the servers accepts connections. */
    static void await(String bootstrapServers, Duration atMost) throws StartRefused, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean told = false;
        while (!anyAnswers(bootstrapServers)) {
            if (System.nanoTime() >= deadline) {
                throw new StartRefused(Reason.ABSENT, "no Kafka broker answers at " + bootstrapServers
                    + " (kafka.bootstrapServers) within " + atMost.toSeconds() + " s. Fix: start one with"
                    + " './holdfast broker', or name the right address", null);
            }
            if (!told) {
                LOG.info("waiting up to {} s for the broker at {}", atMost.toSeconds(), bootstrapServers);
                told = true;
            }
            Thread.sleep(TRY_EVERY_MILLIS);
        }
    }

    private static boolean anyAnswers(String bootstrapServers) {
        for (String server : bootstrapServers.split(",")) {
            int colon = server.lastIndexOf(':');
            if (Ports.answers(server.substring(0, colon).strip(),
                Integer.parseInt(server.substring(colon + 1)))) {
                return true;
            }
        }
        return false;
    }
}
