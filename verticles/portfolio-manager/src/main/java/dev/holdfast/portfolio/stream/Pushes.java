package dev.holdfast.portfolio.stream;

import dev.holdfast.portfolio.registry.ServiceRegistry;
import dev.holdfast.portfolio.state.DeskChange;
import dev.holdfast.portfolio.state.StateListener;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.portfolio.state.StatusBoard;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.wire.view.AccountView;
import dev.holdfast.wire.view.CandleView;
import dev.holdfast.wire.view.EquityPointView;
import dev.holdfast.wire.view.OrderView;
import dev.holdfast.wire.view.PositionView;
import dev.holdfast.wire.view.QuoteView;
import dev.holdfast.wire.view.ServiceView;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides when a change is pushed: orders, fills and closed bars at once; quotes, open bars and accounts at
 * most four times a second each, the newest only; what depends on the marks, and the services, once a second
 * if it changed.
 */
public final class Pushes implements StateListener {
    private static final long FAST_MILLIS = 250;
    private static final long SLOW_MILLIS = 1_000;
    /** A service that goes on as before is repeated this often, so that 'last seen' stays true. */
    private static final int SECONDS_PER_SERVICE = 5;

    private final Vertx vertx;
    private final StreamHub hub;
    private final StateStore state;
    private final ServiceRegistry registry;
    private final StatusBoard board;
    private final Clock clock;
    private final Set<InstrumentId> quotes = new LinkedHashSet<>();
    private final Set<AccountId> changedAccounts = new LinkedHashSet<>();
    private final Map<Series, CandleView> openBars = new LinkedHashMap<>();
    private final Map<AccountId, AccountView> accounts = new HashMap<>();
    private final Map<Holding, PositionView> positions = new HashMap<>();
    private final Map<String, Told> services = new HashMap<>();
    private final List<Long> timers = new ArrayList<>();

    private record Series(InstrumentId instrument, BarInterval interval) {
    }

    private record Holding(AccountId account, InstrumentId instrument) {
    }

    private record Told(HealthStatus status, Instant at) {
    }

    /** What is pushed, and from where it is read. */
    public record Sources(StateStore state, ServiceRegistry registry, StatusBoard board) {
    }

    /** Nothing is pushed before {@link #start}. */
    public Pushes(Vertx vertx, StreamHub hub, Sources sources, Clock clock) {
        this.vertx = vertx;
        this.hub = hub;
        this.state = sources.state();
        this.registry = sources.registry();
        this.board = sources.board();
        this.clock = clock;
    }

    /** Starts the two rhythms, on the caller's context. */
    public void start() {
        timers.add(vertx.setPeriodic(FAST_MILLIS, tick -> pushFast()));
        timers.add(vertx.setPeriodic(SLOW_MILLIS, tick -> pushDesk()));
    }

    public void stop() {
        timers.forEach(vertx::cancelTimer);
    }

    @Override
    public void onDeskChanged(DeskChange change) {
        if (change.rewritten()) {
            hub.publish(EventKind.RESET, Map.of());
        }
        for (ClOrdId id : change.orders()) {
            OrderView order = state.order(id);
            if (order != null) {
                hub.publish(EventKind.ORDER, order);
            }
        }
        change.fills().forEach(fill -> {
            hub.publish(EventKind.FILL, fill);
            pushPosition(state.portfolio().position(fill.account(), fill.instrument()));
        });
        changedAccounts.addAll(change.accounts());
    }

    @Override
    public void onQuoteChanged(InstrumentId instrument) {
        quotes.add(instrument);
    }

    @Override
    public void onCandleChanged(CandleView candle, boolean closed) {
        Series series = new Series(candle.instrument(), candle.interval());
        if (!closed) {
            openBars.put(series, candle);
            return;
        }
        CandleView waiting = openBars.get(series);
        if (waiting != null && !waiting.openTime().isAfter(candle.openTime())) {
            openBars.remove(series);
        }
        hub.publish(EventKind.CANDLE, candle);
    }

    @Override
    public void onEquityPoint(EquityPointView point) {
        hub.publish(EventKind.EQUITY, point);
    }

    private void pushFast() {
        Instant now = clock.instant();
        for (InstrumentId instrument : quotes) {
            QuoteView quote = state.marks().view(instrument, now);
            hub.publish(EventKind.QUOTE, quote);
        }
        quotes.clear();
        openBars.values().forEach(candle -> hub.publish(EventKind.CANDLE, candle));
        openBars.clear();
        changedAccounts.forEach(account -> pushAccount(state.portfolio().account(account)));
        changedAccounts.clear();
    }

    private void pushDesk() {
        Instant now = clock.instant();
        state.onSecond(now);
        if (state.isCaughtUp()) {
            state.portfolio().positions().forEach(this::pushPosition);
            state.portfolio().accounts().forEach(this::pushAccount);
        }
        registry.services(now).forEach(service -> pushService(service, now));
        hub.publish(EventKind.STATUS, board.status());
    }

    private void pushPosition(PositionView position) {
        Holding key = new Holding(position.account(), position.instrument());
        if (!position.equals(positions.put(key, position))) {
            hub.publish(EventKind.POSITION, position);
        }
    }

    private void pushAccount(AccountView account) {
        if (account != null && !account.equals(accounts.put(account.account(), account))) {
            hub.publish(EventKind.ACCOUNT, account);
        }
    }

    private void pushService(ServiceView service, Instant now) {
        String key = service.service() + ' ' + service.node();
        Told told = services.get(key);
        boolean same = told != null && told.status() == service.status()
            && told.at().plusSeconds(SECONDS_PER_SERVICE).isAfter(now);
        if (!same) {
            services.put(key, new Told(service.status(), now));
            hub.publish(EventKind.SERVICE, service);
        }
    }
}
