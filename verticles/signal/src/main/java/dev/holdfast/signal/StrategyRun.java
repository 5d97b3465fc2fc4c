package dev.holdfast.signal;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import dev.holdfast.trading.signal.SignalGate;
import dev.holdfast.trading.signal.SignalIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One strategy on one instrument: lets it speak only when {@link SignalGate} admits, on nothing but the live
 * bars of the present row (invariant 16), and makes signals of its intents. The same bars give the same
 * signals, ids included. A strategy that throws is stopped for good. Not thread-safe: one owner.
 */
final class StrategyRun {
    private final String name;
    private final InstrumentId instrument;
    private final BarInterval interval;
    private final int volatilityBars;
    private final Strategy strategy;
    private final SignalGate gate;
    private final BarWindow window;
    private Instant lastClose = Instant.MIN;
    private boolean warm;
    private String failure;

    StrategyRun(ConfiguredStrategy configured, InstrumentId instrument) {
        this.name = configured.name();
        this.instrument = instrument;
        this.interval = configured.interval();
        this.volatilityBars = configured.volatilityBars();
        this.strategy = configured.make().get();
        int bars = Math.max(strategy.warmUpBars(), volatilityBars + 1);
        this.gate = new SignalGate(bars);
        this.window = new BarWindow(bars);
    }

    /** Takes a bar from the past: it warms up, but is too old to act upon. */
    void recall(Bar bar) {
        if (isNext(bar)) {
            take(bar);
        }
    }

    /**
     * Takes a bar that just closed and asks the strategy. A bar of another interval, or one that is not
     * newer than the last (a second publisher, or a recalled bar heard again), says nothing.
     */
    Optional<Signal> onBar(Bar bar) {
        if (!isNext(bar)) {
            return Optional.empty();
        }
        take(bar);
        return warm && failure == null ? ask(bar) : Optional.empty();
    }

    /** True once the warm-up is through and the last bar could be acted upon. */
    boolean isWarm() {
        return warm;
    }

    /** Why it was stopped; null while it runs. */
    String failure() {
        return failure;
    }

    /** For people: strategy and instrument. */
    @Override
    public String toString() {
        return name + " on " + instrument;
    }

    private boolean isNext(Bar bar) {
        return bar.interval() == interval && !bar.openTime().isBefore(lastClose);
    }

    private void take(Bar bar) {
        lastClose = bar.closeTime();
        warm = gate.admits(bar);
        if (gate.startedOver()) {
            window.clear();
        }
        if (bar.condition().isTradable()) {
            window.add(bar);
        }
    }

    private Optional<Signal> ask(Bar bar) {
        try {
            return switch (strategy.decide(window.series(strategy.warmUpBars()))) {
                case Intent.Nothing nothing -> Optional.empty();
                case Intent.EnterLong enter ->
                    Optional.of(signal(bar, SignalAction.ENTER_LONG, enter.reason()));
                case Intent.Exit exit -> Optional.of(signal(bar, SignalAction.EXIT, exit.reason()));
            };
        } catch (RuntimeException e) {
            failure = e.toString();
            return Optional.empty();
        }
    }

    private Signal signal(Bar bar, SignalAction action, String reason) {
        Instant closed = bar.closeTime();
        return new Signal(SignalIds.of(name, instrument, closed, action), name, instrument, action,
            bar.close(), window.volatility(volatilityBars), closed, closed.plus(useful(interval)), reason);
    }

    /** How long a signal may still be acted upon: a few bars of one second, half a bar of a minute. */
    private static Duration useful(BarInterval interval) {
        return switch (interval) {
            case SECOND -> Duration.ofSeconds(5);
            case MINUTE -> Duration.ofSeconds(30);
        };
    }
}
