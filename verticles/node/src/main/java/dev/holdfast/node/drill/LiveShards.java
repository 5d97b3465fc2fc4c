package dev.holdfast.node.drill;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The committed folds as the nodes have them now. */
final class LiveShards {
    private static final Logger LOG = LoggerFactory.getLogger(LiveShards.class);
    private static final Duration ASK = Duration.ofSeconds(5);
    /** Three nodes read each of their orders, on processors that they share. */
    private static final Duration HASH = Duration.ofSeconds(60);

    private LiveShards() {
    }

    /** Each node's answer by its name, without hashes; a node that does not answer is missing. */
    static SortedMap<String, List<ShardView>> states(Bus bus) throws InterruptedException {
        return ask(bus, Addresses::shardStates, ASK);
    }

    /** The same with a hash of each shard's state. */
    static SortedMap<String, List<ShardView>> hashes(Bus bus) throws InterruptedException {
        return ask(bus, Addresses::shardHashes, HASH);
    }

    private static SortedMap<String, List<ShardView>> ask(Bus bus,
            Function<String, CommandAddress<Ask, ShardStates>> address, Duration within)
            throws InterruptedException {
        SortedMap<String, List<ShardView>> all = new TreeMap<>();
        List<Future<ShardStates>> asked = IntStream.range(0, DrillPlan.NODES)
            .mapToObj(DrillPlan::nodeName).map(node -> bus.request(address.apply(node), new Ask(), within)
                .onFailure(e -> LOG.warn("{} does not tell its shards: {}", node, e.toString()))).toList();
        for (Future<ShardStates> each : asked) {
            try {
                ShardStates states = each.toCompletionStage().toCompletableFuture()
                    .get(2 * within.toMillis(), TimeUnit.MILLISECONDS);
                all.put(states.node(), states.shards());
            } catch (ExecutionException | TimeoutException e) {
                // No answer is an answer here: the caller counts who is missing.
                continue;
            }
        }
        return all;
    }

    /** How far each node has folded, by shard: more may be written before the journal is read. */
    static Map<Integer, Set<Long>> offsets(SortedMap<String, List<ShardView>> live) {
        Map<Integer, Set<Long>> offsets = new TreeMap<>();
        live.values().forEach(views -> views.forEach(view ->
            offsets.computeIfAbsent(view.shard(), first -> new TreeSet<>()).add(view.nextOffset())));
        return offsets;
    }

    /** Invariant 15 on every node: what it holds in memory is the fold of what is in the log. */
    static List<String> differences(SortedMap<String, List<ShardView>> live, JournalCensus journal) {
        List<String> differences = new ArrayList<>();
        if (live.size() < DrillPlan.NODES) {
            differences.add("only " + live.keySet() + " told their state at the end");
        }
        live.forEach((node, views) -> views.forEach(view -> {
            if (!view.stateHash().equals(journal.stateHash(view.shard(), view.nextOffset()))) {
                differences.add("shard " + view.shard() + " on " + node + " at offset " + view.nextOffset()
                    + " does not hash like the journal");
            }
        }));
        return differences;
    }

    /** Orders that have not ended, by whoever is furthest in each shard; -1 if a shard is unknown. */
    static int openOrders(SortedMap<String, List<ShardView>> states, int shards) {
        SortedMap<Integer, ShardView> furthest = new TreeMap<>();
        states.values().forEach(views -> views.forEach(view -> furthest.merge(view.shard(), view,
            (known, next) -> next.nextOffset() > known.nextOffset() ? next : known)));
        return furthest.size() < shards ? -1
            : furthest.values().stream().mapToInt(ShardView::openOrders).sum();
    }
}
