package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.LIMITS;
import static dev.holdfast.trading.desk.Desks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.OrderQueued;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Invariant 13 against a venue that trades at or below the limit and never more than it was sent, but says
 * everything twice, late, or not at all: whatever is approved fits the limits together with all that is open,
 * and what was reserved for an order is given back once, however it ends.
 */
class ReservationsPropertyTest {
    private static final int STEPS = 300;

    private OrderDesk desk;
    private List<DeskCommand> said;
    private int executions;

    @Property(tries = 300)
    void neverApproveBeyondTheLimitsAndAreGivenBackOnce(@ForAll long seed) {
        Random random = new Random(seed);
        desk = new OrderDesk(ShardId.of(ACCOUNT), rules(random.nextBoolean() ? "7000" : "20000"));
        said = new ArrayList<>();
        Instant now = NOW;
        Desks.run(desk, new DeskCommand.OpenAccounts(), Desks.at(now));
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(random.nextInt(800));
            DeskContext context = random.nextInt(12) == 0 ? Desks.venueDown(now) : Desks.at(now);
            Decision decision = Desks.run(desk, command(i, random), context);
            decision.events().forEach(this::fitsWhenApproved);
            areTheSumOfWhatIsOpen();
        }
        Desks.run(desk, Desks.state(TradingState.HALTED), Desks.at(now));
        endEverything(now);
        assertThat(desk.state().book().open()).isEmpty();
        areTheSumOfWhatIsOpen();
    }

    /** With little cash that is what binds, with more the position limit. */
    private static DeskRules rules(String cash) {
        AccountRules account = new AccountRules(ACCOUNT, Money.of(cash), "USDT", Set.of(),
            Desks.RULES.accounts().get(ACCOUNT).sizing(), EntryStyle.MARKET, LIMITS);
        return new DeskRules(Desks.RULES.instruments(), Map.of(ACCOUNT, account), Duration.ofSeconds(1),
            Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    /** About one of a few orders at a time, so that each lives through a lot. */
    private DeskCommand command(int step, Random random) {
        String name = "o" + (step / 12 + random.nextInt(6));
        Order order = Desks.order(desk, name);
        if (order == null || random.nextInt(8) == 0) {
            BigDecimal quantity = new BigDecimal(1 + random.nextInt(30_000)).movePointLeft(3);
            return Desks.order(name, random.nextInt(4) == 0 ? Side.SELL : Side.BUY, quantity.toPlainString(),
                random.nextInt(3) == 0 ? null : "99.5");
        }
        if (!order.status().isLive() || random.nextInt(8) == 0) {
            return random.nextInt(4) == 0 || said.isEmpty() ? ofTheDesk(random)
                : said.get(random.nextInt(said.size()));
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> heard(trade(order, random));
            case 2, 3, 4 -> heard(new TakeReport(status(order,
                order.pending().isNone() ? Kind.NEW : Kind.CANCELED)));
            case 5, 6 -> new DeskCommand.ReplaceOrder(order.clOrdId(),
                new Quantity(new BigDecimal(1 + random.nextInt(40_000)).movePointLeft(3)), Price.of("99.8"),
                "fuzz");
            case 7 -> random.nextInt(6) == 0 ? new DeskCommand.MarkWithheld(order.clOrdId(), "fuzz")
                : new DeskCommand.MarkUnknown(order.clOrdId(), "fuzz");
            case 8 -> new DeskCommand.CancelOrder(order.clOrdId(), "fuzz");
            default -> heard(new TakeStatus(order.clOrdId(), order.venueClientId(),
                status(order, random.nextBoolean() ? Kind.NEW : Kind.CANCELED), List.of(),
                random.nextInt(6) == 0 ? "fuzz" : null));
        };
    }

    private static DeskCommand ofTheDesk(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(20) == 0 ? new DeskCommand.Flatten(ACCOUNT, "fuzz")
                : new DeskCommand.TakeOver();
            case 1, 2, 3 -> Desks.state(TradingState.ACTIVE);
            default -> new DeskCommand.PassTime();
        };
    }

    private DeskCommand heard(DeskCommand report) {
        said.add(report);
        return report;
    }

    /** Some of what the current revision has left, at a price no worse than any limit here. */
    private DeskCommand trade(Order order, Random random) {
        BigDecimal lots = order.leaves().value().movePointRight(3);
        if (!order.status().isLive() || lots.signum() == 0) {
            return new DeskCommand.PassTime();
        }
        BigDecimal some = BigDecimal.valueOf(1 + random.nextInt(lots.intValue())).movePointLeft(3);
        String venueOrderId = "v-" + order.venueClientId();
        String price = order.terms().side() == Side.BUY ? "99.5" : "100";
        Fill fill = new Fill("x" + executions++, venueOrderId, Price.of(price), new Quantity(some),
            BigDecimal.ZERO, "USDT", false, NOW);
        Quantity total = executed(order, venueOrderId).plus(fill.quantity());
        return new TakeReport(new ExecutionReport(order.venueClientId(), venueOrderId, BTC, Kind.TRADE, fill,
            total, null, NOW));
    }

    private ExecutionReport status(Order order, Kind kind) {
        String venueOrderId = "v-" + order.venueClientId();
        return new ExecutionReport(order.venueClientId(), venueOrderId, BTC, kind, null,
            executed(order, venueOrderId), null, NOW);
    }

    private Quantity executed(Order order, String venueOrderId) {
        return desk.state().book().fills(order.clOrdId()).stream()
            .filter(fill -> fill.venueOrderId().equals(venueOrderId)).map(Fill::quantity)
            .reduce(Quantity.ZERO, Quantity::plus);
    }

    /** Right after the decision that approved it; later the market may move against what is held. */
    private void fitsWhenApproved(DeskEvent event) {
        Order order = switch (event) {
            case SendAttempted e -> desk.state().book().order(e.clOrdId());
            case OrderQueued e -> desk.state().book().order(e.clOrdId());
            case DeskEvent other -> null;
        };
        if (order == null) {
            return;
        }
        BigDecimal held = desk.state().account(ACCOUNT).position(BTC).quantity();
        assertThat(desk.state().book().open()).hasSizeLessThanOrEqualTo(LIMITS.maxOpenOrders());
        if (order.terms().side() == Side.SELL) {
            assertThat(leaves(Side.SELL)).isLessThanOrEqualTo(held);
            return;
        }
        assertThat(reserved()).isLessThanOrEqualTo(desk.state().account(ACCOUNT).cash().amount());
        assertThat(held.add(leaves(Side.BUY)).multiply(order.terms().reservePrice().value()))
            .isLessThanOrEqualTo(LIMITS.maxPositionNotional().amount());
    }

    private void areTheSumOfWhatIsOpen() {
        Reservations kept = desk.state().reservations(ACCOUNT);
        assertThat(kept.cash()).isEqualByComparingTo(reserved());
        assertThat(kept.buying(BTC)).isEqualByComparingTo(leaves(Side.BUY));
        assertThat(kept.selling(BTC)).isEqualByComparingTo(leaves(Side.SELL));
        assertThat(kept.openOrders()).isEqualTo((int) desk.state().book().orders().stream()
            .filter(order -> !order.status().isTerminal()).count());
    }

    private BigDecimal reserved() {
        return desk.state().book().orders().stream()
            .filter(order -> !order.status().isTerminal() && order.terms().side() == Side.BUY)
            .map(order -> order.leaves().value().multiply(order.terms().reservePrice().value()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal leaves(Side side) {
        return desk.state().book().orders().stream()
            .filter(order -> !order.status().isTerminal() && order.terms().side() == side)
            .map(order -> order.leaves().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void endEverything(Instant now) {
        for (Order order : desk.state().book().open()) {
            Desks.run(desk, new DeskCommand.MarkUnknown(order.clOrdId(), "end"), Desks.at(now));
            Desks.run(desk, new TakeStatus(order.clOrdId(), order.venueClientId(),
                status(order, Kind.CANCELED), List.of(), null), Desks.at(now));
        }
    }
}
