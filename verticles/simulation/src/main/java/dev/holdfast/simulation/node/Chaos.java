package dev.holdfast.simulation.node;

import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Links;
import dev.holdfast.simulation.world.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Strikes nodes and links at times and with lengths of chance, until the world is healed. */
public final class Chaos {
    private static final int KIND = 5;
    private static final List<Fault> KINDS = List.of(Fault.FREEZE, Fault.LONG_FREEZE, Fault.CRASH,
        Fault.CLEAN_STOP, Fault.PARTITION, Fault.ASYMMETRIC_CUT, Fault.KAFKA_CUT, Fault.CONSUMER_STALL,
        Fault.VENUE_CUT, Fault.SESSION_DROP, Fault.CLOCK_SKEW);

    private final World world;
    private final Scene scene;
    private final Chance chance;
    private final List<Fault> kinds;

    public Chaos(World world) {
        this.world = world;
        this.scene = world.scene();
        this.chance = scene.chance("chaos");
        Set<Fault> wanted = scene.plan().faults();
        this.kinds = KINDS.stream().filter(wanted::contains).toList();
    }

    public void begin() {
        if (!kinds.isEmpty()) {
            scene.queue().after(pause(), this::strike);
        }
    }

    private void strike() {
        if (scene.isHealed()) {
            return;
        }
        Fault fault = chance.pick(kinds);
        SimNode node = chance.pick(world.nodes());
        scene.trace().step(KIND, fault.name().hashCode() + node.number(),
            () -> fault + " strikes " + node.name());
        strike(fault, node);
        scene.queue().after(pause(), this::strike);
    }

    private void strike(Fault fault, SimNode node) {
        Links links = scene.links();
        int number = node.number();
        switch (fault) {
            case FREEZE -> node.freeze(chance.between(50, 2_500) * Scene.MILLI);
            case LONG_FREEZE -> node.freeze(chance.between(2_500, 16_000) * Scene.MILLI);
            case CRASH -> {
                node.crash();
                scene.queue().after(chance.between(100, 6_000) * Scene.MILLI, node::start);
            }
            case CLEAN_STOP -> node.restart(chance.between(300, 4_000) * Scene.MILLI);
            case PARTITION -> {
                links.cutOff(number, true);
                later(() -> links.cutOff(number, false));
            }
            case ASYMMETRIC_CUT -> {
                int other = (number + (int) chance.between(1, 2)) % world.nodes().size();
                links.cut(number, other, true);
                later(() -> links.cut(number, other, false));
            }
            case KAFKA_CUT -> {
                links.cutLog(number, true, true);
                later(() -> links.cutLog(number, false, false));
            }
            case CONSUMER_STALL -> {
                links.cutLog(number, false, true);
                later(() -> links.cutLog(number, false, false));
            }
            case VENUE_CUT -> {
                links.cutVenue(number, true);
                later(() -> links.cutVenue(number, false));
            }
            case SESSION_DROP -> node.dropSession();
            case CLOCK_SKEW -> node.stepClock(Duration.ofMillis(chance.between(-2_000, 2_000)));
            default -> throw new IllegalStateException(fault + " strikes no node");
        }
    }

    private void later(Runnable heals) {
        scene.queue().after(chance.between(200, 7_000) * Scene.MILLI, heals);
    }

    private long pause() {
        return chance.between(200, 4_000) * Scene.MILLI;
    }
}
