package dev.holdfast.simulation.venue;

import dev.holdfast.checker.LedgerEntry;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.simulation.judge.Judge;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An exchange as nodes meet it: a simple model of its own with its own ledger and its own clock. It lets a
 * request in only before it expires; its engine may take up to its bound over it. A client id is refused
 * while an order of that name is open and accepted again after it ended, as the real exchange does.
 */
public final class SimVenue {
    /** The longest the engine takes over a request that was let in. */
    private static final long ENGINE_BOUND_MILLIS = 9_900;
    private static final int DUPLICATE = -2010;
    private static final int EXPIRED = -1021;
    private static final int NO_SUCH_ORDER = -2011;
    private static final int KIND = 3;

    private final Scene scene;
    private final Judge judge;
    private final Chance chance;
    private final Duration skew;
    private final Market market;
    private final Map<String, VenueRow> newest = new HashMap<>();
    private final Map<String, VenueRow> open = new LinkedHashMap<>();
    private final List<VenueRow> rows = new ArrayList<>();
    private final List<SimSession> sessions = new ArrayList<>();

    /** An order request as it came off the wire. */
    record Request(OrderTerms terms, String clientId, Quantity quantity, Instant requestTime,
                   Instant expiresAt) {
    }

    public SimVenue(Scene scene, Market market, Judge judge) {
        this.scene = scene;
        this.market = market;
        this.judge = judge;
        this.chance = scene.chance("venue");
        this.skew = scene.isOn(Fault.CLOCK_SKEW) ? Duration.ofMillis(chance.between(-8_000, 8_000))
            : Duration.ofMillis(chance.between(-20, 20));
        scene.queue().after(tradingPause(), this::trade);
    }

    /** Its own clock. */
    Instant clock() {
        return scene.trueTime().plus(skew);
    }

    void connect(SimSession session) {
        sessions.remove(session);
        sessions.add(session);
    }

    /** Its stream ends. */
    public void disconnect(SimSession session) {
        sessions.remove(session);
    }

    /** At the gate. What is let in is answered when the engine comes to it. */
    void place(Request request, Consumer<Outcome> answer) {
        Instant now = clock();
        if (!now.isBefore(request.expiresAt()) || request.requestTime().isAfter(now.plusSeconds(1))) {
            judge.onLedger(new LedgerEntry.Refused(request.terms().instrument(), request.clientId(),
                "outside the window", now));
            answer.accept(new Outcome.Refused(EXPIRED, "Timestamp for this request is outside of the"
                + " recvWindow."));
            return;
        }
        long way = scene.strikes(Fault.LATE_ENGINE, chance, 10) ? lateness() * Scene.MILLI
            : chance.between(50, 2_000) * 1_000;
        scene.queue().after(way, () -> accept(request, answer));
    }

    /** The worst is as late as the bound allows: half of the late ones are nearly so. */
    private long lateness() {
        return chance.percent(50) ? chance.between(200, ENGINE_BOUND_MILLIS)
            : chance.between(ENGINE_BOUND_MILLIS - 1_000, ENGINE_BOUND_MILLIS);
    }

    void cancel(String clientId, Consumer<Outcome> answer) {
        VenueRow row = open.get(clientId);
        if (row == null) {
            answer.accept(new Outcome.Refused(NO_SUCH_ORDER, "Unknown order sent."));
            return;
        }
        answer.accept(new Outcome.Done(List.of(end(row, ExecutionReport.Kind.CANCELED))));
    }

    /** The newest order of that name in a copy of that moment; null if the copy has none. */
    VenueRow find(String clientId, long then) {
        VenueRow row = newest.get(clientId);
        if (row != null && row.wasKnown(then)) {
            return row;
        }
        for (VenueRow each : rows) {
            if (each.clientId.equals(clientId) && each.wasKnown(then)) {
                return each;
            }
        }
        return null;
    }

    List<VenueRow> openRows(long then) {
        return rows.stream().filter(row -> row.wasOpen(then)).toList();
    }

    /** Every order that is open now. */
    public List<String> openIds() {
        return List.copyOf(open.keySet());
    }

    /** What was executed of the newest order of that name; null if there is none. */
    public Quantity executed(String clientId) {
        VenueRow row = newest.get(clientId);
        return row == null ? null : row.executed();
    }

