package dev.holdfast.bench.path;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * A strategy that wants to buy at each numbered quote, for one account after the other, and says so as the
 * signal service does: on the bus at once, and beside it to Kafka. Bars, which would only add waiting for
 * their end, are left out.
 */
final class QuoteTrader {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final char SEPARATOR = '|';

    private final Bus bus;
    private final StreamWriter streams;
    private final List<AccountId> accounts;

    QuoteTrader(Bus bus, StreamWriter streams, List<AccountId> accounts) {
        this.bus = bus;
        this.streams = streams;
        this.accounts = accounts;
    }

    void listen() {
        bus.subscribe(Addresses.QUOTE, this::onQuote);
    }

    /** The number of the quote that a signal came from. */
    static long quoteOf(String signalId) {
        return Long.parseLong(signalId.substring(signalId.indexOf(SEPARATOR) + 1));
    }

    private void onQuote(Quote quote) {
        if (quote.sequence() == 0) {
            return;
        }
        String strategy = accounts.get((int) (quote.sequence() % accounts.size())).name();
        Signal signal = new Signal(strategy + SEPARATOR + quote.sequence(), strategy, quote.instrument(),
            SignalAction.ENTER_LONG, quote.ask(), BigDecimal.ZERO, quote.exchangeTime(),
            quote.exchangeTime().plus(GOOD_FOR), "a quote came");
        bus.publish(Addresses.SIGNAL, signal);
        streams.write(Topics.SIGNALS, quote.instrument().symbol(), signal);
    }
}
