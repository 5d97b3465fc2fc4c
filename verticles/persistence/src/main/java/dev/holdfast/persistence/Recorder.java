package dev.holdfast.persistence;

import dev.holdfast.persistence.db.Database;
import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.equity.EquitySampler;
import dev.holdfast.persistence.fold.History;
import dev.holdfast.persistence.fold.JournalFold;
import dev.holdfast.persistence.fold.OrderNotLoaded;
import dev.holdfast.persistence.store.BatchWriter;
import dev.holdfast.persistence.store.Item;
import dev.holdfast.persistence.store.StateLoader;
import dev.holdfast.persistence.store.StoredState;
import dev.holdfast.persistence.store.StreamPartition;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns topics into rows. Whatever goes wrong, there is one way back: forget everything in memory, load what
 * is stored, and read on from there. Lives on one Vert.x context and never blocks it.
 */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    /** To open and to load: more than is ever needed where the processor is busy. */
    private static final Map<History, Long> OPEN_SECONDS = Map.of(History.RECENT, 60L, History.ALL, 600L);

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final String bootstrap;
    private final Map<InstrumentId, Instrument> instruments;
    private final StreamBounds bounds;
    private final Consumer<DatabaseProblem> beyondRepair;
    private final GuardedCall writes;
    private final WriteQueue queue = new WriteQueue();
    private final EquitySampler sampler = new EquitySampler();
    private final Map<StreamPartition, Long> accepted = new HashMap<>();
    private final Lag lag = new Lag();
    private final Endings endings;
    private final Trouble trouble;
    private Database database;
    private BatchWriter writer;
    private JournalFold fold;
    private History history = History.RECENT;
    private Feeds feeds;
    private boolean caughtUp;
    private boolean stopped;
    private int attempts;

    /**
     * A recorder that is yet to be started.
     *
     * @param writes       through which batches are written, one at a time
     * @param beyondRepair told once if the database turns out to be corrupt: this recorder then does no more
     */
    Recorder(Vertx vertx, DatabaseUrl url, NodeConfig config, GuardedCall writes,
             Consumer<DatabaseProblem> beyondRepair) {
        this.writes = writes;
        this.vertx = vertx;
        this.beyondRepair = beyondRepair;
        this.url = url;
        this.endings = new Endings(url.display());
        this.trouble = new Trouble(url);
        this.bootstrap = config.kafka().bootstrapServers();
        this.instruments = config.instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity()));
        this.bounds = new StreamBounds(vertx, bootstrap);
    }

    /** Fails only if a person has to mend something first; a database that is away is tried again. */
    Future<Void> start() {
        return open().recover(failure -> {
            if (failure instanceof DatabaseProblem problem && problem.isLasting()) {
                forget();
                return bounds.close().transform(closed -> endings.endedAtLast())
                    .transform(ended -> Future.failedFuture(failure));
            }
            failed(failure);
            return Future.succeededFuture();
        });
    }

    /** Writes what is already read, for at most five seconds, and closes. */
    Future<Void> stop() {
        stopped = true;
        stopReading();
        return queue.drained(vertx).eventually(bounds::close).eventually(() -> {
            endings.close(database);
            return endings.endedAtLast();
        });
    }

    /** The newest price of an instrument. */
    void onQuote(Quote quote) {
        sampler.onQuote(quote);
    }

    /** A point of the equity curve if one is due, which is then on its way to the database; else null. */
    EquityPoint sampleEquity(Instant now) {
        boolean live = feeds != null && caughtUp;
        EquityPoint point = live ? sampler.sample(fold.accounts(), now) : null;
        if (point != null) {
            accept(new Item.EquitySampled(point));
        }
        return point;
    }

    /** Null while it is away. */
    Database database() {
        return writer == null ? null : database;
    }

    /** How the recording is going. */
    RecorderState state() {
        return trouble.state(caughtUp, lag.records(), queue.size());
    }

    /** Asks how far the topics are ahead of the database. */
    Future<Void> measureLag() {
        return bounds.of(Topics.JOURNAL.name()).compose(journal ->
            bounds.of(Topics.AUDIT.name()).onSuccess(audit -> lag.topics(journal, audit))).mapEmpty();
    }

    /** Opens the database, loads what is stored and reads on from there. */
    private Future<Void> open() {
        int attempt = ++attempts;
        trouble.at("opening it");
        return Database.open(vertx, url).compose(opened -> begin(opened, attempt))
            .timeout(OPEN_SECONDS.get(history), TimeUnit.SECONDS)
            .recover(failure -> Future.failedFuture(trouble.told(failure)));
    }

    private Future<Void> begin(Database opened, int attempt) {
        if (stopped || attempt != attempts) {
            return opened.close();
        }
        database = opened;
        trouble.at("loading what is stored");
        return new StateLoader(instruments).load(opened, history).compose(stored -> {
            trouble.at("asking the broker where its topics end");
            return new StartingPoints(bounds, url.display()).after(stored).map(offsets -> {
                if (!stopped && attempt == attempts) {
                    goOn(stored, offsets);
                }
                return null;
            });
        });
    }

    private void goOn(StoredState stored, Map<StreamPartition, Long> offsets) {
        fold = stored.fold();
        history = History.RECENT;
        writer = new BatchWriter(vertx, database.pool(), stored);
        sampler.restore(stored.newest());
        accepted.clear();
        accepted.putAll(offsets);
        lag.stored(writer.shards(), writer.streams());
        trouble.opened();
        read();
    }

    private void read() {
        feeds = new Feeds(vertx, bootstrap, new Hearing());
        feeds.start(fold.positions(), StreamPartition.offsets(accepted, Topics.AUDIT.name()),
            StreamPartition.offsets(accepted, Topics.BARS.name()));
    }

    private void stopReading() {
        if (feeds != null) {
            feeds.stop();
            feeds = null;
        }
    }

    private void accept(Item item) {
        queue.add(item);
        if (queue.isFull()) {
            stopReading();
        }
        write();
    }

    private void write() {
        if (queue.isBusy() || queue.isEmpty() || writer == null) {
            return;
        }
        List<Item> batch = queue.next();
        writes.call(() -> endings.writing(writer.write(batch))).onComplete(done -> written(), failure -> {
            queue.free();
            failed(failure);
        });
    }

    private void written() {
        if (writer == null) {
            // Given up meanwhile, for a broken reader: what was written is loaded with the rest.
            queue.free();
            return;
        }
        trouble.written();
        queue.written();
        lag.stored(writer.shards(), writer.streams());
        if (feeds == null && !stopped && !trouble.isFoldBroken() && queue.hasRoomAgain()) {
            read();
        }
        queue.gather(vertx, this::write);
    }

    private void failed(Throwable failure) {
        attempts++;
        DatabaseProblem known = trouble.failed(failure);
        forget();
        if (stopped) {
            return;
        }
        if (known != null && known.isCorrupt()) {
            beyondRepair.accept(known);
            return;
        }
        long wait = trouble.pauseMillis();
        LOG.warn("{}; next try in {} ms", trouble.problem(), wait);
        vertx.setTimer(wait, again -> {
            if (!stopped) {
                endings.ended().compose(done -> open()).onFailure(this::failed);
            }
        });
    }

    /** Drops all that is not stored: it is read again. */
    private void forget() {
        stopReading();
        queue.clear();
        writer = null;
        caughtUp = false;
        endings.close(database);
        database = null;
    }

    /** What the topics say, turned into items. */
    private final class Hearing implements Feeds.Listener {
        @Override
        public void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
            try {
                accept(new Item.Decided(fold.fold(shard, events, position)));
            } catch (OrderNotLoaded e) {
                history = History.ALL;
                failed(e);
            } catch (RuntimeException e) {
                String why = "the journal of shard " + shard + " cannot be folded at offset "
                    + (position.nextOffset() - 1) + ": " + e.getMessage();
                trouble.foldBroke(why);
                LOG.error("{}; nothing more is recorded by this instance", why, e);
                stopReading();
            }
        }

        @Override
        public void onAuditEntry(int partition, long offset, AuditEntry entry) {
            accepted.put(new StreamPartition(Topics.AUDIT.name(), partition), offset + 1);
            accept(new Item.Audited(partition, offset, entry));
        }

        @Override
        public void onMinuteBar(int partition, long offset, Bar bar) {
            accepted.put(new StreamPartition(Topics.BARS.name(), partition), offset + 1);
            accept(new Item.MinuteClosed(partition, offset, bar));
        }

        @Override
        public void onCaughtUp() {
            caughtUp = true;
        }

        @Override
        public void onBroken(Throwable cause) {
            failed(new BrokerAway(bootstrap, cause));
        }
    }
}
