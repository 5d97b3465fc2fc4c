package dev.holdfast.venuesim.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private final List<Long> played = new ArrayList<>();

    @Test
    void playsAtItsSpeed() {
        var replay = new Replay(new Moments(0, 100, 200, 300), 10, false);

        replay.step(20, moment -> played.add(moment.millis()));

        assertThat(played).containsExactly(0L, 100L, 200L);
        assertThat(replay.positionMillis()).isEqualTo(200);
    }

    @Test
    void standsStillWhilePaused() {
        var replay = new Replay(new Moments(0, 100), 1, false);
        replay.pause();
        replay.step(1_000, moment -> played.add(moment.millis()));
        assertThat(played).isEmpty();

        replay.resume();
        replay.step(50, moment -> played.add(moment.millis()));

        assertThat(played).containsExactly(0L);
    }

    @Test
    void startsAgainAtTheEndWhenLooping() {
        var replay = new Replay(new Moments(0, 100), 1, true);

        replay.step(150, moment -> played.add(moment.millis()));
        replay.step(0, moment -> played.add(moment.millis()));

        assertThat(played).containsExactly(0L, 100L, 0L);
        assertThat(replay.laps()).isEqualTo(1);
    }

    @Test
    void endsAfterOneLapWhenNotLooping() {
        var replay = new Replay(new Moments(0, 100), 1, false);

        replay.step(150, moment -> played.add(moment.millis()));

        assertThat(replay.isOver()).isTrue();
        assertThat(replay.progress()).isEqualTo(1);
    }

    @Test
    void stretchesTimeInsteadOfPlayingABurst() {
        var replay = new Replay(new Moments(new long[3_000]), 1, false);

        replay.step(10_000, moment -> played.add(moment.millis()));

        assertThat(played).hasSize(2_000);
    }

    private static final class Moments implements ReplaySource {
        private final long[] millis;
        private int next;

        Moments(long... millis) {
            this.millis = millis;
        }

        @Override
        public List<String> symbols() {
            return List.of("X");
        }

        @Override
        public TimedEvents peek() {
            return next < millis.length ? new TimedEvents(millis[next], "X", List.of()) : null;
        }

        @Override
        public void advance() {
            next++;
        }

        @Override
        public void rewind() {
            next = 0;
        }

        @Override
        public long lengthMillis() {
            return millis[millis.length - 1];
        }

        @Override
        public String description() {
            return "moments";
        }
    }
}
