package dev.holdfast.runtime.recovery;

import dev.holdfast.resilience.recovery.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where failures of this node's services are told to whoever starts them again. Safe from any thread, and
 * returns at once. A service that finds that it cannot go on tells it of itself, and is then replaced.
 */
@FunctionalInterface
public interface Faults {
    /**
     * A service of this node failed.
     *
     * @param service role name
     * @param why     one line for a person
     */
    void report(String service, Fault fault, String why);

    /** Of a node that nobody watches over: told to the log only. */
    static Faults unheard() {
        Logger log = LoggerFactory.getLogger(Faults.class);
        return (service, fault, why) -> log.error("{} failed and nobody restarts it: {}", service, why);
    }
}
