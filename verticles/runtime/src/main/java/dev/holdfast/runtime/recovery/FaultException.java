package dev.holdfast.runtime.recovery;

import dev.holdfast.resilience.recovery.Fault;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** An exception that knows where the failure lies. */
public interface FaultException {
    Fault fault();

    /** Where a failure lies: as one of its causes says; else what could not be reached is outside. */
    static Fault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FaultException known) {
                return known.fault();
            }
            if (cause instanceof IOException || cause instanceof TimeoutException
                || cause instanceof RetriableException) {
                return Fault.EXTERNAL;
            }
        }
        return Fault.OWN;
    }
}
