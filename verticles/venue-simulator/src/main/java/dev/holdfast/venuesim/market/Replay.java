package dev.holdfast.venuesim.market;

import java.util.function.Consumer;

/**
 * Plays a source at {@code speed} times its own pace. Driven from outside with elapsed real time, so it has
 * no clock of its own. Falling behind stretches time instead of bursting: a step plays at most {@value
 * #MOST_PER_STEP} moments.
 */
public final class Replay {

    /** Keeps one step to a few milliseconds of the event loop. */
    private static final int MOST_PER_STEP = 2_000;

    private final ReplaySource source;
    private final double speed;
    private final boolean loop;
    private double positionMillis;
    private int laps;
    private boolean paused;

    /** Ready to play from the start. */
    public Replay(ReplaySource source, double speed, boolean loop) {
        this.source = source;
        this.speed = speed;
        this.loop = loop;
    }

    /** Plays what {@code elapsedMillis} of real time brings. */
    public void step(double elapsedMillis, Consumer<TimedEvents> player) {
        if (paused) {
            return;
        }
        positionMillis += elapsedMillis * speed;
        for (var played = 0; played < MOST_PER_STEP; played++) {
            var moment = source.peek();
            if (moment == null) {
                endOfData();
                return;
            }
            if (moment.millis() > positionMillis) {
                return;
            }
            source.advance();
            player.accept(moment);
        }
        var due = source.peek();
        positionMillis = due == null ? positionMillis : Math.min(positionMillis, due.millis());
    }

    /** Stops the market, not the venue. */
    public void pause() {
        paused = true;
    }

    /** Goes on where it stopped. */
    public void resume() {
        paused = false;
    }

    /** Whether it stands still by request. */
    public boolean isPaused() {
        return paused;
    }

    /** Times the data was played to its end. */
    public int laps() {
        return laps;
    }

    /** Played to the end and not looping. */
    public boolean isOver() {
        return !loop && source.peek() == null;
    }

    /** Position in the data's own time. */
    public long positionMillis() {
        return Math.min((long) positionMillis, source.lengthMillis());
    }

    /** Part of the current lap that was played, 0 to 1. */
    public double progress() {
        return source.lengthMillis() == 0 ? 1 : (double) positionMillis() / source.lengthMillis();
    }

    /** What is played. */
    public ReplaySource source() {
        return source;
    }

    private void endOfData() {
        positionMillis = source.lengthMillis();
        if (loop) {
            laps++;
            source.rewind();
            positionMillis = 0;
        } else if (laps == 0) {
            laps = 1;
        }
    }
}
