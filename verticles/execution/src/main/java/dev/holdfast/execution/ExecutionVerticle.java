package dev.holdfast.execution;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardHost;
import dev.holdfast.execution.venue.SessionAge;
import dev.holdfast.execution.venue.VenueDoor;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.runtime.journal.KafkaJournalWriter;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves order commands of all shards. What an order may do is decided by the desk, never here. */
public final class ExecutionVerticle extends VerticleBase implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionVerticle.class);
    private static final long TICK_MILLIS = 500;
    private static final long INQUIRY_MILLIS = 2_000;
    private static final Backoff RESTART = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final NodeKit kit;
    private final OrderSession session;
    private final QuoteBoard quotes;
    private final DeskRules rules;
    private final SessionAge sessions;
    private final Map<ShardId, VenueDoor> doors = new HashMap<>();
    private NodeIdentity owner;
    private JournalWriter writer;
    private ShardHost host;
    private ServiceReporter reporter;
    private int takings;
    private int failuresInRow;
    private boolean restarting;
    private boolean deposed;
    private boolean stopped;
    private String lastTrouble = "the journal is being read, or no broker answers";

    public ExecutionVerticle(NodeKit kit, OrderSession session) {
        this.kit = kit;
        this.session = session;
        this.quotes = new QuoteBoard(kit.identity().clock(), kit.config().marketData().staleAfter());
        this.rules = deskRules(kit.config());
        this.sessions = new SessionAge(session, kit.identity().clock());
    }

    @Override
    public Future<?> start() {
        takeShards();
        kit.bus().subscribe(Addresses.QUOTE, quotes::onQuote);
        kit.bus().subscribe(Addresses.SIGNAL, this::onSignal);
        kit.bus().serve(Addresses.SHARD_STATES, ask -> Future.succeededFuture(shardStates()));
        for (int number = 0; number < ShardId.COUNT; number++) {
            serve(new ShardId(number));
        }
        vertx.setPeriodic(TICK_MILLIS, tick -> toEveryLiveShard(new DeskCommand.PassTime()));
        vertx.setPeriodic(INQUIRY_MILLIS, tick -> inquire());
        reporter = ServiceReporter.start(vertx, kit.bus(), kit.identity(), "execution", this::selfView);
        return session.start(this);
    }

    @Override
    public Future<?> stop() {
        reporter.stop();
        restarting = true;
        stopped = true;
        host.abandon("the node stops");
        writer.abandon();
        return session.stop();
    }

    @Override
    public void onReport(ExecutionReport report) {
        ClOrdId id = ClOrdId.ofVenueId(report.venueClientId());
        if (id == null) {
            LOG.warn("a report of an order that is not ours: {}", report);
            return;
        }
        doors.get(id.shard()).onReport(report);
    }

    @Override
    public void onSessionUp(String name) {
        sessions.onSessionUp();
        doors.forEach((shard, door) -> door.onSessionUp(host.shard(shard).committed()));
    }

    @Override
    public void onSessionDown(String why) {
        LOG.warn("venue session down: {}", why);
    }

    private void serve(ShardId shard) {
        serve(shard, Addresses.submitOrder(shard), reply -> reply);
        serve(shard, Addresses.cancelOrder(shard), reply -> reply);
        serve(shard, Addresses.replaceOrder(shard), reply -> reply);
        serve(shard, Addresses.setTradingState(shard), reply -> new Ack());
        serve(shard, Addresses.cancelAll(shard), reply -> new Ack());
    }

    private <C extends DeskCommand, R> void serve(ShardId shard, CommandAddress<C, R> address,
        Function<OrderReply, R> answer) {
        kit.bus().serve(address, command -> host.shard(shard).handle(command).map(answer));
    }

    private void onSignal(Signal signal) {
        toEveryLiveShard(new DeskCommand.ActOnSignal(signal));
    }

    private void inquire() {
        if (host.allLive()) {
            failuresInRow = 0;
        }
        doors.forEach((id, door) -> {
            Shard shard = host.shard(id);
            if (shard.isLive()) {
                door.tick(shard.committed());
            }
        });
    }

    private void toEveryLiveShard(DeskCommand command) {
        for (Shard shard : host.shards()) {
            if (shard.isLive()) {
                tell(shard, command);
            }
        }
    }

    private void tell(Shard shard, DeskCommand command) {
        shard.handle(command).onFailure(e -> LOG.warn("{} was not taken: {}",
            command.getClass().getSimpleName(), e.getMessage()));
    }

    /** The one path: a new writer, empty folds, the whole journal, then the claims. */
    private void takeShards() {
        restarting = false;
        // Each taking is a life of its own: the claims of an earlier one must not look like ours.
        owner = new NodeIdentity(kit.identity().name(), kit.identity().incarnation() + "." + ++takings,
            kit.identity().clock());
        writer = new KafkaJournalWriter(vertx, kit.config().kafka().bootstrapServers(), kit.identity());
        host = new ShardHost(vertx, kit.config().kafka().bootstrapServers(), this::makeShard,
            () -> onStandDown(Shard.StandDown.BROKEN, "the journal's tail broke"));
        host.start();
    }

    private void takeOrTryLater() {
        try {
            takeShards();
        } catch (RuntimeException e) {
            LOG.warn("the shards cannot be taken: {}", e.getMessage());
            lastTrouble = e.getMessage();
            writer.abandon();
            takeAgain();
        }
    }

    private Shard makeShard(ShardId id) {
        VenueDoor door = new VenueDoor(session, kit.identity().clock(), sessions);
        Shard shard = new Shard(id, rules,
            new Shard.Surroundings(owner, writer, this::world, this::onStandDown), door);
        door.serve(shard);
        doors.put(id, door);
        return shard;
    }

    private void onStandDown(Shard.StandDown reason, String why) {
        if (!restarting) {
            lastTrouble = why;
            restarting = true;
            host.abandon("another shard of this node stood down");
            writer.abandon();
            deposed = reason == Shard.StandDown.DEPOSED;
            if (!deposed) {
                takeAgain();
            }
        }
    }

    private void takeAgain() {
        Duration wait = RESTART.delay(++failuresInRow, ThreadLocalRandom.current().nextDouble());
        LOG.warn("taking the shards again in {} ms", wait.toMillis());
        vertx.setTimer(wait.toMillis(), due -> {
            if (!stopped) {
                takeOrTryLater();
            }
        });
    }

    private DeskContext world() {
        return new DeskContext(kit.identity().clock().instant(), quotes, session.session(),
            session.venueOffset());
    }

    private ShardStates shardStates() {
        List<ShardView> views = new ArrayList<>();
        host.shards().forEach(shard -> {
            if (shard.isLive()) {
                views.add(shard.view());
            }
        });
        if (views.isEmpty()) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "no shard is live on " + kit.identity().name());
        }
        return new ShardStates(kit.identity().name(), views);
    }

    private SelfView selfView() {
        if (deposed) {
            return SelfView.unhealthy("another node took the shards; restart this one to take them back");
        }
        if (!host.allLive()) {
            return SelfView.unhealthy("no trading: " + lastTrouble);
        }
        return session.session() == null ? SelfView.degraded("no venue session: " + session.detail())
            : SelfView.healthy(ShardId.COUNT + " shards live, venue session " + session.session());
    }

    private static DeskRules deskRules(NodeConfig config) {
        NodeConfig.Execution times = config.execution();
        return new DeskRules(
            config.instruments().stream().collect(Collectors.toMap(Instrument::id, Function.identity())),
            config.accounts().stream().collect(Collectors.toMap(AccountRules::id, Function.identity())),
            times.sendWindow(), times.queueTime(), times.quietTime());
    }
}
