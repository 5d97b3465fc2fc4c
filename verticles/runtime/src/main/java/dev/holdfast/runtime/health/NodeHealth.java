package dev.holdfast.runtime.health;

import io.vertx.ext.healthchecks.HealthChecks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The health of one process: the checks of its services, and its event loops. Safe from any thread. */
public final class NodeHealth {
    private final Map<String, HealthChecks> services = new ConcurrentHashMap<>();
    private final List<Consumer<String>> ears = new CopyOnWriteArrayList<>();
    private final LoopWatch loops;

    public NodeHealth(LoopWatch loops) {
        this.loops = loops;
    }

    /** With nobody who watches the event loops. */
    public NodeHealth() {
        this(new LoopWatch(Duration.ofDays(1)));
    }

    /** The event loops of this process. */
    public LoopWatch loops() {
        return loops;
    }

    /** The checks of every service that runs here, by its name. */
    public Map<String, HealthChecks> services() {
        return new TreeMap<>(services);
    }

    /**
     * Tells the name of a service of this process each time that it speaks, on its thread, whatever the bus
     * does: while the cluster finds itself again nobody is heard there, and that is no service's fault.
     */
    public void onSpeaking(Consumer<String> ear) {
        ears.add(ear);
    }

    /** Tells this one no more. */
    public void forget(Consumer<String> ear) {
        ears.remove(ear);
    }

    void speaks(String service) {
        ears.forEach(ear -> ear.accept(service));
    }

    void add(String service, HealthChecks checks) {
        services.put(service, checks);
    }

    void remove(String service, HealthChecks checks) {
        services.remove(service, checks);
    }
}
