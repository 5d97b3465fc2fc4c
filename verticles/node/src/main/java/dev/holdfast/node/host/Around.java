package dev.holdfast.node.host;

import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.recovery.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a {@link Service} has around it. All on the host's thread. */
interface Around {
    NodeKit kit();

    Deployer deployer();

    /** Safe from any thread. */
    Faults faults();

    /** Never runs backwards, unlike the clock of the machine. */
    Instant now();

    /** Random in [0, 1). */
    double chance();

    /** The levels of recovery that a service has here and now. */
    Set<RecoveryAction> possible(String role);

    void later(Runnable work, Duration wait);

    /** Told by an instance's own thread. */
    void onThrown(String role, Throwable thrown);

    /** Moves a service's local state aside. */
    Path quarantine(String role, String why) throws IOException;

    /** Ends the process in good order, to be started again by its supervisor. */
    void restartProcess(String why);
}
