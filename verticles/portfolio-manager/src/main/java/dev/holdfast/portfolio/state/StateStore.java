package dev.holdfast.portfolio.state;

import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.message.MarketConditionChanged;
import dev.holdfast.wire.view.CandleView;
import dev.holdfast.wire.view.EquityPointView;
import dev.holdfast.wire.view.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One consistent view of orders, fills, positions, money, marks and candles (requirement A2.3). All of it
 * belongs to one Vert.x context, so a reader sees whole decisions only, and never more than the journal has
 * (invariant 18).
 */
public final class StateStore {
    /** Without a point from anybody for this long the store makes its own: the curve needs no database. */
    private static final Duration EQUITY_SILENCE = Duration.ofSeconds(3);

    private final Map<InstrumentId, Instrument> instruments;
    private final Map<AccountId, AccountRules> accounts;
    private final Marks marks;
    private final CandleSeries candles;
    private final EquityPoints equity = new EquityPoints();
    private final PortfolioView portfolio;
    private final OrderViews orders = new OrderViews();
    private final FillViews fills = new FillViews();
    private final BreakViews breaks = new BreakViews();
    private final DeskFold fold;
    private StateListener listener;
    private Runnable afterDecision = () -> { };
    private boolean caughtUp;
    private Instant equityHeardAt = Instant.EPOCH;

    public StateStore(NodeConfig config) {
        this.instruments = new TreeMap<>(config.instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity())));
        this.accounts = new TreeMap<>(config.accounts().stream()
            .collect(Collectors.toMap(AccountRules::id, Function.identity())));
        this.marks = new Marks(instruments.keySet());
        this.candles = new CandleSeries(instruments.keySet());
        this.portfolio = new PortfolioView(instruments, marks);
        this.fold = new DeskFold(portfolio, orders, fills, breaks);
    }

    /** One listener; set before anything is folded. */
    public void listen(StateListener toThis) {
        this.listener = toThis;
    }

    /** Run after each folded decision: for answers that wait until the view shows one. */
    public void afterEachDecision(Runnable run) {
        this.afterDecision = run;
    }

    /** Folds one decision of the journal. */
    public void onDecision(ShardId shard, List<DeskEvent> events) {
        DeskChange change = fold.onDecision(shard, events);
        if (change != null && caughtUp) {
            listener.onDeskChanged(change);
        }
        afterDecision.run();
    }

    /** The past of the journal is folded. */
    public void onCaughtUp() {
        caughtUp = true;
    }

    /** The journal is read no more: what is shown grows old, and readiness must say so. */
    public void onBroken() {
        caughtUp = false;
    }

    public void onQuote(Quote quote) {
        if (marks.onQuote(quote)) {
            listener.onQuoteChanged(quote.instrument());
        }
    }

    public void onCondition(MarketConditionChanged changed) {
        if (marks.onCondition(changed.instrument(), changed.condition())) {
            listener.onQuoteChanged(changed.instrument());
        }
    }

    /** A closed bar; told only if it is new, as it may come by the bus and from the topic. */
    public void onBar(Bar bar) {
        if (candles.onClosed(bar)) {
            listener.onCandleChanged(CandleSeries.view(bar), true);
        }
    }

    /** A closed bar of the past: nobody is told. */
    public void onOldBar(Bar bar) {
        candles.onClosed(bar);
    }

    public void onOpenBar(Bar second) {
        candles.onOpen(second).forEach(candle -> listener.onCandleChanged(candle, false));
    }

    /** A point of the curve that somebody published. */
    public void onEquityPoint(EquityPointView point, Instant now) {
        equityHeardAt = now;
        if (equity.put(point)) {
            listener.onEquityPoint(point);
        }
    }

    public void onEquityHistory(List<EquityPointView> points) {
        points.forEach(equity::put);
    }

    /** Once a second: adds an own point if the equity changed and nobody else publishes the curve. */
    public void onSecond(Instant now) {
        boolean othersSpeak = equityHeardAt.plus(EQUITY_SILENCE).isAfter(now);
        if (othersSpeak || !caughtUp || portfolio.accounts().isEmpty()) {
            return;
        }
        PortfolioView.Totals totals = totals();
        EquityPointView last = equity.last();
        EquityPointView point = equity.measure(now, totals.equity(), totals.cash());
        if ((last == null || !last.equity().equals(point.equity())) && equity.put(point)) {
            listener.onEquityPoint(point);
        }
    }

    /** True once everything the journal held at the start is folded, and no shard is broken. */
    public boolean isLive() {
        return caughtUp && fold.broken().isEmpty();
    }

    public boolean isCaughtUp() {
        return caughtUp;
    }

    public List<String> brokenShards() {
        return fold.broken();
    }

    /** The configured instruments, by symbol. */
    public Map<InstrumentId, Instrument> instruments() {
        return instruments;
    }

    /** The configured accounts, by name. */
    public Map<AccountId, AccountRules> accountRules() {
        return accounts;
    }

    /** Null if there is none; an order too old to be listed is answered from the fold, without history. */
    public OrderView order(ClOrdId id) {
        OrderView listed = orders.order(id);
        Order kept = listed == null ? portfolio.shard(id.shard()).book().order(id) : null;
        return kept == null ? listed : OrderViews.view(kept, List.of());
    }

    public OrderViews orders() {
        return orders;
    }

    public FillViews fills() {
        return fills;
    }

    public BreakViews breaks() {
        return breaks;
    }

    public PortfolioView portfolio() {
        return portfolio;
    }

    public Marks marks() {
        return marks;
    }

    public EquityPoints equity() {
        return equity;
    }

    public List<CandleView> candles(InstrumentId instrument, BarInterval interval, int limit) {
        return candles.newest(instrument, interval, limit);
    }

    /** Sums over all accounts, in the currency of the first configured one. */
    public PortfolioView.Totals totals() {
        return portfolio.totals(
            accounts.values().stream().map(AccountRules::currency).findFirst().orElse(""));
    }
}
