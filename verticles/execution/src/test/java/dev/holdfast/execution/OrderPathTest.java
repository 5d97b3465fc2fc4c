package dev.holdfast.execution;

import static dev.holdfast.execution.OneAccount.SHARD;
import static dev.holdfast.execution.OneAccount.id;
import static dev.holdfast.execution.OneAccount.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.testkit.TestClock;
import dev.holdfast.trading.desk.DeskCommand.ConsumeSignals;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.reconcile.InquiryRule;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderPathTest {
    private final TestClock clock = TestClock.at(OneAccount.START);
    private final MemoryLog log = new MemoryLog(SHARD);
    private final ScriptedSession venue = new ScriptedSession("session-1");
    private final ScriptedSession otherVenue = new ScriptedSession("session-2");
    private final NodesHeard heardByFirst = new NodesHeard("node-1");
    private final NodesHeard heardBySecond = new NodesHeard("node-2");
    private final OrderPath first = node("node-1", heardByFirst, venue);
    private final OrderPath second = node("node-2", heardBySecond, otherVenue);

    @BeforeEach
    void firstOwnsTheShard() {
        venue.start(first);
        otherVenue.start(second);
        first.onCaughtUp();
        run(first);
        assertThat(first.keeper().shard(SHARD).isLive()).isTrue();
    }

    @Test
    void actsAndRepliesOnlyOnceTheRecordIsReadBack() {
        Future<OrderReply> reply = submit(first, "one");
        assertThat(reply.isComplete()).isFalse();
        assertThat(venue.written).isEmpty();
        log.deliver(first);
        assertThat(reply.result().status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(venue.written).hasSize(1);
    }

    @Test
    void answersADuplicateOnlyOnceTheFirstIsDurable() {
        Future<OrderReply> original = submit(first, "one");
        Future<OrderReply> again = submit(first, "one");
        assertThat(again.isComplete()).isFalse();
        log.deliver(first);
        assertThat(original.result().duplicate()).isFalse();
        assertThat(again.result().duplicate()).isTrue();
        assertThat(venue.written).hasSize(1);
    }

    @Test
    void marksWhatIsInFlightUnknownWhenItTakesOverAndSendsNothingAgain() {
        venue.onPlace = attempt -> new Outcome.NotSent("frozen");
        Future<OrderReply> reply = submit(first, "one");
        takeOver();
        assertThat(second.keeper().shard(SHARD).replica().order(id("one")).status())
            .isEqualTo(OrderStatus.UNKNOWN);
        assertThat(otherVenue.written).isEmpty();
        assertThat(otherVenue.queried).containsOnly(id("one").text());
        log.deliver(first);
        assertThat(reply.result().status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void asksAboutEveryOrderInTurnThoughTheVenueAnswersNone() {
        int orders = 50;
        venue.onPlace = attempt -> new Outcome.NotSent("frozen");
        for (int number = 0; number < orders; number++) {
            submit(first, "order-" + number);
        }
        Promise<StatusAnswer> silence = Promise.promise();
        otherVenue.answerLater = silence.future();
        takeOver();
        assertThat(otherVenue.queried).hasSizeLessThan(orders);
        for (int round = 0; round < 3; round++) {
            Promise<StatusAnswer> next = Promise.promise();
            otherVenue.answerLater = next.future();
            silence.complete(new StatusAnswer.NoAnswer("busy"));
            silence = next;
            clock.advance(InquiryRule.CYCLE);
            run(second);
        }
        assertThat(Set.copyOf(otherVenue.queried)).hasSize(orders);
    }

    @Test
    void callsNobodyForAnOrderThatWasUnknownWhileTheVenueWasAway() {
        venue.onPlace = attempt -> new Outcome.Unknown("timeout");
        venue.onQuery = () -> new StatusAnswer.NotFound(OneAccount.START, "session-1");
        submit(first, "one");
        run(first);
        venue.stop();
        for (int second = 0; second < 90; second++) {
            clock.advance(Duration.ofSeconds(1));
            run(first);
        }
        int asked = venue.queried.size();

        venue.start(first);
        run(first);
        clock.advance(InquiryRule.CYCLE);
        run(first);

        assertThat(venue.queried).hasSize(asked + 2);
        assertThat(first.keeper().shard(SHARD).replica().state().breaks().open()).isEmpty();
    }

    @Test
    void asksAboutARestingOrderOnlyIfTheVenuesListLacksIt() {
        submit(first, "here");
        submit(first, "gone");
        run(first);
        assertThat(first.keeper().shard(SHARD).replica().order(id("gone")).status())
            .isEqualTo(OrderStatus.WORKING);
        otherVenue.listed = List.of(OneAccount.listed("here"));
        clock.advance(AbsenceRule.QUERY_LAG);
        takeOver();
        assertThat(otherVenue.queried).containsExactly(id("gone").text());
    }

    @Test
    void writesNothingToTheVenueOnceAnotherClaimIsRead() {
        submit(first, "one");
        takeOver();
        log.deliver(first);
        // The record was valid when it was written; the claim behind it ended the right to act on it.
        assertThat(first.keeper().shard(SHARD).tenure()).isNull();
        assertThat(venue.written.size() + otherVenue.written.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void readsSignalsFromTheBeginningWhileAnyShardConsumedNone() {
        first.handle(SHARD, new ConsumeSignals(0, 5));
        log.deliver(first);
        assertThat(first.keeper().shard(SHARD).replica().state().nextSignalOffset(0)).isEqualTo(5);
        assertThat(first.signalsFrom()).containsExactly(Map.entry(0, 0L));
    }

    @Test
    void tellsTheOwnerToWhoeverAsksAnotherNode() {
        log.deliver(second);
        Future<OrderReply> reply = submit(second, "one");
        assertThat(reply.cause()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_OWNER);
            assertThat(refusal).hasMessage("node-1");
        });
    }

    @Test
    void saysUnknownWhenItIsDeposedBeforeTheReadBack() {
        log.lose(1);
        Future<OrderReply> lost = submit(first, "lost");
        takeOver();
        log.deliver(first);
        assertThat(lost.cause()).isInstanceOfSatisfying(Refusal.class, refusal ->
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.OUTCOME_UNKNOWN));
        assertThat(venue.written).isEmpty();
    }

    @Test
    void startsOverUnderANewClaimWhenAnAppendBeforeWasLost() {
        log.lose(1);
        submit(first, "lost");
        submit(first, "next");
        log.deliver(first);
        assertThat(first.keeper().shard(SHARD).tenure()).isNull();
        assertThat(venue.written).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        run(first);
        assertThat(first.keeper().shard(SHARD).isLive()).isTrue();
        assertThat(log.records.stream().filter(ShardClaimed.class::isInstance)).hasSize(2);
    }

    @Test
    void withholdsASendWhenItMayNotActAnyMore() {
        Future<OrderReply> reply = submit(first, "one");
        heardByFirst.refuse("no renewal for 1500 ms");
        log.deliver(first);
        assertThat(reply.succeeded()).isTrue();
        assertThat(venue.written).isEmpty();
        assertThat(first.keeper().shard(SHARD).replica().order(id("one")).status())
            .isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void takesNoCommandWhileItMayNotAct() {
        heardByFirst.refuse("this node sees no majority");
        assertThat(submit(first, "one").cause()).hasMessageContaining("this node sees no majority");
        assertThat(log.records).noneMatch(record -> record instanceof DecisionMade decision
            && decision.seq() > 0);
    }

    @Test
    void releasesWhatItHoldsWhenItStops() {
        first.keeper().release("the node stops");
        assertThat(submit(first, "late").failed()).isTrue();
        run(first);
        assertThat(log.records.getLast()).isInstanceOf(ShardReleased.class);
        assertThat(first.keeper().isIdle()).isTrue();
        second.onCaughtUp();
        run(second);
        assertThat(second.keeper().shard(SHARD).isLive()).isTrue();
    }

    @Test
    void waitsWithTheReleaseForTheVenuesAnswer() {
        Promise<Outcome> answer = Promise.promise();
        venue.later = answer.future();
        submit(first, "one");
        log.deliver(first);
        first.keeper().release("the node stops");
        run(first);
        assertThat(log.records).noneMatch(ShardReleased.class::isInstance);
        answer.complete(new Outcome.Unknown("timeout"));
        run(first);
        assertThat(log.records.getLast()).isInstanceOf(ShardReleased.class);
    }

    /** The second node hears nothing of the first for longer than it must, and takes its shard. */
    private void takeOver() {
        second.onCaughtUp();
        log.deliver(second);
        clock.advance(Duration.ofSeconds(2));
        run(second);
        assertThat(second.keeper().shard(SHARD).isLive()).isTrue();
    }

    private void run(OrderPath node) {
        for (int i = 0; i < 5; i++) {
            node.tick();
            log.deliver(node);
        }
    }

    private OrderPath node(String name, NodesHeard cluster, ScriptedSession session) {
        return OneAccount.node(name, new OneAccount.Parts(clock, log, cluster, session));
    }
}
