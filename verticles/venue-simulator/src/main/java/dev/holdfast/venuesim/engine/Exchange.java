package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.account.Fees;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.Match;
import dev.holdfast.venuesim.book.OrderBook;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.ledger.Ledger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The matching engine: takes orders, matches them, settles and reports. One thread only (the event loop
 * that also plays the market), so every decision sees the state the one before it left.
 */
public final class Exchange {

    private static final long ID_EPOCH_SECOND = 1_700_000_000L;
    private static final long IDS_PER_SECOND = 10_000L;

    private final VenueClock clock;
    private final OrderEvents events;
    private final Settlement settlement;
    private final Ledger ledger;
    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final OrderStore orders = new OrderStore();
    private final LongSupplier mostPerFill;
    private long nextOrderId;

    /**
     * An exchange for these instruments. {@code mostPerFill} bounds a single fill (a fault switch; otherwise
     * {@link Long#MAX_VALUE}). Ids start from the clock, so that a restarted venue never gives one out again.
     */
    public Exchange(List<Instrument> instruments, Fees fees, VenueClock clock, Ledger ledger,
        VenueListener listener,
                    LongSupplier mostPerFill) {
        this.clock = clock;
        this.ledger = ledger;
        this.events = new OrderEvents(ledger, listener, clock);
        this.settlement = new Settlement(fees);
        this.mostPerFill = mostPerFill;
        this.nextOrderId = (clock.millis() / 1000 - ID_EPOCH_SECOND) * IDS_PER_SECOND;
        instruments.forEach(each -> markets.put(each.symbol(), new Market(each, nextOrderId)));
    }

    /** Markets by symbol, in configured order. */
    public Map<String, Market> markets() {
        return Collections.unmodifiableMap(markets);
    }

    /** The market of a symbol; throws -1121. */
    public Market market(String symbol) {
        var market = markets.get(symbol);
        if (market == null) {
            throw VenueError.BAD_SYMBOL.asException();
        }
        return market;
    }

    /** What the order would be refused for, without taking it. */
    public Optional<VenueError> refusal(Account account, OrderRequest request) {
        return refusal(account, request, quantityOf(request));
    }

    /**
     * Takes an order and matches it; throws {@link Refused}. The result is already filled as far as it
     * goes.
     */
    public Order place(Account account, OrderRequest request) {
        var quantity = quantityOf(request);
        var refusal = refusal(account, request, quantity);
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        var order = new Order(account, request, nextOrderId++, quantity, clock.millis());
        Settlement.reserve(order, reservation(request, quantity));
        orders.add(order);
        events.accepted(order);
        if (request.timeInForce() == TimeInForce.FOK && !fillsWhole(order)) {
            end(order, OrderStatus.EXPIRED, null);
        } else {
            match(order);
        }
        events.balances(account, request.instrument());
        publish(markets.get(request.instrument().symbol()));
        return order;
    }

    /** Cancels an open order; throws -2011. {@code cancelId} is the cancel's own client id. */
    public void cancel(Order order, String cancelId) {
        if (!order.status().isOpen()) {
            throw VenueError.CANCEL_REFUSED.asException();
        }
        var market = markets.get(order.instrument().symbol());
        market.book().cancel(order.orderId());
        end(order, OrderStatus.CANCELED, cancelId);
        events.balances(order.account(), order.instrument());
        publish(market);
    }

    /** Orders and fills to ask for. */
    public OrderQueries queries() {
        return new OrderQueries(orders);
    }

    /** Executes matches that the replayed market caused, and tells who needs to know. */
    void execute(Market market, List<Match> matches) {
        for (var match : matches) {
            for (var part : split(match)) {
                execute(market, part);
            }
        }
    }

    /** Best prices to whom they concern, once per action. */
    void publish(Market market) {
        if (market.numberChanges()) {
            events.best(market);
        }
    }

    /** A print that no order of ours took part in. */
    void printBackground(Market market, Side aggressor, long price, long quantity) {
        events.trade(market, market.print(aggressor, price, quantity, clock.millis()));
    }

