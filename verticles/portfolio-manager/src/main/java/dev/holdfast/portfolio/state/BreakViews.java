package dev.holdfast.portfolio.state;

import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.view.BreakView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Differences between us and the venue, of all shards: the open ones (one for each kind and subject), and
 * the newest {@value #MAX_CLOSED} closed ones. One owner.
 */
public final class BreakViews {
    static final int MAX_CLOSED = 1_000;
    /** Nobody works through more; beyond that the oldest is not shown any more. */
    static final int MAX_OPEN = 10_000;

    private final LinkedHashMap<Key, BreakView> open = new LinkedHashMap<>();
    private final LinkedHashMap<Key, BreakView> closed = new LinkedHashMap<>();

    private record Key(ShardId shard, String breakId) {
    }

    /**
     * A difference that was closed may come back: then it is open again. One that is open keeps the time at
     * which it was found.
     */
    public void onFound(ShardId shard, BreakFound found) {
        Key key = new Key(shard, found.breakId());
        closed.remove(key);
        BreakView before = open.get(key);
        open.put(key, new BreakView(found.breakId(), shard.number(), found.kind(), found.subject(),
            found.ours(), found.venues(), before == null ? found.at() : before.foundAt(), null, null, null,
            null));
        bound(open, MAX_OPEN);
    }

    public void onClosed(ShardId shard, BreakClosed event) {
        Key key = new Key(shard, event.breakId());
        BreakView was = open.remove(key);
        if (was == null) {
            return;
        }
        closed.put(key, new BreakView(was.breakId(), was.shard(), was.kind(), was.subject(), was.ours(),
            was.venues(), was.foundAt(), event.disposition(), event.evidence(), event.by(), event.at()));
        bound(closed, MAX_CLOSED);
    }

    /** The newest, newest first. */
    public List<BreakView> newest(int limit, boolean onlyOpen) {
        Stream<BreakView> chosen = onlyOpen ? open.values().stream()
            : Stream.concat(open.values().stream(), closed.values().stream());
        return chosen.sorted(Comparator.comparing(BreakView::foundAt).reversed()
            .thenComparing(BreakView::shard).thenComparing(BreakView::breakId)).limit(limit).toList();
    }

    private static void bound(LinkedHashMap<Key, BreakView> views, int most) {
        if (views.size() > most) {
            views.pollFirstEntry();
        }
    }

    public int open() {
        return open.size();
    }
}
