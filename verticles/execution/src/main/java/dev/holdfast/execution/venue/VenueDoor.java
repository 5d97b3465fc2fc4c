package dev.holdfast.execution.venue;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardEffects;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.MarkWithheld;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.desk.OrderDesk;
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
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one shard's durable intents to the venue and brings the answers back as commands. An intent is
 * carried once: a second try is never made here, whatever the answer (ownership rules 9 to 13).
 */
public final class VenueDoor implements ShardEffects {
    private static final Logger LOG = LoggerFactory.getLogger(VenueDoor.class);

    private final OrderSession session;
    private final Clock clock;
    private final Inquiries inquiries;
    private final Map<ClOrdId, SendAttempted> attempts = new HashMap<>();
    private Shard shard;

    /**
     * Prepares the door.
     *
     * @param sessions when the current session was opened, and how to get a newer one
     */
    public VenueDoor(OrderSession session, Clock clock, SessionAge sessions) {
        this.session = session;
        this.clock = clock;
        this.inquiries = new Inquiries(session, sessions, this::tell);
    }

    /** Names the shard that the answers go to; once, before the first event. */
    public void serve(Shard owned) {
        this.shard = owned;
    }

    @Override
    public void onReplayed(DeskEvent event) {
        remember(event);
    }

    @Override
    public void onCommitted(DeskEvent event, OrderDesk committed) {
        remember(event);
        switch (event) {
            case SendAttempted e -> send(e, committed);
            case CancelRequested e -> cancel(e.clOrdId(), committed);
            case ReplaceRequested e -> cancel(e.clOrdId(), committed);
            case RequestUnresolved e -> {
                cancel(e.clOrdId(), committed);
                ask(e.clOrdId(), committed);
            }
            case CancelRejected e -> ask(e.clOrdId(), committed);
            case OutcomeUnknown e -> ask(e.clOrdId(), committed);
            case MissingAtVenue e -> ask(e.clOrdId(), committed);
            case DeskEvent other -> { }
        }
    }

    @Override
    public void onLive(OrderDesk committed) {
        askAboutAll(committed);
    }

    @Override
    public void onDown() {
        inquiries.stop();
    }

    /** The venue said something about one of the shard's orders. */
    public void onReport(ExecutionReport report) {
        tell(new TakeReport(report));
    }

    /** A venue session came up: everything that may be at the venue is asked about (requirement D3). */
    public void onSessionUp(OrderDesk committed) {
        askAboutAll(committed);
    }

    /** Asks again about orders of unknown fate; called on a cycle. */
    public void tick(OrderDesk committed) {
        for (Order order : committed.state().book().open()) {
            if (order.status() == OrderStatus.UNKNOWN) {
                inquiries.owe(order.clOrdId());
            }
        }
        inquiries.owed().forEach(id -> ask(id, committed));
        attempts.keySet().removeIf(id -> {
            Order order = committed.state().book().order(id);
            return order == null || order.status().isTerminal();
        });
    }

    private void askAboutAll(OrderDesk committed) {
        for (Order order : committed.state().book().open()) {
            if (order.status().isLive()) {
                inquiries.owe(order.clOrdId());
                ask(order.clOrdId(), committed);
            }
        }
    }

    private void remember(DeskEvent event) {
        if (event instanceof SendAttempted attempt) {
            attempts.put(attempt.clOrdId(), attempt);
        }
    }

    private void send(SendAttempted attempt, OrderDesk committed) {
        Order order = committed.state().book().order(attempt.clOrdId());
        session.place(order.terms(), attempt, () -> refusalRightNow(attempt, committed))
            .otherwise(VenueDoor::unknown)
            .onSuccess(outcome -> tell(commandFor(attempt, outcome)));
    }

    /** A request that broke says nothing of what the venue did with it. */
    private static Outcome unknown(Throwable failure) {
        return new Outcome.Unknown(String.valueOf(failure.getMessage()));
    }

    /** The check right before the write (rule 10); null lets the bytes go. */
    private String refusalRightNow(SendAttempted attempt, OrderDesk committed) {
        Order order = committed.state().book().order(attempt.clOrdId());
        Instant venueNow = clock.instant().plus(session.venueOffset());
        boolean awaited = order.status() == OrderStatus.SUBMITTED
            && order.revision() == attempt.revision() && order.pending().isNone();
        if (!awaited) {
            return "the order is " + order.status() + " or being canceled by now";
        }
        if (!shard.holdsClaim()) {
            return "the shard's claim is not ours any more";
        }
        if (committed.state().tradingState(order.terms().account()) == TradingState.HALTED) {
            return "trading was halted";
        }
        if (!attempt.session().equals(session.session())) {
            return "the venue session changed";
        }
        return venueNow.isBefore(attempt.expiresAt()) ? null : "the request expired before it was sent";
    }

    private DeskCommand commandFor(SendAttempted attempt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> {
                done.reports().forEach(this::onReport);
                yield null;
            }
            case Outcome.Refused refused -> new TakeReport(new ExecutionReport(attempt.venueClientId(), null,
                shard.committed().state().book().order(attempt.clOrdId()).terms().instrument(),
                ExecutionReport.Kind.REJECTED, null, Quantity.ZERO, refused.code() + " " + refused.text(),
                clock.instant().plus(session.venueOffset())));
            case Outcome.Unknown unknown -> new MarkUnknown(attempt.clOrdId(), unknown.cause());
            case Outcome.NotSent held -> new MarkWithheld(attempt.clOrdId(), held.why());
        };
    }

    private void cancel(ClOrdId id, OrderDesk committed) {
        Order order = committed.state().book().order(id);
        if (!order.status().isLive() || session.session() == null) {
            return;
        }
        session.cancel(order.terms().instrument(), id.venueId(order.revision()))
            .otherwise(VenueDoor::unknown)
            .onSuccess(outcome -> onCancelAnswered(id, outcome));
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

    private void ask(ClOrdId id, OrderDesk committed) {
        Order order = committed.state().book().order(id);
        SendAttempted attempt = attempts.get(id);
        if (attempt != null && order != null && order.status().isLive()) {
            inquiries.ask(order, attempt);
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
        if (command == null || !shard.isLive()) {
            return;
        }
        shard.handle(command).onFailure(e -> {
            LOG.warn("shard {}: {} was not taken: {}", shard.committed().shard(),
                command.getClass().getSimpleName(), e.getMessage());
            oweAgain(command);
        });
    }
}
