package dev.holdfast.execution.venue;

import dev.holdfast.execution.shard.Replica;
import dev.holdfast.execution.shard.ShardKeeper.ShardDoor;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.MarkWithheld;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.MissingAtVenue;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TradingState;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Carries one tenure's durable intents to the venue and brings the answers back as commands. An intent is
 * carried once: a second try is never made here, whatever the answer (ownership rules 9 to 13).
 */
public final class VenueDoor implements ShardDoor {
    private static final Logger LOG = LoggerFactory.getLogger(VenueDoor.class);

    private final Replica replica;
    private final OrderSession session;
    private final Clock clock;
    private final ClusterWatch cluster;
    private final Inquiries inquiries;
    private final Runnable compareAll;
    private Tenure tenure;
    private int waiting;

    /**
     * Prepares the door.
     *
     * @param sessions   when the current session was opened, and how to get a newer one
     * @param compareAll has the venue's list of open orders compared with the books soon
     */
    public VenueDoor(Replica replica, OrderSession session, SessionAge sessions, ClusterWatch cluster,
                     Clock clock, Runnable compareAll) {
        this.replica = replica;
        this.session = session;
        this.clock = clock;
        this.cluster = cluster;
        this.compareAll = compareAll;
        this.inquiries = new Inquiries(session, sessions, clock, this::tell);
    }

    @Override
    public void serve(Tenure owner) {
        this.tenure = owner;
    }

    @Override
    public void onCommitted(DeskEvent event) {
        switch (event) {
            case SendAttempted e -> send(e);
            case CancelRequested e -> cancel(e.clOrdId());
            case ReplaceRequested e -> cancel(e.clOrdId());
            case RequestUnresolved e -> {
                cancel(e.clOrdId());
                ask(e.clOrdId());
            }
            case CancelRejected e -> ask(e.clOrdId());
            case OutcomeUnknown e -> ask(e.clOrdId());
            case MissingAtVenue e -> ask(e.clOrdId());
            case DeskEvent other -> { }
        }
    }

    @Override
    public void onLive() {
        askAboutDoubtful();
        compareAll.run();
    }

    @Override
    public void onDown() {
        inquiries.stop();
    }

    @Override
    public void onReport(ExecutionReport report) {
        tell(new TakeReport(report));
    }

    @Override
    public void onSessionUp() {
        askAboutDoubtful();
    }

    @Override
    public boolean isQuiet() {
        return waiting == 0;
    }

    @Override
    public void askAbout(ClOrdId id) {
        inquiries.owe(id);
        ask(id);
    }

    @Override
    public void inquire() {
        for (Order order : replica.state().book().open()) {
            if (order.status() == OrderStatus.UNKNOWN) {
                inquiries.owe(order.clOrdId());
            }
        }
        inquiries.owed().forEach(this::ask);
    }

    /**
     * Only what waits for a word of the venue. What rests is compared with one list, and asked about where it
     * differs: a question for each of thousands would keep the venue from answering those that matter.
     */
    private void askAboutDoubtful() {
        for (Order order : replica.state().book().open()) {
            boolean inFlight = order.status() == OrderStatus.SUBMITTED
                || order.status() == OrderStatus.UNKNOWN;
            boolean waits = inFlight || order.endsAtOnce() || !order.pending().isNone();
            if (order.status().isLive() && waits) {
                inquiries.owe(order.clOrdId());
                ask(order.clOrdId());
            }
        }
    }

    private void send(SendAttempted attempt) {
        Order order = replica.order(attempt.clOrdId());
        FreezePoint.AFTER_APPEND.reached(attempt.clOrdId());
        waiting++;
        session.place(order.terms(), attempt, () -> refusalRightNow(attempt))
            .otherwise(VenueDoor::unknown)
            .onSuccess(outcome -> {
                waiting--;
                tell(commandFor(attempt, outcome));
            });
    }

    /** A request that broke says nothing of what the venue did with it. */
    private static Outcome unknown(Throwable failure) {
        return new Outcome.Unknown(String.valueOf(failure.getMessage()));
    }

