package dev.holdfast.binance.feed;

import dev.holdfast.binance.book.DepthSnapshot;
import dev.holdfast.binance.feed.FrameReader.DepthFrame;
import dev.holdfast.binance.feed.FrameReader.Frame;
import dev.holdfast.binance.feed.FrameReader.OtherFrame;
import dev.holdfast.binance.feed.FrameReader.ShutdownFrame;
import dev.holdfast.binance.feed.FrameReader.TickerFrame;
import dev.holdfast.binance.feed.FrameReader.TradeFrame;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.trading.market.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Hands each frame of a connection to its instrument. No I/O: it says when a snapshot is wanted. */
public final class MarketDesk {
    private final Map<String, InstrumentDesk> desks = new HashMap<>();
    private final FrameReader reader = new FrameReader();
    private final SnapshotWanted snapshotWanted;
    private long frames;
    private long malformed;
    private long other;

    /** Fetches a snapshot and brings it to {@link #onSnapshot} or {@link #onSnapshotFailed}. */
    @FunctionalInterface
    public interface SnapshotWanted {
        /**
         * Asks, without waiting.
         *
         * @param recentSnapshots asked for lately: 0 means now, more means later
         */
        void fetch(InstrumentId instrument, int recentSnapshots);
    }

    /**
     * Begins with every instrument STALE.
     *
     * @param silenceLimit an instrument not heard of for longer is STALE
     */
    public MarketDesk(Collection<InstrumentId> instruments, FeedListener listener, Duration silenceLimit,
                      Instant now, SnapshotWanted snapshotWanted) {
        this.snapshotWanted = snapshotWanted;
        // In order of the symbol, so that what is asked and told first does not depend on hashing.
        var sorted = new TreeMap<InstrumentId, InstrumentDesk>();
        instruments.forEach(id -> sorted.put(id, new InstrumentDesk(id, listener, silenceLimit, now)));
        sorted.forEach((id, desk) -> desks.put(id.symbol(), desk));
        sorted.values().forEach(InstrumentDesk::begin);
    }

    /** The streams are open: from now on nothing is missed, so snapshots make sense. */
    public void connected() {
        desks.forEach((symbol, desk) -> want(symbol, desk));
    }

    public void disconnected(String why) {
        desks.values().forEach(desk -> desk.disconnected(why));
    }

    /** Takes one frame; true if the venue says that it is going to close. */
    public boolean onFrame(String text, Instant received) {
        frames++;
        Frame frame;
        try {
            frame = reader.read(text);
        } catch (MalformedFrame e) {
            malformed++;
            return false;
        }
        return onFrame(frame, received);
    }

    /** Counts a frame that is not even text. */
    public void onUnreadable() {
        frames++;
        malformed++;
    }

    public void onSnapshot(InstrumentId instrument, String body, Instant received) {
        InstrumentDesk desk = desks.get(instrument.symbol());
        DepthSnapshot snapshot;
        try {
            snapshot = reader.readSnapshot(body);
        } catch (MalformedFrame e) {
            malformed++;
            onSnapshotFailed(instrument);
            return;
        }
        if (desk.onSnapshot(snapshot, received)) {
            want(instrument.symbol(), desk);
        }
    }

    /** It could not be had; another one is wanted, later. */
    public void onSnapshotFailed(InstrumentId instrument) {
        InstrumentDesk desk = desks.get(instrument.symbol());
        desk.onSnapshotFailed();
        if (!desk.isSynced()) {
            want(instrument.symbol(), desk);
        }
    }

    /** Looks for silent instruments. */
    public void tick(Instant now) {
        desks.values().forEach(desk -> desk.tick(now));
    }

    public long frames() {
        return frames;
    }

    public long malformed() {
        return malformed;
    }

    /** Well-formed frames of a kind or instrument that was not asked for. */
    public long other() {
        return other;
    }

    private boolean onFrame(Frame frame, Instant received) {
        switch (frame) {
            case TradeFrame trade -> {
                InstrumentDesk desk = desk(trade.symbol());
                if (desk != null) {
                    desk.onTrade(trade, received);
                }
            }
            case TickerFrame ticker -> {
                InstrumentDesk desk = desk(ticker.symbol());
                if (desk != null) {
                    desk.onTicker(ticker, received);
                }
            }
            case DepthFrame depth -> {
                InstrumentDesk desk = desk(depth.symbol());
                if (desk != null && desk.onDepth(depth, received)) {
                    want(depth.symbol(), desk);
                }
            }
            case OtherFrame unasked -> other++;
            case ShutdownFrame shutdown -> {
                return true;
            }
        }
        return false;
    }

    private InstrumentDesk desk(String symbol) {
        InstrumentDesk desk = desks.get(symbol);
        if (desk == null) {
            other++;
        }
        return desk;
    }

    private void want(String symbol, InstrumentDesk desk) {
        snapshotWanted.fetch(new InstrumentId(symbol), desk.recentSnapshots());
    }
}
