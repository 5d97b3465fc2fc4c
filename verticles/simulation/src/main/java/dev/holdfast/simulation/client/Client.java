package dev.holdfast.simulation.client;

import dev.holdfast.simulation.node.World;
import dev.holdfast.simulation.venue.Market;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.Flatten;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One client: orders, cancels, replaces, halts, resumes, flattens. What it does not know the outcome of it
 * sends again with the same id, most of the time.
 */
final class Client {
    private static final int MOST_TRIES = 4;

    private final World world;
    private final Router router;
    private final List<AccountId> accounts;
    private final Chance chance;
    private final String name;
    private final List<SubmitOrder> sent = new ArrayList<>();
    private int count;

    Client(World world, Router router, List<AccountId> accounts, int number) {
        this.world = world;
        this.router = router;
        this.accounts = accounts;
        this.name = "c" + number;
        this.chance = world.scene().chance("client " + number);
    }

    void begin() {
        world.scene().queue().after(chance.between(1_000, 3_000) * Scene.MILLI, this::act);
    }

    private void act() {
        if (world.scene().isHealed()) {
            return;
        }
        AccountId account = chance.pick(accounts);
        send(ShardId.of(account), next(account), 1);
        world.scene().queue().after(chance.between(20, 700) * Scene.MILLI, this::act);
    }

    private void send(ShardId shard, DeskCommand command, int tries) {
        router.request(shard, command, fate -> {
            boolean again = fate == Router.Fate.NOT_KNOWN && tries < MOST_TRIES && chance.percent(80);
            if (again && !world.scene().isHealed()) {
                world.scene().queue().after(chance.between(10, 800) * Scene.MILLI,
                    () -> send(shard, command, tries + 1));
            }
        });
        if (chance.percent(3)) {
            router.request(shard, command, twice -> { });
        }
    }

    private DeskCommand next(AccountId account) {
        int what = chance.below(100);
        if (what < 54 || sent.isEmpty()) {
            return submit(account);
        }
        if (what < 70) {
            return new CancelOrder(chosen(account), name);
        }
        if (what < 84) {
            return new ReplaceOrder(rested(account), quantity(), limit(chance.percent(50)), name);
        }
        if (what < 87) {
            return state(account, chance.percent(70) ? TradingState.HALTED : TradingState.REDUCE_ONLY);
        }
        if (what < 97) {
            return state(account, TradingState.ACTIVE);
        }
        return what < 99 ? new Flatten(account, tag()) : new CancelAll(account, name);
    }

    private SubmitOrder submit(AccountId account) {
        if (!sent.isEmpty() && chance.percent(4)) {
            return chance.pick(sent);
        }
        boolean buy = chance.percent(62);
        boolean market = chance.percent(20);
        ClOrdId id = ClOrdId.chosen(account, tag());
        TimeInForce time = market || chance.percent(50) ? TimeInForce.GTC
            : TimeInForce.values()[chance.below(TimeInForce.values().length)];
        SubmitOrder order = new SubmitOrder(id, account, Market.BTC.id(), buy ? Side.BUY : Side.SELL,
            market ? OrderType.MARKET : OrderType.LIMIT, time, quantity(), market ? null : limit(buy),
            Origin.manual(name));
        sent.add(order);
        return order;
    }

    /** One of the newest orders of the account, if it has any. */
    private ClOrdId chosen(AccountId account) {
        for (int each = sent.size() - 1 - chance.below(4); each >= 0; each--) {
            if (sent.get(each).account().equals(account)) {
                return sent.get(each).clOrdId();
            }
        }
        return ClOrdId.chosen(account, "never-sent");
    }

    /** One of the newest that may rest in the venue's book. */
    private ClOrdId rested(AccountId account) {
        for (int each = sent.size() - 1; each >= 0; each--) {
            SubmitOrder order = sent.get(each);
            boolean rests = order.type() == OrderType.LIMIT && !order.timeInForce().isImmediate();
            if (rests && order.account().equals(account) && chance.percent(60)) {
                return order.clOrdId();
            }
        }
        return chosen(account);
    }

    private SetTradingState state(AccountId account, TradingState state) {
        return new SetTradingState(chance.percent(50) ? account : null, state, "simulated", tag());
    }

    private String tag() {
        return name + "-" + ++count;
    }

    private Quantity quantity() {
        return new Quantity(BigDecimal.valueOf(chance.between(100, 3_500), 3));
    }

    private Price limit(boolean high) {
        long around = high ? chance.between(9_920, 10_030) : chance.between(9_970, 10_080);
        return new Price(BigDecimal.valueOf(around, 2));
    }
}
