package dev.holdfast.signal;

import static dev.holdfast.signal.SampleBars.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;

class StrategyCatalogTest {
    private static final InstrumentId ETH = new InstrumentId("ETHUSDT");

    private final StrategyCatalog catalog = new StrategyCatalog(Set.of(BTC, ETH));

    /** As a user would write one without parameters. */
    public static final class Quiet implements Strategy {
        @Override
        public int warmUpBars() {
            return 1;
        }

        @Override
        public Intent decide(BarSeries series) {
            return Intent.NOTHING;
        }
    }

    /** As a user would write one with parameters. */
    public static final class Tuned implements Strategy {
        private final int bars;

        public Tuned(Map<String, String> values) {
            var parameters = new StrategyParameters(values);
            bars = parameters.integer("bars", 5, 1, 9_999);
            parameters.refuseOthers();
        }

        @Override
        public int warmUpBars() {
            return bars;
        }

        @Override
        public Intent decide(BarSeries series) {
            return Intent.NOTHING;
        }
    }

    @Test
    void fillsInDefaults() {
        ConfiguredStrategy trend = one(rules("ema-cross", Map.of()));

        assertThat(trend.interval()).isEqualTo(BarInterval.SECOND);
        assertThat(trend.volatilityBars()).isEqualTo(15);
        assertThat(trend.make().get().warmUpBars()).isEqualTo(20);
    }

    @Test
    void takesParametersOfTheKindAndOfEveryKind() {
        ConfiguredStrategy trend = one(rules("ema-cross",
            Map.of("interval", "MINUTE", "volatilityBars", "30", "slow", "20")));

        assertThat(trend.interval()).isEqualTo(BarInterval.MINUTE);
        assertThat(trend.volatilityBars()).isEqualTo(30);
        assertThat(trend.make().get().warmUpBars()).isEqualTo(50);
    }

    @Test
    void makesAUsersOwnStrategyFromItsClassName() {
        assertThat(one(rules(Quiet.class.getName(), Map.of())).make().get()).isInstanceOf(Quiet.class);
        assertThat(one(rules(Tuned.class.getName(), Map.of("bars", "7"))).make().get().warmUpBars())
            .isEqualTo(7);
    }

    @Test
    void makesAnotherObjectForEachInstrument() {
        ConfiguredStrategy quiet = one(rules(Quiet.class.getName(), Map.of()));

        assertThat(quiet.make().get()).isNotSameAs(quiet.make().get());
    }

    @Test
    void takesAStarForAllInstruments() {
        var everywhere = new StrategyRules("trend", "ema-cross", List.of("*"), Map.of(), true);

        assertThat(one(everywhere).instruments()).containsExactly(BTC, ETH);
    }

    @Test
    void leavesOutWhatIsDisabledButChecksItAllTheSame() {
        assertThat(catalog.strategies(List.of(
            new StrategyRules("trend", "ema-cross", List.of("BTCUSDT"), Map.of(), false)))).isEmpty();
        refused(new StrategyRules("trend", "nonsense", List.of("*"), Map.of(), false), "unknown kind");
    }

    @Test
    void refusesAnUnknownKindAndNamesTheKnown() {
        refused(rules("ema-kross", Map.of()), "strategy 'trend': unknown kind 'ema-kross'; it is neither"
            + " built in (bollinger-reversion, ema-cross, pulse, range-breakout) nor a class on the class"
            + " path");
    }

    @Test
    void refusesAnUnknownParameterAndNamesTheKnown() {
        refused(rules("ema-cross", Map.of("fats", "3")),
            "strategy 'trend': unknown parameter 'fats'; known are fast, slow");
        refused(rules(Quiet.class.getName(), Map.of("fast", "3")),
            "strategy 'trend': unknown parameter 'fast'; known are ");
        refused(rules(Tuned.class.getName(), Map.of("fast", "3")),
            "strategy 'trend': unknown parameter 'fast'; known are bars");
    }

    @Test
    void refusesAValueOutOfRangeOrOfAnotherType() {
        refused(rules("ema-cross", Map.of("fast", "1")),
            "strategy 'trend': parameter 'fast' must be a whole number from 2 to 200, was '1'");
        refused(rules("ema-cross", Map.of("slow", "401")), "from 3 to 400, was '401'");
        refused(rules("ema-cross", Map.of("fast", "three")), "was 'three'");
        refused(rules("bollinger-reversion", Map.of("width", "5.01")),
            "parameter 'width' must be a number from 0.5 to 5, was '5.01'");
        refused(rules("ema-cross", Map.of("interval", "HOUR")),
            "parameter 'interval' must be one of [SECOND, MINUTE], was 'HOUR'");
    }

    @Test
    void refusesAWarmUpThatNeverEnds() {
        refused(rules(Tuned.class.getName(), Map.of("bars", "2001")),
            "its warm-up must be 1 to 2000 bars, was 2001");
    }

    @Test
    void refusesAClassThatIsNoStrategy() {
        refused(rules("java.lang.String", Map.of()), "java.lang.String does not implement");
    }

    @Test
    void refusesInstrumentsThatAreNotConfigured() {
        refused(new StrategyRules("trend", "ema-cross", List.of("XRPUSDT"), Map.of(), true),
            "strategy 'trend': unknown instrument 'XRPUSDT'; configured are [BTCUSDT, ETHUSDT]");
        refused(new StrategyRules("trend", "ema-cross", List.of(), Map.of(), true),
            "name at least one instrument");
    }

    @Test
    void refusesANameTwiceAndANameThatIsNone() {
        assertThatExceptionOfType(InvalidStrategy.class)
            .isThrownBy(() -> catalog.strategies(List.of(rules("ema-cross", Map.of()),
                rules("range-breakout", Map.of()))))
            .withMessage("strategy 'trend' is configured twice");
        refused(new StrategyRules("a|b", "ema-cross", List.of("*"), Map.of(), true), "1 to 40 characters");
    }

    private ConfiguredStrategy one(StrategyRules rules) {
        return catalog.strategies(List.of(rules)).getFirst();
    }

    private void refused(StrategyRules rules, String message) {
        assertThatExceptionOfType(InvalidStrategy.class)
            .isThrownBy(() -> catalog.strategies(List.of(rules))).withMessageContaining(message);
    }

    private static StrategyRules rules(String kind, Map<String, String> parameters) {
        return new StrategyRules("trend", kind, List.of("BTCUSDT"), parameters, true);
    }
}
