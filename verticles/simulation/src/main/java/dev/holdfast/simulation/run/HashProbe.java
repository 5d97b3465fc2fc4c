package dev.holdfast.simulation.run;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.simulation.client.House;
import dev.holdfast.simulation.node.SimNode;
import dev.holdfast.simulation.node.World;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.view.ShardView;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks nodes now and then for the hash of a shard's state with the offset at which it is so, as a checkpoint
 * would carry both, and at the end replays the journal to these offsets (invariants 15 and 18).
 */
final class HashProbe {
    private static final int KIND = 6;
    private static final int MOST = 8;

    private final World world;
    private final House house;
    private final Chance chance;
    private final List<Probe> probes = new ArrayList<>();

    private record Probe(String node, int shard, long nextOffset, String hash) {
    }

    HashProbe(World world, House house) {
        this.world = world;
        this.house = house;
        this.chance = world.scene().chance("probe");
    }

    void begin() {
        world.scene().queue().after(chance.between(1_000, 5_000) * Scene.MILLI, this::ask);
    }

    private void ask() {
        SimNode node = chance.pick(world.nodes());
        AccountId account = chance.pick(house.accounts());
        if (node.isUp() && probes.size() < MOST) {
            Shard shard = node.path().keeper().shard(ShardId.of(account));
            ShardView view = shard.view().withHash(shard.committed().stateHash());
            probes.add(new Probe(node.name(), view.shard(), view.nextOffset(), view.stateHash()));
            world.scene().trace().step(KIND, view.stateHash().hashCode(), () -> node.name() + " has shard "
                + view.shard() + " at " + view.nextOffset());
        }
        if (!world.scene().isHealed()) {
            begin();
        }
    }

    /** What a replay does not arrive at. */
    List<String> differences() {
        List<String> found = new ArrayList<>();
        for (Probe probe : probes) {
            if (!replay(probe).equals(probe.hash())) {
                found.add(probe.node() + " said a state of shard " + probe.shard() + " before offset "
                    + probe.nextOffset() + " that the journal does not lead to");
            }
        }
        return found;
    }

    private String replay(Probe probe) {
        JournalFilter filter = new JournalFilter();
        DeskState state = new DeskState(world.rules().instruments());
        List<JournalRecord> records = world.log().journal(probe.shard());
        for (int offset = 0; offset < probe.nextOffset(); offset++) {
            for (DeskEvent event : filter.take(offset, records.get(offset))) {
                state.apply(event);
            }
        }
        return state.stateHash();
    }
}