    /** The present bound of a single fill. */
    long mostPerFill() {
        return Math.max(1, mostPerFill.getAsLong());
    }

    private Optional<VenueError> refusal(Account account, OrderRequest request, long quantity) {
        var market = markets.get(request.instrument().symbol());
        if (!ledger.hasRoom()) {
            return Optional.of(VenueError.BUSY);
        }
        var filter = FilterRule.failed(request, quantity, market.tape().weightedAverage(clock.millis()));
        if (filter.isPresent()) {
            return filter;
        }
        var same = orders.byClientId(account, request.instrument(), request.clientOrderId());
        if (same.isPresent() && same.get().status().isOpen()) {
            return Optional.of(VenueError.orderRefused("Duplicate order sent."));
        }
        if (request.type() == OrderType.LIMIT_MAKER && market.book().wouldTrade(request.side(),
            request.price())) {
            return Optional.of(VenueError.orderRefused("Order would immediately match and take."));
        }
        if (!account.hasFree(Settlement.reservedAsset(request), reservation(request, quantity))) {
            return Optional.of(VenueError.INSUFFICIENT_BALANCE);
        }
        return Optional.empty();
    }

    private long quantityOf(OrderRequest request) {
        if (request.quoteQuantity() == null) {
            return request.quantity();
        }
        var book = markets.get(request.instrument().symbol()).book();
        return MarketCost.quantityFor(book, request.side(), request.quoteQuantity(),
            request.instrument().stepSize());
    }

    private BigDecimal reservation(OrderRequest request, long quantity) {
        if (request.side() == Side.SELL) {
            return Fixed8.decimal(quantity);
        }
        return request.isMarket()
            ? MarketCost.of(markets.get(request.instrument().symbol()).book(), Side.BUY, quantity)
            : Fixed8.notional(request.price(), quantity);
    }

    private boolean fillsWhole(Order order) {
        var request = order.request();
        var book = markets.get(request.instrument().symbol()).book();
        return book.available(request.side(), limit(request), order.quantity()) == order.quantity();
    }

    private void match(Order order) {
        var request = order.request();
        var market = markets.get(request.instrument().symbol());
        execute(market, market.book().take(order.orderId(), request.side(), limit(request),
            order.quantity()));
        if (order.leaves() == 0) {
            return;
        }
        if (request.isMarket() || request.timeInForce() != TimeInForce.GTC) {
            end(order, OrderStatus.EXPIRED, null);
        } else {
            market.book().rest(order.orderId(), request.side(), request.price(), order.leaves());
        }
    }

    private static long limit(OrderRequest request) {
        return request.isMarket() ? OrderBook.anyPrice(request.side()) : request.price();
    }

    private void execute(Market market, Match match) {
        var now = clock.millis();
        var trade = market.print(match.takerSide(), match.price(), match.quantity(), now);
        for (var orderId : List.of(match.takerId(), match.makerId())) {
            if (orderId != Match.BACKGROUND) {
                var order = orders.byId(orderId);
                var fill = settlement.fill(order, match, trade.id(), now);
                orders.filled(fill);
                if (order.status() == OrderStatus.FILLED) {
                    finished(order);
                }
                events.filled(fill);
                if (fill.maker()) {
                    events.balances(order.account(), order.instrument());
                }
            }
        }
        events.trade(market, trade);
    }

    private List<Match> split(Match match) {
        var most = mostPerFill();
        if (match.quantity() <= most) {
            return List.of(match);
        }
        var parts = new ArrayList<Match>();
        var left = match.quantity();
        while (left > 0) {
            // At most a hundred parts, so that a mistyped bound cannot flood the venue.
            var part = Math.min(left, parts.size() < 99 ? most : left);
            parts.add(new Match(match.makerId(), match.takerId(), match.takerSide(), match.price(), part));
            left -= part;
        }
        return parts;
    }

    private void end(Order order, OrderStatus status, String cancelId) {
        order.ended(status, clock.millis());
        finished(order);
        events.ended(order, cancelId);
    }

    private void finished(Order order) {
        Settlement.releaseRest(order);
        orders.ended(order);
    }
}
