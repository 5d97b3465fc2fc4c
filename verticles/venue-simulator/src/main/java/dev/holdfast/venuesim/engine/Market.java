package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.OrderBook;
import dev.holdfast.venuesim.book.Side;
import java.util.List;
import java.util.Objects;

/** One instrument's live market: its book, its tape, and the one id sequence of snapshots and diffs. */
public final class Market {

    /** Best bid and ask with sizes; null where a side is empty. */
    public record Best(LevelView bid, LevelView ask) {
    }

    /** A REST snapshot. */
    public record Snapshot(long lastUpdateId, List<LevelView> bids, List<LevelView> asks) {
    }

    private final Instrument instrument;
    private final OrderBook book = new OrderBook();
    private final TradeTape tape = new TradeTape();
    private final DepthDiff fast;
    private final DepthDiff slow;
    private long updateId;
    private long nextTradeId;
    private int snapshotRequests;
    private Best best = new Best(null, null);

    Market(Instrument instrument, long firstId) {
        this.instrument = instrument;
        this.updateId = firstId;
        this.nextTradeId = firstId;
        this.fast = new DepthDiff(firstId);
        this.slow = new DepthDiff(firstId);
    }

    /** Instrument. */
    public Instrument instrument() {
        return instrument;
    }

    /** Book. */
    public OrderBook book() {
        return book;
    }

    /** Prints so far. */
    public TradeTape tape() {
        return tape;
    }

    /** Id of the last change. */
    public long updateId() {
        return updateId;
    }

    /** Times a REST snapshot was asked for: one per client that keeps its book well. */
    public int snapshotRequests() {
        return snapshotRequests;
    }

    /** Best levels of now. */
    public Best best() {
        return best;
    }

    /**
     * A snapshot takes an id of its own, and makes the next event span it, so that {@code lastUpdateId}
     * lies within the first kept event's [U, u] for strict clients as well as for those that compare with U
     * - 1.
     */
    public Snapshot snapshot(int limit) {
        snapshotRequests++;
        updateId++;
        fast.require();
        slow.require();
        return image(limit);
    }

    /** The book of now under the last id, without being a snapshot that a client asked for. */
    public Snapshot image(int limit) {
        return new Snapshot(updateId, book.depth(Side.BUY, limit), book.depth(Side.SELL, limit));
    }

    /** Counts a snapshot request that a fault answers. */
    public void countSnapshotRequest() {
        snapshotRequests++;
    }

    /** Events of the 100 ms stream since the last call. */
    public List<DepthDiff.Event> drainFast() {
        return drain(fast);
    }

    /** Events of the 1,000 ms stream since the last call. */
    public List<DepthDiff.Event> drainSlow() {
        return drain(slow);
    }

    /** Numbers the book's changes; true when the best levels are others than before. */
    boolean numberChanges() {
        var changes = book.drainChanges();
        if (changes.isEmpty()) {
            return false;
        }
        updateId += changes.size();
        fast.add(changes);
        slow.add(changes);
        var now = new Best(first(Side.BUY), first(Side.SELL));
        var moved = !Objects.equals(now, best);
        best = now;
        return moved;
    }

    PublicTrade print(Side aggressor, long price, long quantity, long time) {
        var trade = new PublicTrade(nextTradeId++, price, quantity, aggressor, time);
        tape.add(trade);
        return trade;
    }

    private LevelView first(Side side) {
        var levels = book.depth(side, 1);
        return levels.isEmpty() ? null : levels.getFirst();
    }

    private List<DepthDiff.Event> drain(DepthDiff diff) {
        if (!diff.isDue()) {
            return List.of();
        }
        updateId++;
        return diff.drain(updateId);
    }
}
