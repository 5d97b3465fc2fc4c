package dev.holdfast.portfolio.state;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.FlattenEnded;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.wire.view.FillView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Folds the journal's decisions into the views. A shard whose journal cannot be folded is left where it is
 * and named as broken: a view that goes on past an error would lie. One owner.
 */
public final class DeskFold {
    private final PortfolioView portfolio;
    private final OrderViews orders;
    private final FillViews fills;
    private final BreakViews breaks;
    private final Map<ShardId, String> broken = new TreeMap<>();

    public DeskFold(PortfolioView portfolio, OrderViews orders, FillViews fills, BreakViews breaks) {
        this.portfolio = portfolio;
        this.orders = orders;
        this.fills = fills;
        this.breaks = breaks;
    }

    /** Folds one decision, whole; null if its shard is broken. */
    public DeskChange onDecision(ShardId shard, List<DeskEvent> events) {
        if (broken.containsKey(shard)) {
            return null;
        }
        Draft draft = new Draft(shard);
        try {
            events.forEach(draft::apply);
        } catch (RuntimeException e) {
            broken.put(shard, "shard " + shard + " cannot be folded: " + e.getMessage());
            return null;
        }
        return new DeskChange(draft.orderIds, draft.added, draft.accounts, draft.rewritten);
    }

    /** Why shards are not folded any further; empty if all is well. */
    public List<String> broken() {
        return List.copyOf(broken.values());
    }

    /** One decision on its way into the views. */
    private final class Draft {
        private final ShardId shard;
        private final DeskState state;
        private final Set<ClOrdId> orderIds = new LinkedHashSet<>();
        private final Set<AccountId> accounts = new LinkedHashSet<>();
        private final List<FillView> added = new ArrayList<>();
        private boolean rewritten;

        Draft(ShardId shard) {
            this.shard = shard;
            this.state = portfolio.shard(shard);
        }

        void apply(DeskEvent event) {
            state.apply(event);
            switch (event) {
                case OrderEvent e -> onOrder(e);
                case AccountOpened e -> accounts.add(e.account());
                case TradingStateChanged e when e.account() != null -> accounts.add(e.account());
                case TradingStateChanged e -> state.accounts().stream().map(Account::id)
                    .forEach(accounts::add);
                case FlattenRequested e -> {
                    portfolio.onFlattenRequested(e.account());
                    accounts.add(e.account());
                }
                case FlattenEnded e -> {
                    portfolio.onFlattenEnded(e.account(), e.at());
                    accounts.add(e.account());
                }
                case ReportParked e -> { }
                case SignalsConsumed e -> { }
                case BreakFound e -> breaks.onFound(shard, e);
                case BreakClosed e -> breaks.onClosed(shard, e);
            }
        }

        private void onOrder(OrderEvent event) {
            Order after = state.book().order(event.clOrdId());
            orders.onEvent(event, after);
            orderIds.add(event.clOrdId());
            accounts.add(after.terms().account());
            switch (event) {
                case OrderFilled e -> added.add(fills.put(after, e.fill()));
                case FillCorrected e -> {
                    added.add(fills.put(after, e.fill()));
                    rewritten = true;
                }
                case FillBusted e -> {
                    fills.remove(e.clOrdId(), e.execId());
                    rewritten = true;
                }
                case OrderEvent other -> { }
            }
        }
    }
}
