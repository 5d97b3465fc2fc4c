package dev.holdfast.binance.feed;

import dev.holdfast.binance.book.BookSync;
import dev.holdfast.binance.book.DepthBook;
import dev.holdfast.binance.book.DepthSnapshot;
import dev.holdfast.binance.book.DepthUpdate;
import dev.holdfast.binance.book.Fixed8;
import dev.holdfast.binance.feed.FrameReader.DepthFrame;
import dev.holdfast.binance.feed.FrameReader.TickerFrame;
import dev.holdfast.binance.feed.FrameReader.TradeFrame;
import dev.holdfast.resilience.health.SilenceWatch;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes one instrument's frames into quotes, trades and conditions. No I/O, no clock of its own.
 *
 * <p>A quote comes from whichever source is ahead by update id: bookTicker tells every change at once, the
 * book follows up to 100 ms later but is proven complete by its sequence and is there when nothing changes.
 * Within a connection an update id never goes back. bookTicker carries no time, so the exchange time of its
 * quotes is the newest event time seen of this instrument: true to about 100 ms, never ahead.
 */
final class InstrumentDesk {
    private final InstrumentId instrument;
    private final FeedListener listener;
    private final BookSync sync = new BookSync();
    private final SilenceWatch silence;
    private TickerFrame best;
    private long exchangeMillis = -1;
    private boolean whole;
    private boolean everWhole;
    private boolean quiet;
    private MarketCondition told = MarketCondition.STALE;

    InstrumentDesk(InstrumentId instrument, FeedListener listener, Duration silenceLimit, Instant now) {
        this.instrument = instrument;
        this.listener = listener;
        this.silence = new SilenceWatch(silenceLimit, now);
    }

    /** Says where it begins: nothing was heard yet. */
    void begin() {
        listener.onCondition(instrument, MarketCondition.STALE, "not connected yet");
    }

    /** The connection is gone: what was known is no longer, and a restarted venue may count ids anew. */
    void disconnected(String why) {
        sync.restart();
        whole = false;
        everWhole = false;
        best = null;
        exchangeMillis = -1;
        tell(why);
    }

    void onTrade(TradeFrame frame, Instant received) {
        heard(received, frame.eventMillis());
        listener.onTrade(new Trade(instrument, frame.tradeId(), price(frame.price()),
            quantity(frame.quantity()), frame.buyerIsMaker() ? Side.SELL : Side.BUY,
            Instant.ofEpochMilli(frame.tradeMillis()), received));
    }

    void onTicker(TickerFrame frame, Instant received) {
        heard(received, -1);
        if (best == null || frame.updateId() > best.updateId()) {
            quote(frame, received);
        }
    }

    /** Takes a depth event; true if a snapshot is now wanted. */
    boolean onDepth(DepthFrame frame, Instant received) {
        heard(received, frame.eventMillis());
        return after(sync.onUpdate(frame.update()), frame.update(), received);
    }

    /** Takes a snapshot; true if another one is wanted. */
    boolean onSnapshot(DepthSnapshot snapshot, Instant received) {
        return after(sync.onSnapshot(snapshot), null, received);
    }

    void onSnapshotFailed() {
        sync.onSnapshotFailed();
    }

    boolean isSynced() {
        return sync.isSynced();
    }

    int recentSnapshots() {
        return sync.recentSnapshots();
    }

    DepthBook book() {
        return sync.book();
    }

    /** Looks for silence. */
    void tick(Instant now) {
        quiet = silence.isSilent(now);
        tell("nothing heard for " + silence.age(now).toMillis() + " ms");
    }

    private boolean after(BookSync.Step step, DepthUpdate update, Instant received) {
        switch (step) {
            case SYNCED, APPLIED -> {
                whole = true;
                everWhole = true;
                quoteFromBook(received);
            }
            case GAPPED -> {
                whole = false;
                tell("an update is missing before " + update.firstId());
            }
            case IGNORED, COLLECTED, TOO_OLD -> {
                // The book stands as it did.
            }
        }
        return step == BookSync.Step.GAPPED || step == BookSync.Step.TOO_OLD;
    }

    private void heard(Instant received, long eventMillis) {
        silence.heard(received);
        exchangeMillis = Math.max(exchangeMillis, eventMillis);
        if (quiet) {
            quiet = false;
            tell("heard again");
        }
    }

    private void quoteFromBook(Instant received) {
        DepthBook book = sync.book();
        boolean ahead = best == null || book.lastId() > best.updateId();
        if (ahead && (best == null || differs(book))) {
            quote(new TickerFrame(instrument.symbol(), book.lastId(), book.bestBid(),
                book.bestBidQuantity(), book.bestAsk(), book.bestAskQuantity()), received);
        } else {
            tell("book and stream are in step");
        }
    }

    private boolean differs(DepthBook book) {
        return book.bestBid() != best.bid() || book.bestBidQuantity() != best.bidQuantity()
            || book.bestAsk() != best.ask() || book.bestAskQuantity() != best.askQuantity();
    }

    private void quote(TickerFrame frame, Instant received) {
        best = frame;
        tell(isOneSided() ? "no bid or no ask" : isCrossed()
            ? "bid " + Fixed8.decimal(frame.bid()) + " at or above ask " + Fixed8.decimal(frame.ask())
            : "book and stream are in step");
        if (!isOneSided()) {
            listener.onQuote(new Quote(instrument, price(frame.bid()), quantity(frame.bidQuantity()),
                price(frame.ask()), quantity(frame.askQuantity()), exchangeTime(received), received,
                frame.updateId(), told));
        }
    }

    /** Before the first event with a time there is only ours. */
    private Instant exchangeTime(Instant received) {
        return exchangeMillis < 0 ? received : Instant.ofEpochMilli(exchangeMillis);
    }

    private void tell(String why) {
        MarketCondition now = condition();
        if (now != told) {
            told = now;
            listener.onCondition(instrument, now, why);
        }
    }

    private MarketCondition condition() {
        boolean stale = quiet || !whole && !everWhole || best == null || isOneSided();
        MarketCondition condition = stale ? MarketCondition.STALE : MarketCondition.LIVE;
        condition = condition.worst(best != null && isCrossed() ? MarketCondition.CROSSED : condition);
        return condition.worst(!whole && everWhole ? MarketCondition.GAPPED : condition);
    }

    private boolean isOneSided() {
        return best.bid() == 0 || best.ask() == 0 || best.bidQuantity() == 0 || best.askQuantity() == 0;
    }

    private boolean isCrossed() {
        return !isOneSided() && best.bid() >= best.ask();
    }

    private static Price price(long fixed8) {
        return new Price(Fixed8.decimal(fixed8));
    }

    private static Quantity quantity(long fixed8) {
        return new Quantity(Fixed8.decimal(fixed8));
    }
}
