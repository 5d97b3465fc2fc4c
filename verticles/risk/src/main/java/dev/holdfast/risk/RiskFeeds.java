package dev.holdfast.risk;

import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.checkpoint.WatcherStart;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.journal.FoldProof;
import dev.holdfast.runtime.journal.JournalReader;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TailPace;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.PeakEquity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal and the peaks for the risk watch. What breaks is begun again from its start, after a
 * growing wait: a fold that failed half way must not be gone on with. Lives on one context.
 */
final class RiskFeeds {
    private static final Logger LOG = LoggerFactory.getLogger(RiskFeeds.class);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final Vertx vertx;
    private final String bootstrap;
    private final Checkpoints checkpoints;
    private final Listener listener;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private JournalReader reader;
    private Runnable stopJournal = () -> { };
    private Runnable stopPeaks = () -> { };
    private int journalRun;
    private int peaksRun;
    private int journalFailures;
    private int peaksFailures;
    private int restarts;
    private boolean journalLive;
    private boolean peaksLive;
    private boolean stopped;

    /** Hears what was read. */
    interface Listener {
        /** The journal is read anew: everything folded from it is to be forgotten. */
        void onJournalRestart();

        /**
         * Begins behind snapshots, if it can.
         *
         * @return where the journal has to be read from; a shard that is not named from its beginning
         */
        Map<ShardId, ShardPosition> onStart(WatcherStart start);

        void onDecision(ShardId shard, long offset, List<DeskEvent> events);

        void onPeak(PeakEquity peak);
    }

    /** Must be made on the context that will hear it. */
    RiskFeeds(Vertx vertx, String bootstrap, Checkpoints checkpoints, Listener listener) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    void start() {
        startJournal();
        startPeaks();
    }

    void stop() {
        stopped = true;
        stopJournal.run();
        stopPeaks.run();
    }

    /** True while both are read to their ends: only then may be judged. */
    boolean isLive() {
        return journalLive && peaksLive;
    }

    /** Shows that the fold reaches the journal's end. */
    Future<SelfView> prove() {
        return isLive() ? FoldProof.of(vertx, reader)
            : Future.succeededFuture(SelfView.waiting("the journal is being read"));
    }

    /** Times that either was started again. */
    int restarts() {
        return restarts;
    }

    private void startJournal() {
        if (stopped) {
            return;
        }
        int run = ++journalRun;
        // What broke once may have begun wrong: after that nothing but the journal is taken.
        Future<WatcherStart> found = checkpoints.isOff() || restarts > 0
            ? Future.succeededFuture(WatcherStart.BEGINNING)
            : vertx.executeBlocking(() -> WatcherStart.find(checkpoints, bootstrap), false)
                .otherwise(WatcherStart.BEGINNING);
        found.onSuccess(start -> {
            if (!stopped && run == journalRun) {
                read(run, start);
            }
        });
    }

    private void read(int run, WatcherStart start) {
        listener.onJournalRestart();
        reader = new JournalReader(vertx, bootstrap, TailPace.GATHERED, new Journal(run));
        stopJournal = reader::stop;
        reader.start(listener.onStart(start));
    }

    /** Where the fold of a shard stands. */
    ShardPosition position(ShardId shard) {
        return reader.position(shard);
    }

    private void startPeaks() {
        if (stopped) {
            return;
        }
        StreamTail<PeakEquity> tail =
            new StreamTail<>(vertx, bootstrap, Topics.RISK_PEAKS, new Peaks(++peaksRun));
        stopPeaks = tail::stop;
        tail.start(Map.of());
    }

    private void again(String what, int failures, Throwable cause, Runnable start) {
        Duration wait = AGAIN.delay(failures, chance.nextDouble());
        restarts++;
        LOG.warn("{} broke and is read anew in {} ms: {}", what, wait.toMillis(), cause.toString());
        vertx.setTimer(Math.max(1, wait.toMillis()), due -> start.run());
    }

    /** One run through the journal; once it broke, nothing that it still hands over is heard. */
    private final class Journal implements JournalReader.Listener {
        private final int run;

        private Journal(int run) {
            this.run = run;
        }

        @Override
        public void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
            if (run == journalRun) {
                listener.onDecision(shard, position.nextOffset() - 1, events);
            }
        }

        @Override
        public void onCaughtUp() {
            if (run == journalRun) {
                journalLive = true;
                journalFailures = 0;
            }
        }

        @Override
        public void onBroken(Throwable cause) {
            if (run == journalRun && !stopped) {
                journalRun++;
                journalLive = false;
                again("the journal", ++journalFailures, cause, RiskFeeds.this::startJournal);
            }
        }
    }

    /** One run through the peaks. */
    private final class Peaks implements StreamTail.Listener<PeakEquity> {
        private final int run;

        private Peaks(int run) {
            this.run = run;
        }

        @Override
        public void onRecord(int partition, long offset, PeakEquity peak) {
            if (run == peaksRun) {
                listener.onPeak(peak);
            }
        }

        @Override
        public void onCaughtUp() {
            if (run == peaksRun) {
                peaksLive = true;
                peaksFailures = 0;
            }
        }

        @Override
        public void onBroken(Throwable cause) {
            if (run == peaksRun && !stopped) {
                peaksRun++;
                peaksLive = false;
                again("the peaks", ++peaksFailures, cause, RiskFeeds.this::startPeaks);
            }
        }
    }
}
