package dev.holdfast.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.signal.strategy.Pulse;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The strategies of {@code conf/strategies.yaml} on the trades of the default demo. */
class DefaultStrategiesTest {
    private static final int DEMO_SECONDS = 90;

    @Test
    void areValidAndAllOfThemTradeWithinTheDemo() throws IOException {
        List<ConfiguredStrategy> strategies = catalog().strategies(defaults());
        List<Signal> signals = signals(strategies, RecordedBars.ofFirst(DEMO_SECONDS));

        for (ConfiguredStrategy strategy : strategies) {
            if (strategy.make().get() instanceof Pulse) {
                continue; // It goes by the clock, not by the trades.
            }
            List<Signal> own = signals.stream().filter(s -> s.strategy().equals(strategy.name())).toList();
            long enters = own.stream().filter(s -> s.action() == SignalAction.ENTER_LONG).count();
            assertThat(enters).as(strategy.name()).isPositive();
            assertThat(own.size() - enters).as(strategy.name()).isPositive();
        }
    }

    @Test
    void areWarmAfterTwentyBars() throws IOException {
        List<Bar> bars = RecordedBars.ofFirst(21);
        var desk = new StrategyDesk(catalog().strategies(defaults()), signal -> { });
        desk.goLive();

        bars.forEach(desk::onBar);

        assertThat(bars).hasSize(21);
        assertThat(desk.runs()).isNotEmpty().allMatch(StrategyRun::isWarm);
    }

    @Test
    void tradeOnTheNextTenMinutesToo() throws IOException {
        List<Signal> signals = signals(catalog().strategies(defaults()), RecordedBars.ofFirst(600));

        assertThat(signals).hasSizeGreaterThan(40);
        assertThat(signals).allSatisfy(signal -> {
            assertThat(signal.volatility().signum()).isNotNegative();
            assertThat(Duration.between(signal.barCloseTime(), signal.expiresAt()))
                .isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void signalTheSameWheneverTheyBeganToListen() throws IOException {
        List<Bar> bars = RecordedBars.ofFirst(300);
        List<Bar> later = bars.subList(100, bars.size());
        Instant warm = later.get(20).closeTime();

        assertThat(after(warm, signals(catalog().strategies(defaults()), later)))
            .isNotEmpty()
            .isEqualTo(after(warm, signals(catalog().strategies(defaults()), bars)));
    }

    private static List<Signal> after(Instant time, List<Signal> signals) {
        return signals.stream().filter(signal -> signal.barCloseTime().isAfter(time)).toList();
    }

    private static List<Signal> signals(List<ConfiguredStrategy> strategies, List<Bar> bars) {
        List<Signal> signals = new ArrayList<>();
        var desk = new StrategyDesk(strategies, signals::add);
        desk.goLive();
        bars.forEach(desk::onBar);
        assertThat(desk.runs()).allMatch(run -> run.failure() == null);
        return signals;
    }

    private static StrategyCatalog catalog() {
        return new StrategyCatalog(Set.of(RecordedBars.BTC));
    }

    private static List<StrategyRules> defaults() throws IOException {
        JsonNode file = new YAMLMapper().readTree(Path.of("../../conf/strategies.yaml").toFile());
        List<StrategyRules> rules = new ArrayList<>();
        for (JsonNode one : file.required("strategies")) {
            List<String> instruments = new ArrayList<>();
            one.required("instruments").forEach(symbol -> instruments.add(symbol.asText()));
            Map<String, String> parameters = new HashMap<>();
            one.required("parameters").properties()
                .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
            rules.add(new StrategyRules(one.required("name").asText(), one.required("kind").asText(),
                instruments, parameters, one.required("enabled").asBoolean()));
        }
        return rules;
    }
}
