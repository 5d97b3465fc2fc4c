package dev.holdfast.execution;

import dev.holdfast.execution.checkpoint.Beginnings;
import dev.holdfast.execution.checkpoint.Beginnings.Beginning;
import dev.holdfast.execution.checkpoint.Beginnings.Begun;
import dev.holdfast.execution.checkpoint.Beginnings.Memory;
import dev.holdfast.execution.checkpoint.CheckpointService;
import dev.holdfast.execution.checkpoint.CheckpointTaker.Source;
import dev.holdfast.execution.checkpoint.QuarantineTeller;
import dev.holdfast.execution.shard.Shard;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a node's order path on its event loop. What an order may do is decided by the desk, never here. */
public final class ExecutionVerticle extends VerticleBase implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionVerticle.class);
    private static final long TICK_MILLIS = 20;
    private static final Duration HAND_OVER = Duration.ofSeconds(2);
    /** A start that had to read so many records shall not have been for nothing: that is seconds. */
    private static final long MUCH_READ = 30_000;
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    /** A life that went well for so long: what broke before it no longer counts. */
    private static final Duration HEALTHY = Duration.ofSeconds(30);

    /** Over all instances in this process: no two lives may have one incarnation, or share their claims. */
    private static final AtomicInteger ALL_LIVES = new AtomicInteger();

    private final NodeKit kit;
    private final OrderSession session;
    private final PlacingTiers placing;
    private final QuoteBoard quotes;
    private final DeskRules rules;
    private final ExecutionHealth health;
    private Beginnings beginnings;
    private CheckpointService checkpoints;
    private QuarantineTeller quarantine;
    private Memory memory = Memory.NONE;
    private Begun begun;
    private KafkaShardJournal journal;
    private StreamTail<Signal> signals;
    private OrderPath path;
    private ServiceReporter reporter;
    private String trouble;
    private int breaksInRow;
    private boolean reading = true;
    private boolean stopped;

    public ExecutionVerticle(NodeKit kit, OrderSession session) {
        this.kit = kit;
        this.session = session;
        this.placing = new PlacingTiers(kit, session);
        this.quotes = new QuoteBoard(kit.identity().clock(), kit.config().marketData().staleAfter());
        this.rules = deskRules(kit.config());
        this.health = new ExecutionHealth(kit, session, rules);
    }

    /** It is up at once, and says what it waits for: a large checkpoint takes its time on a busy machine. */
    @Override
    public Future<?> start() {
        Checkpoints stores = Checkpoints.of(kit.config());
        beginnings = new Beginnings(kit.config().kafka().bootstrapServers(), stores, rules.instruments());
        checkpoints = new CheckpointService(vertx, kit, stores, () -> reading || path.keeper().isBroken()
            ? null : new Source(path, begun.log(), List.of()));
        quarantine = new QuarantineTeller(kit);
        reporter = health.report(vertx, this::fold);
        begin();
        return Future.succeededFuture();
    }

    /** Hands the shards over before it goes: the others then need not find out that it went. */
    @Override
    public Future<?> stop() {
        stopped = true;
        checkpoints.stop();
        reporter.stop();
        if (path == null) {
            return Future.succeededFuture();
        }
        path.keeper().release("the node stops");
        return handedOver(System.nanoTime() + HAND_OVER.toNanos()).compose(done -> {
            end("the node stops");
            return placing.stop();
        });
    }

    @Override
    public void onReport(ExecutionReport report) {
        path.onReport(report);
    }

    @Override
    public void onSessionUp(String name) {
        path.onSessionUp(name);
    }

    @Override
    public void onSessionDown(String why) {
        path.onSessionDown(why);
    }

    /** Blocks a worker thread: stores and broker are asked. */
    private void begin() {
        Memory known = memory;
        vertx.executeBlocking(() -> beginnings.find(known), false).onComplete(from -> {
            if (!stopped) {
                boolean first = path == null;
                live(from);
                if (first) {
                    open();
                }
            }
        }, failure -> {
            trouble = failure.getMessage();
            again(trouble);
        });
    }

    /** The one path: the newest checkpoint, the journal behind it, then the claims. */
    private void live(Beginning from) {
        LOG.info("{}", from.words());
        begun = from.begun();
        from.movedAside().forEach(what -> quarantine.tell(what, from.words()));
        NodeIdentity me = new NodeIdentity(kit.identity().name(),
            kit.identity().incarnation() + "." + ALL_LIVES.incrementAndGet(), kit.identity().clock());
        String bootstrap = kit.config().kafka().bootstrapServers();
        reading = true;
        journal = new KafkaShardJournal(vertx, bootstrap, from.log(), new JournalTail());
        signals = new StreamTail<>(vertx, bootstrap, Topics.SIGNALS, new SignalTail());
        path = new OrderPath(rules, quotes, new OrderPath.Ports(me, kit.cluster(), journal, System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble(), session, kit.config().execution().house(),
            owned -> kit.bus().publish(Addresses.SHARD_OWNED, owned)), from.starts());
        journal.start(from.points());
    }

    /** Once, with the first life: what comes in from here on goes to whichever lives. */
    private void open() {
        checkpoints.start();
        new CommandDoors(kit.bus(), kit.identity().name()).serve((shard, command) ->
            path.handle(shard, command));
        kit.bus().serve(Addresses.shardStates(kit.identity().name()),
            ask -> Future.succeededFuture(states(path.keeper().shards().stream().map(Shard::view).toList())));
        ShardHashes hashes = new ShardHashes(vertx, number -> path.keeper().shard(number));
        kit.bus().serve(Addresses.shardHashes(kit.identity().name()), ask -> hashes.all().map(this::states));
        kit.bus().subscribe(Addresses.QUOTE, quotes::onQuote);
        kit.bus().subscribe(Addresses.SIGNAL, signal -> path.onSignal(signal));
        kit.bus().subscribe(Addresses.RISK_ALIVE, alive -> path.onRiskAlive());
        vertx.setPeriodic(TICK_MILLIS, tick -> path.tick());
        placing.start(vertx, this).onFailure(failure -> kit.faults().report(ExecutionHealth.SERVICE,
            Fault.OWN, "the venue session does not start: " + failure.getMessage()));
    }

    /** Where the signals go on is in the journal: their tail starts behind what every shard consumed. */
    private void readSignals() {
        signals.start(path.signalsFrom());
    }

    private void end(String why) {
        journal.stop();
        signals.stop();
        path.keeper().abandon(why);
    }

    /** Drops all memory but that of how far it went, and begins anew. */
    private void liveAgain(String why, Throwable cause) {
        if (stopped) {
            return;
        }
        reading = true;
        memory = Memory.of(path.keeper(), begun.log(), cause);
        end(why);
        again(why);
    }

    private void again(String why) {
        Duration wait = AGAIN.delay(++breaksInRow, ThreadLocalRandom.current().nextDouble());
        LOG.warn("{}; beginning anew in {} ms", why, wait.toMillis());
        vertx.setTimer(wait.toMillis(), due -> {
            if (!stopped) {
                begin();
            }
        });
    }

    private Future<Void> handedOver(long deadline) {
        if (path.keeper().isIdle() || System.nanoTime() >= deadline) {
            return Future.succeededFuture();
        }
        return vertx.timer(TICK_MILLIS).compose(waited -> handedOver(deadline));
    }

    private ShardStates states(List<ShardView> shards) {
        return new ShardStates(kit.identity().name(), shards);
    }

    private ExecutionHealth.Fold fold() {
        return new ExecutionHealth.Fold(path == null ? null : path.keeper(), reading, trouble);
    }

    private static DeskRules deskRules(NodeConfig config) {
        NodeConfig.Execution times = config.execution();
        return new DeskRules(
            config.instruments().stream().collect(Collectors.toMap(Instrument::id, Function.identity())),
            config.accounts().stream().collect(Collectors.toMap(AccountRules::id, Function.identity())),
            times.sendWindow(), times.queueTime(), times.quietTime());
    }

    /** Hears the journal. */
    private final class JournalTail implements StreamTail.Listener<JournalRecord> {
        private boolean over;
        private long read;

        @Override
        public void onRecord(int partition, long offset, JournalRecord record) {
            if (over) {
                return;
            }
            read++;
            path.onRecord(partition, offset, record);
            if (path.keeper().isBroken()) {
                over = true;
                liveAgain(path.keeper().trouble(), null);
            }
        }

        @Override
        public void onLeaderEpoch(int partition, int epoch) {
            path.onLeaderEpoch(partition, epoch);
        }

        @Override
        public void onCaughtUp() {
            reading = false;
            trouble = null;
            readSignals();
            path.onCaughtUp();
            vertx.setTimer(HEALTHY.toMillis(), due -> breaksInRow = over ? breaksInRow : 0);
            reporter.report();
            checkpoints.onLive(begun.wantsCheckpoint() || read > MUCH_READ);
        }

        @Override
        public void onBroken(Throwable cause) {
            if (!over) {
                over = true;
                liveAgain("the journal's tail broke: " + cause.getMessage(), cause);
            }
        }
    }

    /** Hears the stream of signals; if it breaks, signals still come by the bus. */
    private final class SignalTail implements StreamTail.Listener<Signal> {
        @Override
        public void onRecord(int partition, long offset, Signal signal) {
            path.onSignalRecord(partition, offset, signal);
        }

        @Override
        public void onCaughtUp() {
            LOG.debug("the stream of signals is read to its end");
        }
    }
}
