package dev.holdfast.persistence;

import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.recovery.Faults;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears what a service tells of itself, in a host's place. */
final class TestFaults implements Faults {
    final ConcurrentLinkedQueue<Fault> told = new ConcurrentLinkedQueue<>();

    @Override
    public void report(String service, Fault fault, String why) {
        told.add(fault);
    }
}
