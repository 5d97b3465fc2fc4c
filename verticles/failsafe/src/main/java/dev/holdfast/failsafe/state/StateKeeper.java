package dev.holdfast.failsafe.state;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.checkpoint.WatcherStart;
import dev.holdfast.runtime.journal.JournalReader;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TailPace;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.failsafe.StateView;
import dev.holdfast.wire.message.PeakEquity;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the materialised view of every stateful service's changes (requirement A3.5), begun from the newest
 * checkpoint as everybody else. It is a reader like any other: nothing waits for it.
 */
public final class StateKeeper implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final FailsafeKit kit;
    private final String bootstrap;
    private final Checkpoints checkpoints;
    private final StateBook book;
    private JournalReader journal;
    private StreamTail<PeakEquity> peaks;
    private MessageConsumer<Buffer> door;
    private int failures;
    private boolean journalLive;
    private boolean stopped;

    public StateKeeper(FailsafeKit kit) {
        this.kit = kit;
        this.bootstrap = kit.node().config().kafka().bootstrapServers();
        this.checkpoints = Checkpoints.of(kit.node().config());
        this.book = new StateBook(kit.node().config().instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity())));
    }

    @Override
    public Future<Void> start() {
        readJournal();
        readPeaks();
        door = kit.node().bus().serve(Addresses.stateView(kit.me()), ask ->
            Future.succeededFuture(new StateView(kit.me(), journalLive, book.lines(), kit.now())));
        return door.completion();
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        if (journal != null) {
            journal.stop();
        }
        peaks.stop();
        return door.unregister();
    }

    /** After a failure nothing but the journal is taken: what it began from may have been wrong. */
    private void readJournal() {
        Future<WatcherStart> found = checkpoints.isOff() || failures > 0
            ? Future.succeededFuture(WatcherStart.BEGINNING)
            : kit.vertx().executeBlocking(() -> WatcherStart.find(checkpoints, bootstrap), false)
                .otherwise(WatcherStart.BEGINNING);
        found.onSuccess(start -> {
            if (!stopped) {
                book.forgetJournal();
                Map<ShardId, ShardPosition> from = new HashMap<>();
                start.shards().forEach((shard, snapshot) ->
                    from.put(new ShardId(shard), book.restore(snapshot)));
                journal = new JournalReader(kit.vertx(), bootstrap, TailPace.GATHERED, new Journal());
                journal.start(from);
            }
        });
    }

    private void readPeaks() {
        peaks = new StreamTail<>(kit.vertx(), bootstrap, Topics.RISK_PEAKS, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, PeakEquity peak) {
                book.onPeak(peak);
            }

            @Override
            public void onCaughtUp() {
                LOG.debug("the peaks are read to their end");
            }
        });
        peaks.start(Map.of());
    }

    private final class Journal implements JournalReader.Listener {
        @Override
        public void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
            book.onDecision(shard, events, position);
        }

        @Override
        public void onCaughtUp() {
            journalLive = true;
        }

        @Override
        public void onBroken(Throwable cause) {
            journalLive = false;
            Duration wait = AGAIN.delay(++failures, ThreadLocalRandom.current().nextDouble());
            LOG.warn("the view of all state is folded anew in {} ms: {}", wait.toMillis(), cause.toString());
            kit.vertx().setTimer(Math.max(1, wait.toMillis()), due -> {
                if (!stopped) {
                    readJournal();
                }
            });
        }
    }
}