    /** The check right before the write (rule 10); null lets the bytes go. */
    private String refusalRightNow(SendAttempted attempt) {
        Order order = replica.order(attempt.clOrdId());
        Instant venueNow = clock.instant().plus(session.venueOffset());
        boolean awaited = order != null && order.status() == OrderStatus.SUBMITTED
            && order.revision() == attempt.revision() && order.pending().isNone();
        if (!awaited) {
            return "the order ended, or is being canceled, by now";
        }
        if (!tenure.holdsClaim()) {
            return "the shard's claim is not ours any more";
        }
        String mayNot = cluster.refusalToAct();
        if (mayNot != null) {
            return mayNot;
        }
        if (replica.state().tradingState(order.terms().account()) == TradingState.HALTED) {
            return "trading was halted";
        }
        if (!attempt.session().equals(session.session())) {
            return "the venue session changed";
        }
        if (!venueNow.isBefore(attempt.expiresAt())) {
            return "the request expired before it was sent";
        }
        FreezePoint.BEFORE_WRITE.reached(attempt.clOrdId());
        return null;
    }

    private DeskCommand commandFor(SendAttempted attempt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> {
                done.reports().forEach(this::onReport);
                yield null;
            }
            case Outcome.Refused refused -> new TakeReport(new ExecutionReport(attempt.venueClientId(), null,
                replica.order(attempt.clOrdId()).terms().instrument(),
                ExecutionReport.Kind.REJECTED, null, Quantity.ZERO, refused.code() + " " + refused.text(),
                clock.instant().plus(session.venueOffset())));
            case Outcome.Unknown unknown -> new MarkUnknown(attempt.clOrdId(), unknown.cause());
            case Outcome.NotSent held -> new MarkWithheld(attempt.clOrdId(), held.why());
        };
    }

    private void cancel(ClOrdId id) {
        Order order = replica.order(id);
        boolean may = tenure.holdsClaim() && cluster.refusalToAct() == null && session.session() != null;
        if (order == null || !mayBeAtVenue(order) || !may) {
            return;
        }
        session.cancel(order.terms().instrument(), order.venueClientId())
            .otherwise(VenueDoor::unknown)
            .onSuccess(outcome -> onCancelAnswered(id, outcome));
    }

    /** An order that ended here and showed up after all is at the venue for as long as its cancel is. */
    private static boolean mayBeAtVenue(Order order) {
        return order.status().isLive() || !order.pending().isNone();
    }

    private void onCancelAnswered(ClOrdId id, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> done.reports().forEach(this::onReport);
            case Outcome.Refused refused ->
                tell(new MarkCancelRejected(id, refused.code() + " " + refused.text()));
            case Outcome.Unknown lost -> tell(new MarkUnknown(id, lost.cause()));
            case Outcome.NotSent held -> LOG.info("cancel of {} waits: {}", id, held.why());
        }
    }

    private void ask(ClOrdId id) {
        Order order = replica.order(id);
        if (order != null && mayBeAtVenue(order)) {
            inquiries.askIfDue(order, replica.attempt(id));
        } else {
            inquiries.settle(id);
        }
    }

    /** What the venue said and the shard could not take is asked for again. */
    private void oweAgain(DeskCommand command) {
        switch (command) {
            case TakeReport c -> owe(ClOrdId.ofVenueId(c.report().venueClientId()));
            case TakeStatus c -> owe(c.clOrdId());
            case MarkUnknown c -> owe(c.clOrdId());
            case DeskCommand other -> { }
        }
    }

    private void owe(ClOrdId id) {
        if (id != null) {
            inquiries.owe(id);
        }
    }

    private void tell(DeskCommand command) {
        if (command == null || tenure.isOver()) {
            return;
        }
        tenure.handle(command).onFailure(e -> {
            // That a tenure ended is told once; the next one asks for all that it did not take.
            LOG.atLevel(tenure.isOver() ? Level.DEBUG : Level.WARN).log("shard {}: {} was not taken: {}",
                replica.shard(), command.getClass().getSimpleName(), e.getMessage());
            oweAgain(command);
        });
    }
}
