package dev.holdfast.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is called, and however late it comes back, in whatever order. */
class BreakerPropertyTest {
    private static final int STEPS = 600;

    /** A call under way in both breakers. */
    private record Call(long permit, Object naive) {
    }

    /** One world: calls begin, end in any order, and time passes in steps of any size. */
    private static final class World {
        private final Random random;
        private final int failPercent;
        private final Breaker breaker;
        private final NaiveBreaker naive = new NaiveBreaker();
        private final List<Call> underWay = new ArrayList<>();
        private long now;

        private World(long seed, int failPercent) {
            this.random = new Random(seed);
            this.failPercent = failPercent;
            this.now = random.nextLong() >> 2;
            this.breaker = new Breaker(BreakerLimits.STANDARD, now);
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0 -> now += Duration.ofMillis(random.nextInt(3_000)).toNanos();
                case 1 -> now += Duration.ofMillis(random.nextInt(20) == 0 ? 30_000 : 1).toNanos();
                case 2, 3, 4 -> begin();
                default -> end();
            }
            boolean would = breaker.wouldAdmit(now);
            assertThat(breaker.state()).isEqualTo(naive.state(now));
            assertThat(trials()).as("one trial at a time").isLessThanOrEqualTo(1);
            assertThat(would).isEqualTo(breaker.state() == BreakerState.CLOSED
                || breaker.state() == BreakerState.HALF_OPEN && trials() == 0);
        }

        private void begin() {
            BreakerState before = naive.state(now);
            Call call = new Call(breaker.admit(now), naive.admit(now));
            assertThat(call.permit() == Breaker.REJECTED).isEqualTo(call.naive() == null);
            if (before == BreakerState.OPEN) {
                assertThat(call.permit()).as("an open breaker passes nothing").isEqualTo(Breaker.REJECTED);
            }
            if (call.permit() != Breaker.REJECTED) {
                underWay.add(call);
            }
        }

        private void end() {
            if (!underWay.isEmpty()) {
                Call call = underWay.remove(random.nextInt(underWay.size()));
                CallResult result = random.nextInt(100) < failPercent ? CallResult.FAILURE
                    : random.nextInt(10) == 0 ? CallResult.NEUTRAL : CallResult.SUCCESS;
                breaker.settle(call.permit(), result, now);
                naive.settle(call.naive(), result, now);
            }
        }

        /** Trials that were let through and did not come back, nor were given up. */
        private long trials() {
            return underWay.stream().filter(call -> naive.isOnTrial(call.naive())).count();
        }
    }

    @Property(tries = 400)
    void decidesAsTheNaiveOne(@ForAll long seed, @ForAll @IntRange(max = 100) int failPercent) {
        World world = new World(seed, failPercent);
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
    }

    @Property(tries = 200)
    void isTheSameHoweverOftenItIsLookedAt(@ForAll long seed, @ForAll @IntRange(max = 100) int failPercent) {
        Random random = new Random(seed);
        Breaker seldom = new Breaker(BreakerLimits.STANDARD, 0);
        Breaker often = new Breaker(BreakerLimits.STANDARD, 0);
        long now = 0;
        for (int i = 0; i < STEPS; i++) {
            long until = now + Duration.ofMillis(random.nextInt(15_000)).toNanos();
            for (; now < until; now += Duration.ofMillis(700).toNanos()) {
                often.snapshot(now);
            }
            now = until;
            long one = seldom.admit(now);
            assertThat(often.admit(now)).isEqualTo(one);
            if (one != Breaker.REJECTED && random.nextInt(10) > 0) {
                CallResult result =
                    random.nextInt(100) < failPercent ? CallResult.FAILURE : CallResult.SUCCESS;
                seldom.settle(one, result, now);
                often.settle(one, result, now);
            }
            assertThat(often.snapshot(now)).isEqualTo(seldom.snapshot(now));
        }
    }

    @Property(tries = 100)
    void countsTheWindowAsAListWould(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int spread) {
        Random random = new Random(seed);
        CallWindow window = new CallWindow(30_000, 0);
        List<Long> calls = new ArrayList<>();
        List<Long> failures = new ArrayList<>();
        long millis = 0;
        for (int i = 0; i < 2_000; i++) {
            millis += random.nextInt(spread);
            boolean failed = random.nextBoolean();
            window.add(failed, Duration.ofMillis(millis).toNanos() + random.nextInt(1_000_000));
            calls.add(millis);
            if (failed) {
                failures.add(millis);
            }
            long now = millis;
            calls.removeIf(at -> now - at >= 30_000);
            failures.removeIf(at -> now - at >= 30_000);
            assertThat(window.calls()).isEqualTo(calls.size());
            assertThat(window.failures()).isEqualTo(failures.size());
        }
    }
}