    /** How many orders it ever let into its book. */
    public long orders() {
        return rows.size();
    }

    Map<String, BigDecimal> balances() {
        return market.balances();
    }

    /** Somebody else's order through the same account. */
    public void placeForeign(OrderTerms terms, String clientId) {
        Instant now = clock();
        accept(new Request(terms, clientId, terms.quantity(), now, now.plusSeconds(1)), outcome -> { });
    }

    /** How far behind the copy is that answers a question. */
    long queryLag() {
        return scene.isOn(Fault.STALE_QUERY) ? chance.between(0, 990) * Scene.MILLI
            : chance.between(0, 20) * Scene.MILLI;
    }

    private void accept(Request request, Consumer<Outcome> answer) {
        if (open.containsKey(request.clientId())) {
            answer.accept(new Outcome.Refused(DUPLICATE, "Duplicate order sent."));
            return;
        }
        if (chance.below(60) == 0) {
            judge.onLedger(new LedgerEntry.Refused(request.terms().instrument(), request.clientId(),
                "rejected", clock()));
            answer.accept(new Outcome.Refused(DUPLICATE, "Account has insufficient balance."));
            return;
        }
        VenueRow row = new VenueRow(Integer.toString(1_000 + rows.size()), request.clientId(),
            request.terms(), request.quantity(), scene.now());
        rows.add(row);
        newest.put(row.clientId, row);
        open.put(row.clientId, row);
        scene.trace().step(KIND, rows.size(), () -> "venue accepts " + row.clientId + " as "
            + row.venueOrderId);
        judge.onLedger(new LedgerEntry.OrderAccepted(row.instrument(), row.venueOrderId, row.clientId,
            request.terms().side(), price(request), row.quantity.value(), clock()));
        List<ExecutionReport> reports = new ArrayList<>(3);
        reports.add(publish(row.accepted(clock())));
        market.fillsAtOnce(row).forEach(part -> reports.add(execute(row, part)));
        if (row.isOpen() && row.endsAtOnce()) {
            reports.add(end(row, ExecutionReport.Kind.EXPIRED));
        }
        answer.accept(new Outcome.Done(reports));
    }

    private static BigDecimal price(Request request) {
        return request.terms().limitPrice() == null ? null : request.terms().limitPrice().value();
    }

    private ExecutionReport execute(VenueRow row, Quantity part) {
        var fill = market.fill(row, part, clock());
        ExecutionReport report = row.execute(fill, clock(), scene.now());
        if (!row.isOpen()) {
            open.remove(row.clientId);
        }
        scene.trace().step(KIND, 7, () -> "venue executes " + part + " of " + row.clientId);
        judge.onLedger(new LedgerEntry.Executed(row.instrument(), row.venueOrderId, row.clientId,
            fill.execId(), fill.price().value(), part.value(), fill.fee(), clock()));
        return publish(report);
    }

    private ExecutionReport end(VenueRow row, ExecutionReport.Kind how) {
        open.remove(row.clientId);
        scene.trace().step(KIND, 8, () -> "venue ends " + row.clientId + ": " + how);
        judge.onLedger(new LedgerEntry.Ended(row.instrument(), row.venueOrderId, row.clientId, clock()));
        return publish(row.end(how, clock(), scene.now()));
    }

    private ExecutionReport publish(ExecutionReport report) {
        List.copyOf(sessions).forEach(session -> session.report(report));
        return report;
    }

    /** Others trade with what rests here, for as long as anybody trades at all. */
    private void trade() {
        if (scene.isHealed()) {
            return;
        }
        market.move();
        List<VenueRow> resting = open.values().stream().filter(this::mayTrade).toList();
        if (!resting.isEmpty()) {
            VenueRow row = chance.pick(resting);
            execute(row, chance.percent(50) ? row.rest() : market.part(row));
        }
        scene.queue().after(tradingPause(), this::trade);
    }

    /** One that nobody sent from here waits until it was found: what ends unseen can only be booked. */
    private boolean mayTrade(VenueRow row) {
        return ClOrdId.ofVenueId(row.clientId) != null || judge.isAdopted(row.venueOrderId);
    }

    private long tradingPause() {
        return chance.between(150, 900) * Scene.MILLI;
    }
}
