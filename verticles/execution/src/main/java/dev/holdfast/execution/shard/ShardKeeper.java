package dev.holdfast.execution.shard;

import dev.holdfast.resilience.lease.OwnershipRule;
import dev.holdfast.resilience.lease.OwnershipRule.Step;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.LogIdentity;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All shards of a node: follows every journal, claims what falls to it, gives up what does not. It has no
 * timer, thread or clock of its own: records, ticks and commands drive it, all on one context.
 */
public final class ShardKeeper implements Surroundings.Watcher {
    /** How long a drain waits for answers of the venue before it hands over all the same. */
    private static final Duration DRAIN = Duration.ofSeconds(1);
    /** A failure so long after the last one starts the backoff over. */
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final Duration TELL = Duration.ofSeconds(1);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final Logger LOG = LoggerFactory.getLogger(ShardKeeper.class);

    private final Ports ports;
    private final DeskRules rules;
    private final Map<Integer, Shard> shards = new TreeMap<>();
    private final Candidates candidates;
    private final Every telling = new Every(TELL);
    private JournalWriter writer;
    private LogIdentity log;
    private boolean caughtUp;
    private boolean stopping;
    private int tenures;
    private int breaksInRow;
    private long notBefore;
    private long troubleAt;
    private String trouble = "the journal is being read, or no broker answers";

    /**
     * What the keeper needs of its node.
     *
     * @param nanoTime monotonic
     * @param chance   random in [0, 1), for backoff
     * @param doors    makes the way to the venue of a new tenure
     * @param tell     says who owns a shard
     */
    public record Ports(NodeIdentity me, ClusterWatch cluster, ShardJournal journal, LongSupplier nanoTime,
                        Supplier<Double> chance, Supplier<DeskContext> world,
                        Function<Replica, ShardDoor> doors, Consumer<ShardOwned> tell) {
    }

    /** Effects that bring answers back to the tenure they belong to. */
    public interface ShardDoor extends ShardEffects {
        /** Names the tenure; once, before the first event. */
        void serve(Tenure tenure);
    }

    /**
     * A keeper of all shards.
     *
     * @param starts how each begins; one that is not named begins at the journal's beginning
     */
    public ShardKeeper(DeskRules rules, Ports ports, Map<Integer, ShardStart> starts) {
        this.rules = rules;
        this.ports = ports;
        this.candidates = new Candidates(ports.me().name(), ports.cluster());
        this.writer = ports.journal().open(ports.me());
        for (int number = 0; number < ShardId.COUNT; number++) {
            shards.put(number, new Shard(new ShardId(number), rules,
                starts.getOrDefault(number, ShardStart.BEGINNING), ports.nanoTime()));
        }
    }

    public void onRecord(int partition, long offset, JournalRecord record) {
        shards.get(partition).onRecord(offset, record);
    }

    /** The records of the shard that follow were taken in under this epoch of its partition's leader. */
    public void onLeaderEpoch(int partition, int epoch) {
        shards.get(partition).replica().onLeaderEpoch(epoch);
    }

    /** Everything that was in the journal at the start is folded: from now on shards may be claimed. */
    public void onCaughtUp() {
        caughtUp = true;
        trouble = null;
        notBefore = ports.nanoTime().getAsLong();
    }

    /** Decides about every shard; to be called every few tens of milliseconds. */
    public void tick() {
        long now = ports.nanoTime().getAsLong();
        if (caughtUp && !stopping) {
            OwnershipRule.Nodes nodes = candidates.look(now);
            Map<Shard, Integer> suspected = new HashMap<>();
            shards.values().forEach(shard ->
                step(shard, OwnershipRule.decide(shard.facts(), nodes), suspected));
            askEnds(suspected);
        }
        boolean tellAll = telling.isDue(now);
        for (Shard shard : shards.values()) {
            Tenure tenure = shard.tenure();
            if (tenure != null) {
                tenure.tick(now);
                if (tellAll) {
                    tell(tenure);
                }
            }
        }
    }

    /** Hands a command to the shard's desk, if it is owned here. */
    public Future<OrderReply> handle(ShardId id, DeskCommand command) {
        Shard shard = shards.get(id.number());
        Tenure tenure = shard.tenure();
        if (tenure != null) {
            return tenure.handle(command);
        }
        var claim = shard.replica().claim();
        boolean elsewhere = claim != null && !claim.node().equals(ports.me().name())
            && !shard.replica().claims().isReleased();
        return Future.failedFuture(new Refusal(Refusal.Kind.NOT_OWNER, elsewhere ? claim.node() : ""));
    }

    public Shard shard(ShardId id) {
        return shards.get(id.number());
    }

    public Collection<Shard> shards() {
        return shards.values();
    }

