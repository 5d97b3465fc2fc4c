package dev.holdfast.failsafe.fallback;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.NodeAnswers;
import dev.holdfast.failsafe.Part;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.message.ChainStates;
import io.vertx.core.Future;

/**
 * Keeps the fallback chains of all nodes for the view (requirement A3.4). An event says what changed; only
 * the node knows all tiers, so it is asked.
 */
public final class ChainWatch implements Part {
    private final FailsafeKit kit;
    private final NodeAnswers<ChainStates> answers;

    public ChainWatch(FailsafeKit kit) {
        this.kit = kit;
        this.answers = new NodeAnswers<>(kit, Addresses::chains, TierChanged.class);
    }

    @Override
    public Future<Void> start() {
        kit.board().chainsFrom(() -> answers.newest().stream()
            .flatMap(states -> states.chains().stream()).toList());
        return answers.start(() -> { });
    }

    @Override
    public Future<Void> stop() {
        return answers.stop();
    }
}
