package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is thrown at a desk, in any order: it never breaks, its books balance, and a replay equals it. */
class DeskReplayTest {
    private static final int STEPS = 120;

    @Property(tries = 300)
    void replaysToTheSameStateAndBalances(@ForAll long seed) {
        Random random = new Random(seed);
        OrderDesk desk = new OrderDesk(ShardId.of(ACCOUNT), Desks.RULES);
        List<DeskEvent> journal = new ArrayList<>();
        step(desk, journal, new DeskCommand.OpenAccounts(), Desks.at(NOW));
        Instant now = NOW;
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(random.nextInt(1_500));
            DeskContext context = random.nextInt(10) == 0 ? Desks.venueDown(now) : Desks.at(now);
            step(desk, journal, command(random), context);
            balances(desk);
        }
        DeskState replayed = new DeskState(Desks.RULES.instruments());
        journal.forEach(replayed::apply);
        assertThat(replayed.stateHash()).isEqualTo(desk.state().stateHash());
        DeskState restored = DeskState.restore(Desks.RULES.instruments(), desk.state().snapshot());
        assertThat(restored.stateHash()).isEqualTo(desk.state().stateHash());
        assertThat(restored.reservations(ACCOUNT).cash())
            .isEqualByComparingTo(desk.state().reservations(ACCOUNT).cash());
    }

    @Property(tries = 100)
    void copiesToAStateThatGoesOnAlikeAndAlone(@ForAll long seed) {
        Random random = new Random(seed);
        OrderDesk desk = new OrderDesk(ShardId.of(ACCOUNT), Desks.RULES);
        step(desk, new ArrayList<>(), new DeskCommand.OpenAccounts(), Desks.at(NOW));
        run(desk, random);
        String hash = desk.state().stateHash();
        OrderDesk copy = new OrderDesk(ShardId.of(ACCOUNT), Desks.RULES, desk.state().copy());
        assertThat(copy.state().stateHash()).isEqualTo(hash);

        List<DeskEvent> ofCopy = run(copy, new Random(seed + 1));
        balances(copy);
        assertThat(desk.state().stateHash()).isEqualTo(hash);
        assertThat(run(desk, new Random(seed + 1))).isEqualTo(ofCopy);
        assertThat(desk.state().stateHash()).isEqualTo(copy.state().stateHash());
    }

    private static List<DeskEvent> run(OrderDesk desk, Random random) {
        List<DeskEvent> journal = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(random.nextInt(1_500));
            step(desk, journal, command(random), Desks.at(now));
        }
        return journal;
    }

    private static void step(OrderDesk desk, List<DeskEvent> journal, DeskCommand command,
                             DeskContext context) {
        List<DeskEvent> events = desk.decide(command, context).events();
        events.forEach(desk::apply);
        journal.addAll(events);
    }

    private static DeskCommand command(Random random) {
        String name = "o" + random.nextInt(12);
        String venueId = Desks.id(name).venueId(1 + random.nextInt(2));
        String quantity = new BigDecimal(1 + random.nextInt(3_000)).movePointLeft(3).toPlainString();
        Kind kind = List.of(Kind.NEW, Kind.CANCELED, Kind.EXPIRED, Kind.REJECTED).get(random.nextInt(4));
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> Desks.order(name, random.nextInt(3) == 0 ? Side.SELL : Side.BUY, quantity,
                random.nextBoolean() ? null : "99.5");
            case 3, 4 -> Desks.report(venueId, kind);
            case 5, 6, 7 -> Desks.trade(venueId, "x" + random.nextInt(60), quantity);
            case 8 -> new DeskCommand.CancelOrder(Desks.id(name), "fuzz");
            case 9 -> new DeskCommand.ReplaceOrder(Desks.id(name), Quantity.of(quantity), Price.of("99"),
                "fuzz");
            case 10 -> new DeskCommand.PassTime();
            case 11 -> random.nextBoolean() ? new DeskCommand.MarkUnknown(Desks.id(name), "fuzz")
                : new DeskCommand.TakeOver();
            case 12 -> new DeskCommand.TakeStatus(Desks.id(name), venueId, Desks.words(venueId, kind, "0"),
                List.of(), random.nextInt(4) == 0 ? "fuzz" : null);
            case 13 -> new DeskCommand.MarkWithheld(Desks.id(name), "fuzz");
            case 14 -> random.nextInt(3) > 0 ? Desks.report("web_" + name, kind)
                : new DeskCommand.AdoptOrder(ACCOUNT, Desks.words("web_" + name, kind, "0"), Side.SELL,
                    OrderType.LIMIT, TimeInForce.GTC, Quantity.of(quantity), Price.of("101"));
            case 15 -> random.nextBoolean() ? new DeskCommand.Flatten(ACCOUNT, "fuzz")
                : Desks.trade("web_" + name, "y" + random.nextInt(20), quantity);
            case 16 -> new DeskCommand.ResolveOrder(Desks.id(name), OrderStatus.values()[random.nextInt(11)],
                "fuzz", "fuzz");
            case 17 -> new DeskCommand.ConsumeSignals(random.nextInt(2), random.nextInt(50));
            case 18 -> breaks(random);
            default -> random.nextInt(5) > 0 ? new DeskCommand.MarkCancelRejected(Desks.id(name), "fuzz")
                : new DeskCommand.SetTradingState(null, TradingState.values()[random.nextInt(3)], "why",
                    "fuzz");
        };
    }

    private static DeskCommand breaks(Random random) {
        BreakKind kind = BreakKind.values()[random.nextInt(BreakKind.values().length)];
        String subject = Desks.id("o" + random.nextInt(12)).text();
        return random.nextBoolean() ? new DeskCommand.BookBreak(kind, subject, "1", "2")
            : new DeskCommand.CloseBreak(kind.breakId(subject), BreakDisposition.VANISHED, "fuzz", "fuzz");
    }

    /** Invariants 1, 6, 9 and 13 after every step, each computed anew from the orders and fills. */
    private static void balances(OrderDesk desk) {
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal cash = new BigDecimal("10000");
        BigDecimal reserved = BigDecimal.ZERO;
        int open = 0;
        for (Order order : desk.state().book().orders()) {
            BigDecimal filled = BigDecimal.ZERO;
            for (Fill fill : desk.state().book().fills(order.clOrdId())) {
                boolean buy = order.terms().side() == Side.BUY;
                BigDecimal traded = fill.quantity().value();
                filled = filled.add(traded);
                quantity = buy ? quantity.add(traded) : quantity.subtract(traded);
                cash = buy ? cash.subtract(fill.notional().amount()) : cash.add(fill.notional().amount());
            }
            assertThat(order.cumulative().value()).isEqualByComparingTo(filled);
            if (!order.status().isTerminal()) {
                open++;
                assertThat(order.cumulative().plus(order.leaves()).compareTo(order.terms().quantity()))
                    .isGreaterThanOrEqualTo(0);
                reserved = order.terms().side() == Side.SELL ? reserved : reserved.add(
                    order.leaves().value().multiply(order.terms().reservePrice().value()));
            }
        }
        assertThat(desk.state().account(ACCOUNT).position(BTC).quantity()).isEqualByComparingTo(quantity);
        assertThat(desk.state().account(ACCOUNT).cash().amount()).isEqualByComparingTo(cash);
        assertThat(desk.state().reservations(ACCOUNT).cash()).isEqualByComparingTo(reserved);
        assertThat(desk.state().reservations(ACCOUNT).openOrders()).isEqualTo(open);
    }
}
