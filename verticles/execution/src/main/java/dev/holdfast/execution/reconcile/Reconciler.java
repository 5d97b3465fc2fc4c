package dev.holdfast.execution.reconcile;

import dev.holdfast.execution.shard.Every;
import dev.holdfast.execution.shard.Replica;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.runtime.venue.OrderSession.OpenOrder;
import dev.holdfast.trading.desk.DeskCommand.AdoptOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.reconcile.PositionRule;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the venue's open orders and balances with the books of the shards owned here, on a cycle. It
 * settles nothing itself: a difference becomes a question about the order, an adoption or a break
 * (requirement D3, invariant 20).
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration OPEN_ORDERS = Duration.ofSeconds(5);
    private static final Duration BALANCES = Duration.ofSeconds(30);
    /** The owner of this shard compares balances: exactly one node does. */
    private static final ShardId BOOKKEEPER = new ShardId(0);

    private final ShardKeeper keeper;
    private final OrderSession session;
    private final Clock clock;
    private final AccountId house;
    private final BalanceCheck balances;
    private final Every listing = new Every(OPEN_ORDERS);
    private final Every balancing = new Every(BALANCES);
    private boolean asking;
    private Told told;

    /**
     * What the venue said of its balances; compared once what it had executed by then is in our books.
     *
     * @param asked the venue's clock
     * @param at    when it answered
     */
    private record Told(Map<String, BigDecimal> balances, Instant asked, Instant at) {
    }

    /**
     * Prepares the comparison.
     *
     * @param house takes in orders that nobody here sent; null if no account does
     */
    public Reconciler(ShardKeeper keeper, OrderSession session, Clock clock, DeskRules rules,
                      AccountId house) {
        this.keeper = keeper;
        this.session = session;
        this.clock = clock;
        this.house = house;
        this.balances = new BalanceCheck(keeper, rules.instruments());
    }

    /** The next look is due at once. */
    public void hurry() {
        listing.hurry();
    }

    /** Looks if a look is due and the venue can be asked. */
    public void tick(long nanos) {
        if (session.session() == null || asking || keeper.live().isEmpty()) {
            return;
        }
        if (listing.isDue(nanos)) {
            Instant asked = clock.instant();
            asking = true;
            session.openOrders().onComplete(listed -> compare(listed, asked),
                failure -> LOG.info("open orders are not known: {}", failure.getMessage()))
                .onComplete(done -> asking = false);
        }
        compareBalances(nanos);
    }

    private void compareBalances(long nanos) {
        Tenure bookkeeper = keeper.shard(BOOKKEEPER).tenure();
        Instant now = clock.instant();
        if (bookkeeper == null || !bookkeeper.isLive()) {
            told = null;
        } else if (told != null && !now.isBefore(told.at().plus(PositionRule.APART))) {
            balances.compare(told.balances(), told.asked(), bookkeeper, now);
            told = null;
        } else if (balancing.isDue(nanos)) {
            Instant asked = now.plus(session.venueOffset());
            session.balances().onComplete(found -> told = new Told(found, asked, clock.instant()),
                failure -> LOG.info("balances are not known: {}", failure.getMessage()));
        }
    }

    /** The venue spoke of an order that names no shard: it is the house's, known to it or to be adopted. */
    public void onExternal(ExecutionReport report) {
        Tenure owner = houseTenure();
        if (owner == null) {
            return;
        }
        owner.handle(new TakeReport(report)).onFailure(e ->
            LOG.warn("a report of an order that nobody here sent was not taken: {}", e.getMessage()));
        hurry();
    }

    private void compare(List<OpenOrder> listed, Instant asked) {
        Set<String> ids = listed.stream().map(OpenOrder::venueClientId).collect(Collectors.toSet());
        keeper.live().forEach(tenure -> findMissing(tenure, ids, asked));
        listed.forEach(order -> {
            ClOrdId id = ClOrdId.ofVenueId(order.venueClientId());
            if (id == null) {
                adopt(order);
                findBehind(houseTenure(), house == null ? null
                    : ClOrdId.external(house, order.instrument(), order.venueOrderId()), order);
            } else {
                findResurrected(keeper.shard(id.shard()).tenure(), id, order);
                findBehind(keeper.shard(id.shard()).tenure(), id, order);
            }
        });
    }

    /** Lives here, not listed there, and silent for longer than the list may lag: asked about. */
    private static void findMissing(Tenure tenure, Set<String> listed, Instant asked) {
        Replica replica = tenure.replica();
        Instant silentBefore = asked.minus(AbsenceRule.QUERY_LAG.multipliedBy(2));
        for (Order order : replica.state().book().open()) {
            boolean resting = order.status() == OrderStatus.WORKING
                || order.status() == OrderStatus.PARTIALLY_FILLED;
            boolean missing = !listed.contains(order.venueClientId());
            if (resting && missing && order.changedAt().isBefore(silentBefore)) {
                tenure.effects().askAbout(order.clOrdId());
            }
        }
    }

    /** The venue executed more of it than we have: a report was lost, so all of them are asked for. */
    private static void findBehind(Tenure tenure, ClOrdId id, OpenOrder listed) {
        Order order = tenure == null ? null : tenure.replica().order(id);
        if (order == null || !order.status().isLive()) {
            return;
        }
        Quantity counted = tenure.replica().state().book().fills(id).stream()
            .filter(fill -> fill.venueOrderId().equals(listed.venueOrderId()))
            .map(Fill::quantity).reduce(Quantity.ZERO, Quantity::plus);
        if (counted.compareTo(listed.executed()) < 0) {
            tenure.effects().askAbout(id);
        }
    }

    /** Ended or never known here, but open there: said to the desk as the report that it amounts to. */
    private void findResurrected(Tenure tenure, ClOrdId id, OpenOrder listed) {
        if (tenure == null || !tenure.isLive()) {
            return;
        }
        Order order = tenure.replica().order(id);
        boolean ended = order == null || order.status().isTerminal()
            && order.changedAt().isBefore(clock.instant().minus(AbsenceRule.QUERY_LAG.multipliedBy(2)));
        if (ended) {
            tenure.effects().onReport(asReport(listed));
        }
    }

    private void adopt(OpenOrder order) {
        Tenure owner = houseTenure();
        if (owner != null) {
            owner.handle(new AdoptOrder(house, asReport(order), order.side(), order.type(),
                order.timeInForce(), order.quantity(), order.limitPrice()));
        }
    }

    private ExecutionReport asReport(OpenOrder order) {
        return new ExecutionReport(order.venueClientId(), order.venueOrderId(), order.instrument(),
            ExecutionReport.Kind.NEW, null, order.executed(), null,
            clock.instant().plus(session.venueOffset()));
    }

    private Tenure houseTenure() {
        Tenure tenure = house == null ? null : keeper.shard(ShardId.of(house)).tenure();
        return tenure != null && tenure.isLive() ? tenure : null;
    }
}
