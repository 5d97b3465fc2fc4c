package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Level changes gathered for one diff stream. Every event's {@code U} is the previous {@code u + 1}, and
 * all ids come from the instrument's one sequence, which snapshots use too.
 */
public final class DepthDiff {

    /** Levels in one event; a larger change (a new lap) goes out as several events in sequence. */
    private static final int MOST_LEVELS = 1_000;

    /** One depthUpdate: ids from {@code firstId} (U) to {@code lastId} (u), levels with absolute sizes. */
    public record Event(long firstId, long lastId, List<LevelView> levels) {
    }

    private record Key(Side side, long price) {
    }

    private final Map<Key, LevelView> pending = new LinkedHashMap<>();
    private long lastSent;
    private boolean due;

    DepthDiff(long startId) {
        this.lastSent = startId;
    }

    void add(List<LevelView> changes) {
        for (var change : changes) {
            pending.put(new Key(change.side(), change.price()), change);
        }
    }

    /** Asks for an event even if no level changes: a snapshot was taken between two events. */
    void require() {
        due = true;
    }

    boolean isDue() {
        return due || !pending.isEmpty();
    }

    /** Everything gathered, up to and including {@code updateId}. */
    List<Event> drain(long updateId) {
        var levels = new ArrayList<>(pending.values());
        pending.clear();
        due = false;
        var events = new ArrayList<Event>();
        var from = 0;
        do {
            var to = Math.min(levels.size(), from + MOST_LEVELS);
            var lastId = to == levels.size() ? updateId : lastSent + to - from;
            events.add(new Event(lastSent + 1, lastId, List.copyOf(levels.subList(from, to))));
            lastSent = lastId;
            from = to;
        } while (from < levels.size());
        return events;
    }
}
