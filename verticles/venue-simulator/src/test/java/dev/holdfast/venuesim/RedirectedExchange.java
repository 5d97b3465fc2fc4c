package dev.holdfast.venuesim;

import info.bitrich.xchangestream.binance.BinanceStreamingExchange;

/** XChange has its stream addresses built in; these two methods are all that is changed. */
final class RedirectedExchange extends BinanceStreamingExchange {

    private final String socketBase;

    RedirectedExchange(String socketBase) {
        this.socketBase = socketBase;
    }

    @Override
    protected String getStreamingBaseUri() {
        return socketBase;
    }

    @Override
    protected String getTradeStreamingBaseUri() {
        return socketBase + "ws-api/v3";
    }
}
