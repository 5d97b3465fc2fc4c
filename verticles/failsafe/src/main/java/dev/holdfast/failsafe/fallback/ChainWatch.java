package dev.holdfast.failsafe.fallback;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.NodeAnswers;
import dev.holdfast.failsafe.Part;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.message.ChainStates;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * Keeps the fallback chains of all nodes for the view (requirement A3.4): asked for every few seconds, and at
 * once when one of them changed its tier. An event says what changed; only the node knows all tiers.
 */
public final class ChainWatch implements Part {
    private static final long EVERY_MILLIS = 5_000;

    private final FailsafeKit kit;
    private final NodeAnswers<ChainStates> answers;
    private MessageConsumer<Buffer> changes;
    private long timer;

    public ChainWatch(FailsafeKit kit) {
        this.kit = kit;
        this.answers = new NodeAnswers<>(kit, Addresses::chains);
    }

    @Override
    public Future<Void> start() {
        kit.board().chainsFrom(() -> answers.newest().stream()
            .flatMap(states -> states.chains().stream()).toList());
        changes = kit.node().bus().subscribe(Addresses.FAILSAFE, this::onEvent);
        timer = kit.vertx().setPeriodic(0, EVERY_MILLIS, tick -> answers.askAll());
        return changes.completion();
    }

    @Override
    public Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        return changes.unregister();
    }

    private void onEvent(FailsafeEvent event) {
        if (event instanceof TierChanged changed) {
            answers.ask(changed.node());
        }
    }
}
