package dev.holdfast.signal;

import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.trading.market.Bar;
import java.util.List;
import java.util.stream.Collectors;

/** The configured strategies as a tier: unfit once every one of them was stopped. */
record RulesTier(StrategyDesk desk) implements SignalTier {
    static final String NAME = "rules";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void onBar(Bar bar) {
        desk.onBar(bar);
    }

    @Override
    public TierSight sight() {
        List<StrategyRun> stopped = desk.runs().stream().filter(run -> run.failure() != null).toList();
        return stopped.isEmpty() || stopped.size() < desk.runs().size()
            ? TierSight.fit("strategies run") : TierSight.unfit(stopped.stream()
                .map(run -> run + " stopped: " + run.failure()).collect(Collectors.joining("; ")));
    }
}
