package dev.holdfast.execution;

import dev.holdfast.execution.shard.ShardJournal;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.LogIdentity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One shard's journal in memory, for as many nodes as a test runs: what is appended is there at once, what a
 * node has read is up to the test.
 */
final class MemoryLog {
    final List<JournalRecord> records = new ArrayList<>();
    private final ShardId shard;
    private final Map<OrderPath, Integer> read = new HashMap<>();
    private int lose;

    MemoryLog(ShardId shard) {
        this.shard = shard;
    }

    /** The next {@code count} appends vanish, and their writer is not told. */
    void lose(int count) {
        lose = count;
    }

    /** Lets a node read everything that is there. */
    void deliver(OrderPath node) {
        for (int next = read.getOrDefault(node, 0); next < records.size(); next = read.get(node)) {
            read.put(node, next + 1);
            node.onRecord(shard.number(), next, records.get(next));
        }
    }

    /** The journal as one node writes and asks it. */
    ShardJournal port() {
        return new ShardJournal() {
            @Override
            public JournalWriter open(NodeIdentity writer) {
                return new Pen();
            }

            @Override
            public Future<Map<Integer, Long>> endOffsets() {
                Map<Integer, Long> ends = new HashMap<>();
                for (int number = 0; number < ShardId.COUNT; number++) {
                    ends.put(number, number == shard.number() ? (long) records.size() : Long.MAX_VALUE);
                }
                return Future.succeededFuture(ends);
            }

            @Override
            public LogIdentity identity() {
                return new LogIdentity("in memory", ShardId.COUNT);
            }
        };
    }

    private final class Pen implements JournalWriter {
        private boolean abandoned;

        @Override
        public Future<Void> append(ShardId to, String key, JournalRecord record) {
            if (abandoned) {
                return Future.failedFuture("abandoned");
            }
            if (lose > 0) {
                lose--;
                return Promise.<Void>promise().future();
            }
            records.add(record);
            return Future.succeededFuture();
        }

        @Override
        public void abandon() {
            abandoned = true;
        }
    }
}
