package dev.holdfast.execution;

import dev.holdfast.execution.reconcile.Reconciler;
import dev.holdfast.execution.shard.Every;
import dev.holdfast.execution.shard.Replica;
import dev.holdfast.execution.shard.ShardJournal;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.ShardStart;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.execution.signal.SignalIntake;
import dev.holdfast.execution.venue.SessionAge;
import dev.holdfast.execution.venue.VenueDoor;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.MarketView;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole order path of one node but for its threads, timers and sockets: records, ticks, commands and the
 * venue's words drive it, all on one context. The simulator drives the very same object.
 */
public final class OrderPath implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(OrderPath.class);
    private static final Duration PASS_TIME = Duration.ofMillis(500);
    private static final Duration INQUIRE = Duration.ofSeconds(2);

    private final Ports ports;
    private final MarketView market;
    private final ShardKeeper keeper;
    private final SessionAge sessions;
    private final SignalIntake signals;
    private final Reconciler reconciler;
    private final RiskSilence riskSilence;
    private final Every passing = new Every(PASS_TIME);
    private final Every inquiring = new Every(INQUIRE);
    private Boolean venueUp;

    /**
     * What the order path needs of its node.
     *
     * @param nanoTime monotonic
     * @param chance   random in [0, 1), for backoff
     * @param house    takes in orders at the venue that nobody here sent; null if no account does
     * @param tell     says who owns a shard
     */
    public record Ports(NodeIdentity me, ClusterWatch cluster, ShardJournal journal, LongSupplier nanoTime,
                        Supplier<Double> chance, OrderSession session, AccountId house,
                        Consumer<ShardOwned> tell) {
    }

    /** Begins with the whole journal. */
    public OrderPath(DeskRules rules, MarketView market, Ports ports) {
        this(rules, market, ports, Map.of());
    }

    /** Begins behind snapshots: the journal has to be read from their offsets on. */
    public OrderPath(DeskRules rules, MarketView market, Ports ports, Map<Integer, ShardStart> starts) {
        this.ports = ports;
        this.market = market;
        this.sessions = new SessionAge(ports.session(), ports.me().clock());
        this.keeper = new ShardKeeper(rules, new ShardKeeper.Ports(ports.me(), ports.cluster(),
            ports.journal(), ports.nanoTime(), ports.chance(), this::world, this::door, ports.tell()),
            starts);
        this.signals = new SignalIntake(keeper, ports.me().clock());
        this.reconciler = new Reconciler(keeper, ports.session(), ports.me().clock(), rules,
            ports.house());
        this.riskSilence = new RiskSilence(keeper);
    }

    /** The next record of a shard's journal. */
    public void onRecord(int partition, long offset, JournalRecord record) {
        keeper.onRecord(partition, offset, record);
    }

    public void onLeaderEpoch(int partition, int epoch) {
        keeper.onLeaderEpoch(partition, epoch);
    }

    public void onCaughtUp() {
        keeper.onCaughtUp();
        ports.cluster().orderPathIsLive();
    }

    /** Drives everything that time drives; to be called every few tens of milliseconds. */
    public void tick() {
        long now = ports.nanoTime().getAsLong();
        tellVenue(ports.session().session() != null);
        keeper.tick();
        signals.tick(now);
        riskSilence.tick(now);
        if (passing.isDue(now)) {
            keeper.live().forEach(tenure -> tell(tenure, new DeskCommand.PassTime()));
        }
        if (inquiring.isDue(now)) {
            keeper.live().forEach(tenure -> tenure.effects().inquire());
        }
        reconciler.tick(now);
    }

    /** Hands a command to the shard's desk; refused at once if another node owns it. */
    public Future<OrderReply> handle(ShardId shard, DeskCommand command) {
        return keeper.handle(shard, command);
    }

    /** A signal off the bus: the quick way; the stream brings it once more. */
    public void onSignal(Signal signal) {
        signals.onSignal(signal);
    }

    /** A signal off the stream, in its order. */
    public void onSignalRecord(int partition, long offset, Signal signal) {
        signals.onRecord(partition, offset, signal);
    }

    /**
     * Where the stream of signals is to be read from, by partition: behind what every shard consumed. One
     * that consumed none yet counts from the beginning, or what it still owes would never be read.
     */
    public Map<Integer, Long> signalsFrom() {
        Set<Integer> partitions = new HashSet<>();
        keeper.shards().forEach(shard ->
            partitions.addAll(shard.replica().state().nextSignalOffsets().keySet()));
        Map<Integer, Long> from = new HashMap<>();
        for (int partition : partitions) {
            keeper.shards().forEach(shard ->
                from.merge(partition, shard.replica().state().nextSignalOffset(partition), Math::min));
        }
        return from;
    }

    /** The risk service lives. */
    public void onRiskAlive() {
        riskSilence.heard(ports.nanoTime().getAsLong());
    }

    @Override
    public void onReport(ExecutionReport report) {
        ClOrdId id = ClOrdId.ofVenueId(report.venueClientId());
        if (id == null) {
            reconciler.onExternal(report);
            return;
        }
        Tenure tenure = keeper.shard(id.shard()).tenure();
        if (tenure != null) {
            tenure.effects().onReport(report);
        }
    }

    @Override
    public void onSessionUp(String name) {
        tellVenue(true);
        keeper.live().forEach(tenure -> tenure.effects().onSessionUp());
        compareAll();
    }

    @Override
    public void onSessionDown(String why) {
        LOG.warn("venue session down: {}", why);
    }

    public ShardKeeper keeper() {
        return keeper;
    }

    private ShardKeeper.ShardDoor door(Replica replica) {
        return new VenueDoor(replica, ports.session(), sessions, ports.cluster(), ports.me().clock(),
            this::compareAll);
    }

    private void compareAll() {
        reconciler.hurry();
    }

    /** Only what changed is told: the cluster's view is made anew for it, and a tick is often. */
    private void tellVenue(boolean up) {
        if (venueUp == null || venueUp != up) {
            venueUp = up;
            ports.cluster().venueIsUp(up);
        }
    }

    private DeskContext world() {
        return new DeskContext(ports.me().clock().instant(), market, ports.session().session(),
            ports.session().venueOffset(), ports.session().takesOrders());
    }

    private static void tell(Tenure tenure, DeskCommand command) {
        tenure.handle(command).onFailure(e -> LOG.debug("{} was not taken: {}",
            command.getClass().getSimpleName(), e.getMessage()));
    }
}
