package dev.holdfast.venuesim.market;

import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Side;
import java.util.List;

/** What a replayed market does to a book. */
public sealed interface MarketEvent {

    /** Someone else's trade; {@code aggressor} is the side that crossed the spread. Units of 1e-8. */
    record Print(Side aggressor, long price, long quantity) implements MarketEvent {
    }

    /** New absolute sizes of single levels, 0 = the level is gone. */
    record DepthChange(List<LevelView> levels) implements MarketEvent {
    }

    /** The whole background: every level not named is gone. */
    record DepthSnapshot(List<LevelView> levels) implements MarketEvent {
    }
}
