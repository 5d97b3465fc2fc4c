package dev.holdfast.venuesim.fault;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The switches. Event-loop confined like everything that asks them. */
public final class Faults {

    private final InstantSource clock;
    private final Map<FaultName, Fault> on = new EnumMap<>(FaultName.class);

    /** All off. {@code clock} is the host's, so that a skewed venue clock does not shorten a fault. */
    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    /** Switches on, replacing what was on under this name. */
    public void switchOn(FaultName name, JsonObject options) {
        on.put(name, new Fault(options, clock.millis()));
    }

    /** Switches off; false when it was not on. */
    public boolean switchOff(FaultName name) {
        return on.remove(name) != null;
    }

    /** The fault, if it applies to this instrument now; does not count as a use. */
    public Optional<Fault> find(FaultName name, String symbol) {
        if (on.isEmpty()) {
            return Optional.empty();
        }
        on.values().removeIf(fault -> fault.isOver(clock.millis()));
        return Optional.ofNullable(on.get(name)).filter(fault -> fault.appliesTo(symbol, clock.millis()));
    }

    /** Whether it applies to any instrument now; does not count as a use. */
    public boolean isOn(FaultName name) {
        return find(name, null).isPresent();
    }

    /** The fault with one use counted, if it applies. */
    public Optional<Fault> use(FaultName name, String symbol) {
        var fault = find(name, symbol);
        fault.ifPresent(Fault::use);
        return fault;
    }

    /** What is on, for the admin port. */
    public JsonObject view() {
        var view = new JsonObject();
        on.forEach((name, fault) -> {
            if (!fault.isOver(clock.millis())) {
                view.put(name.key(), fault.options().copy().put("remaining", fault.remaining()));
            }
        });
        return view;
    }
}
