package dev.holdfast.signal;

import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.trading.market.Bar;

/** One way of making signals, such as by rules. It hears every bar, served or not, to stay warm. */
interface SignalTier {
    /** Its name in the chain. */
    String name();

    /** A bar that closed now. */
    void onBar(Bar bar);

    /** Whether it could serve, leaving aside how the market is. */
    TierSight sight();
}
