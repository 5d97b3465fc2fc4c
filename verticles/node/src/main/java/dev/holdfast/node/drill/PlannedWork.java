package dev.holdfast.node.drill;

import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.AlertCommand.AddSilence;
import dev.holdfast.wire.failsafe.AlertCommand.EndSilence;
import dev.holdfast.wire.failsafe.SilenceView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on one node, announced as an operator announces it: a maintenance window of that node, from before it
 * stops until it is whole again.
 */
final class PlannedWork {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String DRILL = "drill";

    private final Member member;
    private final String asked;
    private final String window;

    private PlannedWork(Member member, String asked, String window) {
        this.member = member;
        this.asked = asked;
        this.window = window;
    }

    /**
     * Opens the window.
     *
     * @param asked the node that is told of it: another than the one that is worked on
     * @throws IllegalStateException if it cannot be opened: nobody would begin work then
     */
    static PlannedWork begin(Member member, String node, String asked) throws InterruptedException {
        Instant now = Instant.now();
        String window = tell(member, asked, new AddSilence(new SilenceView("", true, "*", "*", node, now,
            now.plus(LONGEST), DRILL, "rolling restart", false)));
        return new PlannedWork(member, asked, window);
    }

    void end() throws InterruptedException {
        tell(member, asked, new EndSilence(window, DRILL));
    }

    private static String tell(Member member, String node, AlertCommand command)
            throws InterruptedException {
        try {
            AlertCommand.Reply reply = member.bus().request(Addresses.alerting(node), command, ANSWER)
                .toCompletionStage().toCompletableFuture().get(ANSWER.toSeconds() + 1, TimeUnit.SECONDS);
            if (reply.ack().problem() != null) {
                throw new IllegalStateException(node + " refused " + command + ": " + reply.ack().problem());
            }
            return reply.subject();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(node + " does not answer to " + command, e);
        }
    }
}
