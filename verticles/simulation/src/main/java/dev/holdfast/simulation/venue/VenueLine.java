package dev.holdfast.simulation.venue;

import dev.holdfast.runtime.venue.OrderSession.OpenOrder;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.simulation.judge.Judge;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.simulation.world.Steps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The wires between one process and the venue: one for orders, a faster one for the rest, and reports. */
public final class VenueLine {
    private static final long ASK_TIMEOUT = 2 * Scene.SECOND;

    private final Scene scene;
    private final Steps process;
    private final End end;
    private final Chance chance;
    private long reportsFreeAt;

    /**
     * What is at both ends.
     *
     * @param freeze stands the process still for so many nanoseconds
     */
    public record End(String name, Clock clock, SimVenue venue, Judge judge, LongConsumer freeze) {
    }

    public VenueLine(Scene scene, Steps process, End end) {
        this.scene = scene;
        this.process = process;
        this.end = end;
        this.chance = scene.chance("line " + end.name());
    }

    String name() {
        return end.name();
    }

    Clock clock() {
        return end.clock();
    }

    SimVenue venue() {
        return end.venue();
    }

    Judge judge() {
        return end.judge();
    }

    Steps process() {
        return process;
    }

    boolean isOpen() {
        return scene.links().canReachVenue(process.node());
    }

    long between(long least, long most) {
        return chance.between(least, most);
    }

    boolean strikes(Fault fault, int percent) {
        return scene.strikes(fault, chance, percent);
    }

    /** Time in the adapter's own queue and limiter, before the last check. */
    long queueing() {
        return strikes(Fault.SLOW_ORDER_LINK, 5) ? between(50, 1_800) * Scene.MILLI : between(1, 300) * 1_000;
    }

    /** The last check has said yes; now may be the worst moment to stand still. */
    void freezeBeforeWrite() {
        if (strikes(Fault.FREEZE_BEFORE_WRITE, 3)) {
            end.freeze().accept(between(100, 16_000) * Scene.MILLI);
        }
    }

    void orderWay(Runnable arrives) {
        long way = strikes(Fault.SLOW_ORDER_LINK, 15) ? between(20, 900) * Scene.MILLI
            : between(300, 3_000) * 1_000;
        way(way, arrives);
    }

    void fastWay(Runnable arrives) {
        way(between(300, 3_000) * 1_000, arrives);
    }

    private void way(long nanos, Runnable arrives) {
        scene.queue().after(nanos, () -> {
            if (isOpen()) {
                arrives.run();
            }
        });
    }

    /** In order unless the fault says otherwise. */
    void reportWay(Runnable arrives) {
        long way = between(300, 3_000) * 1_000;
        boolean late = strikes(Fault.REPORT_DELAY, 10);
        if (!late) {
            reportsFreeAt = Math.max(reportsFreeAt + 1, scene.now() + way);
        }
        long due = late ? scene.now() + between(20, 4_000) * Scene.MILLI : reportsFreeAt;
        way(due - scene.now(), () -> process.after(0, arrives));
        if (strikes(Fault.REPORT_DUPLICATE, 8)) {
            way(due - scene.now() + between(1, 2_000) * Scene.MILLI, () -> process.after(0, arrives));
        }
    }

    /** Asks; null for no answer. */
    <T> void ask(Supplier<T> question, Consumer<T> answer) {
        boolean[] done = new boolean[1];
        way(between(300, 3_000) * 1_000, () -> {
            T answered = question.get();
            way(between(300, 3_000) * 1_000, () -> process.after(0, () -> once(done, answered, answer)));
        });
        process.after(ASK_TIMEOUT, () -> once(done, null, answer));
    }

    private static <T> void once(boolean[] done, T answered, Consumer<T> answer) {
        if (!done[0]) {
            done[0] = true;
            answer.accept(answered);
        }
    }

    /** At the venue: its time first, then a copy that lags is looked at. */
    StatusAnswer answerTo(String clientId, String lineName) {
        Instant now = venue().clock();
        long then = scene.now() - venue().queryLag();
        VenueRow row = venue().find(clientId, then);
        return row == null ? new StatusAnswer.NotFound(now, lineName)
            : new StatusAnswer.Found(row.status(then, now), row.executions(then));
    }

    boolean isListed(String clientId) {
        return venue().find(clientId, scene.now() - venue().queryLag()) != null;
    }

    List<OpenOrder> openOrders() {
        long then = scene.now() - venue().queryLag();
        return venue().openRows(then).stream().map(row -> new OpenOrder(row.clientId, row.venueOrderId,
            row.instrument(), row.terms.side(), row.terms.type(), row.terms.timeInForce(), row.quantity,
            row.terms.limitPrice(), row.wasExecuted(then))).toList();
    }
}
