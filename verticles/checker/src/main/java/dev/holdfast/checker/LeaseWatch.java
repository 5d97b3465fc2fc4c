package dev.holdfast.checker;

import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.lease.LeaseRecord.NodeHeartbeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From the log of leases: when a node knew by itself that it was in a minority. What it sent then and the
 * venue took breaks invariant 14. Each node speaks by its own clock here and in the journal.
 */
final class LeaseWatch {
    /** Spans kept of one node; more of them than this means a node that flaps for hours. */
    private static final int MOST_SPANS = 10_000;

    private final Map<String, List<Span>> minorities = new HashMap<>();
    private final Map<String, NodeHeartbeat> newest = new HashMap<>();
    private long records;

    /** From one heartbeat without quorum to the next one without. */
    private record Span(String incarnation, Instant from, Instant to) {
    }

    void take(LeaseRecord record) {
        records++;
        if (record instanceof NodeHeartbeat beat) {
            beat(beat);
        }
    }

    long records() {
        return records;
    }

    /** True if the node had said that it is in a minority, and said so again afterwards. */
    boolean wasInMinority(String node, String incarnation, Instant at) {
        return minorities.getOrDefault(node, List.of()).stream().anyMatch(span ->
            span.incarnation().equals(incarnation) && at.isAfter(span.from()) && at.isBefore(span.to()));
    }

    private void beat(NodeHeartbeat beat) {
        NodeHeartbeat before = newest.put(beat.node(), beat);
        boolean stays = before != null && !before.quorate() && !beat.quorate()
            && before.incarnation().equals(beat.incarnation());
        if (!stays) {
            return;
        }
        List<Span> spans = minorities.computeIfAbsent(beat.node(), absent -> new ArrayList<>());
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        boolean goesOn = last != null && last.incarnation().equals(beat.incarnation())
            && last.to().equals(before.at());
        if (goesOn) {
            spans.set(spans.size() - 1, new Span(last.incarnation(), last.from(), beat.at()));
        } else if (spans.size() < MOST_SPANS) {
            spans.add(new Span(beat.incarnation(), before.at(), beat.at()));
        }
    }
}
