package dev.holdfast.execution;

import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.Decision;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import java.util.Comparator;
import java.util.List;

/**
 * Proves that a shard could take an order: its desk decides one, all checks and limits included, and nothing
 * is applied, appended or sent. A denial is a decision too: that the market is stale or the account halted is
 * no trouble of the order path.
 */
final class OrderRehearsal {
    private final ShardKeeper keeper;
    private final DeskRules rules;

    OrderRehearsal(ShardKeeper keeper, DeskRules rules) {
        this.keeper = keeper;
        this.rules = rules;
    }

    SelfView run() {
        List<Tenure> live = keeper.live();
        Instrument instrument = rules.instruments().values().stream()
            .min(Comparator.comparing(Instrument::id)).orElse(null);
        for (AccountRules account : rules.accounts().values()) {
            for (Tenure tenure : live) {
                if (instrument != null && tenure.replica().shard().equals(ShardId.of(account.id()))) {
                    return rehearse(tenure, account, instrument);
                }
            }
        }
        return SelfView.healthy("owns no shard with an account; " + keeper.shards().size() + " followed");
    }

    private static SelfView rehearse(Tenure tenure, AccountRules account, Instrument instrument) {
        Decision decision = tenure.rehearse(new SubmitOrder(ClOrdId.derived(account.id(), "rehearsal"),
            account.id(), instrument.id(), Side.BUY, OrderType.MARKET, TimeInForce.GTC,
            instrument.minQuantity(), null, Origin.manual("rehearsal")));
        if (decision.events().isEmpty()) {
            return SelfView.unhealthy("shard " + tenure.replica().shard() + " decides nothing: "
                + decision.reply().problem());
        }
        DeskEvent last = decision.events().getLast();
        return SelfView.healthy("shard " + tenure.replica().shard() + " would "
            + (last instanceof OrderDenied denied ? "deny it: " + denied.reason() : "take an order"));
    }
}
