package dev.holdfast.failsafe.partition;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.partition.HealRule;
import dev.holdfast.resilience.partition.HealRule.Finding;
import dev.holdfast.resilience.partition.HealRule.Held;
import dev.holdfast.resilience.partition.HealRule.Verdict;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.PartitionHealed;
import dev.holdfast.wire.failsafe.StateView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.Reach;
import dev.holdfast.wire.message.SettingsDigest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does when it finds the majority again (requirement A3.6): the others must reach it by the
 * addresses that it registered anew, and what it holds is laid beside what they hold. Nothing is merged by
 * hand: a minority writes nothing, so the journal's order has decided already, and reading on makes them
 * equal. What differs all the same is reported.
 */
public final class HealPart implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(HealPart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_AGAIN_MILLIS = 1_000;
    /**
     * Looks until what is still behind is reported as that. As long it is waited for nodes that are not there
     * yet: who was on the far side of the same cut comes back a moment later, and wants to be compared too.
     */
    private static final int MAX_LOOKS = 10;
    private static final int MAX_DIFFERENCES = 50;

    private final FailsafeKit kit;
    private final HealRule rule = new HealRule(Map.of());
    private final Map<String, String> settings;
    private final List<MessageConsumer<Buffer>> doors = new ArrayList<>();
    private Long timer;
    private int heal;

    /** What one look found. */
    private record Look(List<String> reachedBy, List<String> unreachedBy, List<Finding> findings) {
        long count(Verdict verdict) {
            return findings.stream().filter(finding -> finding.verdict() == verdict).count();
        }

        boolean isComplete(int otherNodes) {
            return reachedBy.size() >= otherNodes && unreachedBy.isEmpty() && count(Verdict.BEHIND) == 0;
        }
    }

    /** What one other node answered; null for what it did not. */
    private record Answers(String node, Ack reached, StateView state, SettingsDigest settings) {
        boolean isWhole() {
            return reached != null && state != null && state.live() && settings != null;
        }
    }

    public HealPart(FailsafeKit kit) {
        this.kit = kit;
        this.settings = ConfigDigest.of(kit.node().config());
    }

    @Override
    public Future<Void> start() {
        doors.add(kit.node().bus().serve(Addresses.reach(kit.me()), this::onReach));
        doors.add(kit.node().bus().serve(Addresses.settings(kit.me()),
            ask -> Future.succeededFuture(new SettingsDigest(kit.me(), settings))));
        return Future.all(doors.stream().map(MessageConsumer::completion).toList()).mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        heal++;
        if (timer != null) {
            kit.vertx().cancelTimer(timer);
        }
        return Future.join(doors.stream().map(MessageConsumer::unregister).toList()).mapEmpty();
    }

    /** This node has the majority again, after so long. A heal under way is begun anew. */
    public void begin(Duration apart) {
        heal++;
        LOG.warn("has the majority again after {} ms; comparing with the others", apart.toMillis());
        lookLater(heal, apart, 1);
    }

    private Future<Ack> onReach(Reach asked) {
        return asked.target().equals(kit.me()) ? Future.succeededFuture(new Ack())
            : kit.node().bus().request(Addresses.reach(asked.target()), asked, PATIENCE);
    }

    private void lookLater(int mine, Duration apart, int number) {
        int otherNodes = kit.node().config().cluster().size() - 1;
        timer = kit.vertx().setTimer(LOOK_AGAIN_MILLIS, due -> look().onSuccess(look -> {
            if (mine != heal) {
                return;
            }
            if (look.isComplete(otherNodes) || number >= MAX_LOOKS) {
                report(look, apart);
            } else {
                lookLater(mine, apart, number + 1);
            }
        }));
    }

    private Future<Look> look() {
        List<Future<Answers>> asked = kit.node().cluster().nodes().stream().filter(NodeView::isAlive)
            .map(NodeView::node).filter(node -> !node.equals(kit.me())).sorted().map(this::ask).toList();
        Future<Answers> own = ask(kit.me());
        return Future.all(asked).compose(all -> own.map(me ->
            compare(asked.stream().map(Future::result).toList(), me)));
    }

    /** Never fails. */
    private Future<Answers> ask(String node) {
        Future<Ack> reached = kit.node().bus().request(Addresses.reach(node), new Reach(kit.me()), PATIENCE)
            .otherwiseEmpty();
        Future<StateView> state = kit.node().bus().request(Addresses.stateView(node), new Ask(), PATIENCE)
            .otherwiseEmpty();
        Future<SettingsDigest> digest = kit.node().bus()
            .request(Addresses.settings(node), new Ask(), PATIENCE).otherwiseEmpty();
        return Future.all(reached, state, digest)
            .map(all -> new Answers(node, reached.result(), state.result(), digest.result()));
    }

    private Look compare(List<Answers> others, Answers me) {
        List<Held> held = new ArrayList<>(held(me));
        others.forEach(other -> held.addAll(held(other)));
        Map<Boolean, List<String>> reached = others.stream().collect(Collectors.partitioningBy(
            Answers::isWhole, Collectors.mapping(Answers::node, Collectors.toList())));
        return new Look(reached.get(true), reached.get(false), rule.compare(held));
    }

    /** What has no position in a log is compared as it is. */
    private static List<Held> held(Answers of) {
        List<Held> held = new ArrayList<>();
        if (of.state() != null) {
            of.state().lines().stream().filter(line -> line.nextOffset() != null).forEach(line -> held.add(
                new Held(of.node(), line.service(), line.subject(), line.nextOffset(), line.words())));
        }
        if (of.settings() != null) {
            of.settings().sections().forEach((section, hash) ->
                held.add(new Held(of.node(), "configuration", section, 0, hash)));
        }
        return held;
    }

    private void report(Look look, Duration apart) {
        List<String> differences = look.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.IN_CONFLICT).limit(MAX_DIFFERENCES)
            .map(HealPart::words).toList();
        PartitionHealed healed = new PartitionHealed(kit.me(), apart.toMillis(), look.reachedBy(),
            look.unreachedBy(), (int) look.count(Verdict.AGREED), (int) look.count(Verdict.BEHIND),
            differences, kit.now());
        LOG.warn("healed: {}", healed);
        kit.events().tell(healed);
    }

    private static String words(Finding finding) {
        return finding.kind() + " " + finding.subject() + ": " + finding.held().stream()
            .map(held -> held.node() + " has " + held.value()).collect(Collectors.joining(", "));
    }
}