    /** Tenures that take commands. */
    public List<Tenure> live() {
        List<Tenure> live = new ArrayList<>();
        shards.values().stream().filter(Shard::isLive).forEach(shard -> live.add(shard.tenure()));
        return live;
    }

    /** What went wrong lately, in words; null after half a minute without trouble. */
    public String trouble() {
        boolean past = caughtUp && ports.nanoTime().getAsLong() - troubleAt > CALM.toNanos();
        return past ? null : trouble;
    }

    /** True if some replica is wrong: everything has to be read anew. */
    public boolean isBroken() {
        return shards.values().stream().anyMatch(shard -> shard.broken() != null);
    }

    /** Hands every shard over; {@link #isIdle} says when that is done. */
    public void release(String why) {
        stopping = true;
        long until = ports.nanoTime().getAsLong() + DRAIN.toNanos();
        live().forEach(tenure -> tenure.drain(null, why, until));
    }

    /** True when no tenure runs. */
    public boolean isIdle() {
        return shards.values().stream().allMatch(shard -> shard.tenure() == null);
    }

    /** Ends everything at once. */
    public void abandon(String why) {
        stopping = true;
        shards.values().forEach(shard -> end(shard, Tenure.End.BROKEN, why));
        writer.abandon();
    }

    private void step(Shard shard, Step step, Map<Shard, Integer> suspected) {
        long now = ports.nanoTime().getAsLong();
        switch (step) {
            case Step.Stay stay -> shard.trust();
            case Step.Claim claim when shard.mayClaim() && now - notBefore >= 0 -> claim(shard, claim.why());
            case Step.Claim claim -> shard.suspect().ifPresent(number -> suspected.put(shard, number));
            case Step.Release release when shard.isLive() -> {
                LOG.info("shard {} is handed to {}: {}", shard.replica().shard(), release.to(),
                    release.why());
                shard.tenure().drain(release.to(), release.why(), now + DRAIN.toNanos());
                tell(shard.tenure());
            }
            case Step.Release release -> { }
            case Step.TooMany many -> {
                shard.trust();
                note("shard " + shard.replica().shard() + " was claimed " + many.claims()
                    + " times within a minute: nodes quarrel or the journal fails");
            }
        }
    }

    /** 'The tail at an end offset fetched after the suspicion' (rule 18): asked once for all of a tick. */
    private void askEnds(Map<Shard, Integer> suspected) {
        if (suspected.isEmpty()) {
            return;
        }
        ports.journal().endOffsets().onComplete(
            ends -> suspected.forEach((shard, number) -> shard.onEndOffset(number,
                ends.getOrDefault(shard.replica().shard().number(), Long.MAX_VALUE))),
            failure -> suspected.keySet().forEach(Shard::trust));
    }

    private void claim(Shard shard, String why) {
        log = log == null ? ports.journal().identity() : log;
        LogIdentity known = shard.replica().log();
        if (known != null && !known.equals(log)) {
            note("the journal is not the one that was claimed first: " + log + " instead of " + known);
            shard.trust();
            return;
        }
        LOG.info("shard {} is claimed: {}", shard.replica().shard(), why);
        ShardDoor door = ports.doors().apply(shard.replica());
        Tenure tenure = new Tenure(shard.replica(), new Surroundings(ports.me(), ports.cluster(), rules,
            writer, ports.world(), log, this), door, ports.me().incarnation() + "." + ++tenures);
        door.serve(tenure);
        shard.begin(tenure);
    }

    @Override
    public void onLive(Tenure tenure) {
        tell(tenure);
    }

    @Override
    public void onEnd(Tenure tenure, Tenure.End how, String why) {
        tell(tenure);
        if (how != Tenure.End.BROKEN || stopping) {
            return;
        }
        note("shard " + tenure.replica().shard() + ": " + why);
        // Whatever this pen still holds must not be written after the others went on without it (rule 5).
        JournalWriter given = writer;
        writer = ports.journal().open(ports.me());
        given.abandon();
        long now = ports.nanoTime().getAsLong();
        breaksInRow = now - notBefore > CALM.toNanos() ? 1 : breaksInRow + 1;
        notBefore = now + AGAIN.delay(breaksInRow, ports.chance().get()).toNanos();
        shards.values().forEach(shard -> end(shard, Tenure.End.RELEASED, "its pen was given up: " + why));
    }

    private void note(String what) {
        LOG.warn("{}", what);
        trouble = what;
        troubleAt = ports.nanoTime().getAsLong();
    }

    private static void end(Shard shard, Tenure.End how, String why) {
        if (shard.tenure() != null) {
            shard.tenure().end(how, why);
        }
    }

    private void tell(Tenure tenure) {
        if (tenure.claim() != null) {
            String why = tenure.notAccepting();
            ports.tell().accept(new ShardOwned(tenure.replica().shard().number(), tenure.claim(),
                why == null, why, ports.me().clock().instant()));
        }
    }
}
