package dev.holdfast.venuesim.market;

import java.util.List;

/** What happens to one instrument at one moment of the data, {@code millis} after the data's start. */
public record TimedEvents(long millis, String symbol, List<MarketEvent> events) {
}
