package dev.holdfast.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.testkit.TestClock;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tiers that want something at each bar, and hold behind them. */
class SignalTiersTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = TestClock.at("2026-03-02T10:00:00Z");
    private final NodeKit kit = new NodeKit(new NodeIdentity("n1", "i1", clock), null,
        new Bus(vertx, "n1", clock), null);
    private final List<String> out = new ArrayList<>();
    private final SignalTiers tiers = new SignalTiers(kit, signal -> out.add(signal.strategy()));
    private final Eager first = new Eager("first", tiers.outletOf("first"));
    private final Eager second = new Eager("second", tiers.outletOf("second"));
    private int seconds;

    /** Signals at each bar, whatever it is. */
    private static final class Eager implements SignalTier {
        private final String name;
        private final Consumer<Signal> outlet;
        private boolean fit = true;
        private int bars;

        private Eager(String name, Consumer<Signal> outlet) {
            this.name = name;
            this.outlet = outlet;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void onBar(Bar bar) {
            bars++;
            outlet.accept(new Signal(name + bars, name, bar.instrument(), SignalAction.EXIT, bar.close(),
                BigDecimal.ZERO, bar.closeTime(), bar.closeTime(), "at each bar"));
        }

        @Override
        public TierSight sight() {
            return new TierSight(fit, fit ? "well" : "broken");
        }
    }

    @BeforeEach
    void begin() {
        tiers.begin(List.of(first, second));
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void letOutWhatTheServingTierSaysWhileAllHearEveryBar() {
        bar(MarketCondition.LIVE);
        first.fit = false;
        bar(MarketCondition.LIVE);
        assertThat(tiers.words()).isEqualTo("second, as first is unfit: broken");
        first.fit = true;
        bar(MarketCondition.LIVE);

        assertThat(out).containsExactly("first", "second", "first");
        assertThat(second.bars).isEqualTo(3);
    }

    @Test
    void sayNothingOnHold() {
        first.fit = false;
        second.fit = false;
        bar(MarketCondition.LIVE);

        assertThat(out).isEmpty();
        assertThat(tiers.words()).isEqualTo("hold, as first is unfit: broken");
    }

    @Test
    void areHeldOnceNoBarWasLiveForLongEnoughAndServeWithTheNextLiveOne() {
        bar(MarketCondition.LIVE);
        out.clear();
        clock.advance(SignalTiers.PATIENCE);
        tiers.look();
        assertThat(tiers.words()).isEqualTo("first");
        clock.advance(Duration.ofMillis(1));
        bar(MarketCondition.STALE);
        assertThat(out).isEmpty();
        assertThat(tiers.words()).isEqualTo("hold, as first is unfit: no live bar for more than 5 s,"
            + " the newest is STALE");

        bar(MarketCondition.LIVE);
        assertThat(out).containsExactly("first");
    }

    @Test
    void areHeldThoughNoBarComesAtAll() {
        clock.advance(SignalTiers.PATIENCE.plusMillis(1));
        tiers.look();
        assertThat(tiers.words()).startsWith("hold");
    }

    private void bar(MarketCondition condition) {
        tiers.onBar(SampleBars.bar(seconds++, 100, 1, condition));
    }
}
