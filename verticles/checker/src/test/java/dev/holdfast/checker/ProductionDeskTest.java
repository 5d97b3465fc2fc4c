package dev.holdfast.checker;

import static dev.holdfast.checker.JournalBuilder.BTC;
import static dev.holdfast.checker.JournalBuilder.INSTRUMENTS;
import static dev.holdfast.checker.JournalBuilder.LOG;
import static dev.holdfast.checker.JournalBuilder.SHARD;
import static dev.holdfast.checker.JournalBuilder.TREND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.Decision;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The rules that trade, checked by the checker: neither may know better than the other. */
class ProductionDeskTest {
    private static final int STEPS = 400;
    private static final RiskLimits LIMITS = new RiskLimits(Money.of("2500"), Quantity.of("100"),
        Money.of("6000"), new BigDecimal("5"), 5, Duration.ofSeconds(1), 8);
    private static final DeskRules RULES = new DeskRules(INSTRUMENTS, Map.of(TREND, new AccountRules(TREND,
        Money.of("5000"), "USDT", Set.of(), new SizingRule.FixedQuantity(Quantity.of("1")), EntryStyle.MARKET,
        LIMITS)), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(2));

    private final OrderDesk desk = new OrderDesk(new ShardId(SHARD), RULES);
    private final JournalChecker checker = new JournalChecker(Expectations.of(INSTRUMENTS)
        .withLimits(Map.of(TREND, LIMITS)).withSettleTime(Duration.ZERO));
    private Random random;
    private RandomVenue venue;
    private Instant now = Instant.parse("2024-08-08T00:00:00Z");
    private boolean venueUp = true;
    private ClaimId claim;
    private long seq;
    private long offset;
    private int orders;

    /** Each try starts over: jqwik keeps one object for all of them. */
    @Property(tries = 150)
    void keepsEveryInvariant(@ForAll long seed) {
        new ProductionDeskTest().live(seed);
    }

    private void live(long seed) {
        random = new Random(seed);
        venue = new RandomVenue(random, checker);
        claims();
        run(new DeskCommand.OpenAccounts());
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(random.nextInt(400));
            step();
            assertThat(checker.violations()).as("seed " + seed).isEmpty();
        }
        venueUp = true;
        settle();

        CheckReport report = checker.finish();
        assertThat(report.violations()).as("seed " + seed).isEmpty();
        assertThat(report.totals().unresolved()).as("seed " + seed).isZero();
        assertThat(report.totals().orders()).as("seed " + seed).isPositive();
    }

    private void step() {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> run(order());
            case 5, 6, 7 -> venue.trades(now);
            case 8, 9, 10, 11, 12, 13 -> {
                DeskCommand mail = venue.mail();
                run(mail == null ? new DeskCommand.PassTime() : mail);
            }
            case 14 -> anyOpen().ifPresent(order -> run(new DeskCommand.CancelOrder(order.clOrdId(), "ann")));
            case 15, 16 -> anyOpen().ifPresent(order -> run(new DeskCommand.ReplaceOrder(order.clOrdId(),
                quantity(), Price.of("99"), "ann")));
            case 17 -> anyOpen().ifPresent(this::ask);
            case 18 -> venueUp = random.nextInt(4) != 0;
            case 19 -> anyOpen().ifPresent(order -> run(new DeskCommand.MarkUnknown(order.clOrdId(), "cut")));
            case 20 -> rarely();
            default -> run(new DeskCommand.PassTime());
        }
    }

    private void rarely() {
        switch (random.nextInt(5)) {
            case 0 -> {
                claims();
                run(new DeskCommand.TakeOver());
            }
            case 1 -> run(new DeskCommand.SetTradingState(random.nextBoolean() ? TREND : null,
                TradingState.values()[random.nextInt(3)], "drawdown", "risk"));
            case 2 -> run(new DeskCommand.Flatten(TREND, "ann"));
            default -> {
                run(new DeskCommand.SetTradingState(TREND, TradingState.ACTIVE, "resume", "ann"));
                run(new DeskCommand.SetTradingState(null, TradingState.ACTIVE, "resume", "ann"));
            }
        }
    }

    /** Everybody is asked until all is known; what is late has arrived by then. */
    private void settle() {
        for (int round = 0; round < 40; round++) {
            now = now.plusSeconds(5);
            DeskCommand mail = venue.mail();
            while (mail != null && random.nextInt(50) != 0) {
                run(mail);
                mail = venue.mail();
            }
            desk.state().book().open().forEach(this::ask);
            run(new DeskCommand.PassTime());
        }
    }

    /** By the time of the answer every bound for a request on its way has passed. */
    private void ask(Order order) {
        if (order.status() != OrderStatus.QUEUED) {
            if (!order.pending().isNone()) {
                venue.cancels(order.venueClientId(), now);
            }
            run(venue.answers(order, now));
        }
    }

    private DeskCommand order() {
        boolean market = random.nextInt(4) == 0;
        return new DeskCommand.SubmitOrder(JournalBuilder.id("o" + orders++), TREND, BTC,
            random.nextInt(3) == 0 ? Side.SELL : Side.BUY, market ? OrderType.MARKET : OrderType.LIMIT,
            TimeInForce.GTC, quantity(), market ? null : Price.of(random.nextBoolean() ? "99.5" : "100"),
            Origin.manual("ann"));
    }

    private Quantity quantity() {
        return new Quantity(BigDecimal.valueOf(1 + random.nextInt(200)).movePointLeft(1));
    }

    private Optional<Order> anyOpen() {
        List<Order> open = desk.state().book().open();
        return open.isEmpty() ? Optional.empty()
            : Optional.of(open.get(random.nextInt(open.size())));
    }

    private void claims() {
        checker.take(SHARD, offset, new ShardClaimed(claim, "node-" + offset, "a", LOG, now));
        claim = new ClaimId(offset, "node-" + offset, "a");
        offset++;
        seq = 0;
    }

    private void run(DeskCommand command) {
        Quote quote = new Quote(BTC, Price.of("99.9"), Quantity.of("1"), Price.of("100.1"), Quantity.of("1"),
            now, now, 1, MarketCondition.LIVE);
        Decision decision = desk.decide(command, new DeskContext(now, instrument -> quote,
            venueUp ? "session" : null, Duration.ZERO));
        if (decision.events().isEmpty()) {
            return;
        }
        decision.events().forEach(desk::apply);
        checker.take(SHARD, offset++, new DecisionMade(claim, seq++, decision.events()));
        if (decision.reply() != null) {
            checker.takeReply(decision.reply());
        }
        decision.events().forEach(this::act);
    }

    private void act(DeskEvent event) {
        switch (event) {
            case SendAttempted e -> venue.receives(e, desk.state().book().order(e.clOrdId()), now);
            case CancelRequested e -> cancel(desk.state().book().order(e.clOrdId()));
            case ReplaceRequested e -> cancel(desk.state().book().order(e.clOrdId()));
            case DeskEvent e -> { }
        }
    }

    private void cancel(Order order) {
        if (order.pending().kind() != PendingRequest.Kind.NONE) {
            venue.cancels(order.venueClientId(), now);
        }
    }
}
