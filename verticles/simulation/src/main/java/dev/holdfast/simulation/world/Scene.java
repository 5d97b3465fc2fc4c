package dev.holdfast.simulation.world;

import java.time.Instant;

/** What all parts of one simulated world share: its plan, its time, its links and its chance. */
public final class Scene {
    /** A millisecond of virtual time. */
    public static final long MILLI = 1_000_000;
    /** A second of virtual time. */
    public static final long SECOND = 1_000 * MILLI;
    private static final Instant MORNING = Instant.parse("2026-01-05T10:00:00Z");
    /** Some seeds pass midnight, when DAY orders end. */
    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-01-05T23:59:45Z");
    private static final int AT_NIGHT = 10;

    private final Plan plan;
    private final EventQueue queue = new EventQueue();
    private final Trace trace;
    private final Links links;
    private final Instant begin;
    private boolean healed;

    public Scene(Plan plan, int nodes, boolean inWords) {
        this.plan = plan;
        this.trace = new Trace(queue, inWords);
        this.links = new Links(nodes);
        this.begin = chance("midnight").percent(AT_NIGHT) ? BEFORE_MIDNIGHT : MORNING;
    }

    public Plan plan() {
        return plan;
    }

    public EventQueue queue() {
        return queue;
    }

    public Trace trace() {
        return trace;
    }

    public Links links() {
        return links;
    }

    /** The time that nobody in the world knows. */
    public long now() {
        return queue.now();
    }

    /** The same as a clock without skew would show it. */
    public Instant trueTime() {
        return begin.plusNanos(queue.now());
    }

    public Chance chance(String purpose) {
        return new Chance(plan.seed(), purpose);
    }

    /** True while the fault may strike. */
    public boolean isOn(Fault fault) {
        return !healed && plan.faults().contains(fault);
    }

    /** True if the fault strikes here and now. */
    public boolean strikes(Fault fault, Chance chance, int percent) {
        return isOn(fault) && chance.percent(percent);
    }

    /** From here on nothing goes wrong any more. */
    public void heal() {
        healed = true;
        links.heal();
    }

    public boolean isHealed() {
        return healed;
    }
}
