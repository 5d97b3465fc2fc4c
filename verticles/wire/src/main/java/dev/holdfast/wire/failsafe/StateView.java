package dev.holdfast.wire.failsafe;

import java.time.Instant;
import java.util.List;

/**
 * What the failsafe layer of a node holds of every stateful service, folded from the streams of their changes
 * (requirement A3.5).
 *
 * @param live true once all of the streams' past is folded; before, it is behind
 */
public record StateView(String node, boolean live, List<Line> lines, Instant at) {
    public StateView {
        lines = List.copyOf(lines);
    }

    /**
     * One piece of state.
     *
     * @param service    whose it is
     * @param subject    such as {@code shard 7} or {@code account trend}
     * @param stream     where its changes come from
     * @param nextOffset first offset of the stream that is not in it; null where of a key the newest record
     *                   is all there is
     * @param changes    that were folded since this node's start
     * @param changedAt  time of the newest change
     * @param words      the state, in one line
     */
    public record Line(String service, String subject, String stream, Long nextOffset, long changes,
                       Instant changedAt, String words) {
    }
}
