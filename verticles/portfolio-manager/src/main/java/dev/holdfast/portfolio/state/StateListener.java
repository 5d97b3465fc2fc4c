package dev.holdfast.portfolio.state;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.wire.view.CandleView;
import dev.holdfast.wire.view.EquityPointView;

/** Hears what changes in the views while they are live; the replay of the past is not told. */
public interface StateListener {
    void onDeskChanged(DeskChange change);

    void onQuoteChanged(InstrumentId instrument);

    void onCandleChanged(CandleView candle, boolean closed);

    void onEquityPoint(EquityPointView point);
}
