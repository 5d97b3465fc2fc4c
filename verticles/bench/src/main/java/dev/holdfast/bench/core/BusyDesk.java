package dev.holdfast.bench.core;

import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.Decision;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A desk in the middle of a busy day: 50 accounts, hundreds of open orders, a book full of ended ones. One
 * command after the other is decided and its events applied, as an owner does before the journal answers.
 */
public final class BusyDesk {
    /** The same commands in every run. */
    private static final long SEED = 20_260_105;
    /** Time between commands by the desk's own clock: about 50 orders a second for each account. */
    private static final int STEP_NANOS = 100_000;
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    /** A second of a day of trading, Monday 5 January 2026. */
    private static final long FIRST_SECOND = 1_767_607_200;

    /** Commands made ready together; few enough to stay near the processor. */
    public static final int BATCH = 256;

    private final OrderDesk desk;
    private final Market market;
    private final DeskCommand[] round;
    private final DeskCommand[] batch = new DeskCommand[BATCH];
    private int next;
    private long step;
    private long events;

    /** Opens the accounts and plays the first round, so that the book is as full as it gets. */
    public BusyDesk() {
        Random random = new Random(SEED);
        this.market = new Market(random);
        CommandMix mix = new CommandMix(random, market);
        this.desk = new OrderDesk(new ShardId(0), rules(market));
        run(new DeskCommand.OpenAccounts());
        mix.endowment().forEach(this::run);
        this.round = mix.round();
        for (int i = 0; i < round.length; i += BATCH) {
            prepare();
            runBatch();
        }
    }

    /** Makes the next batch ready, as if it had just been decoded. */
    public void prepare() {
        for (int i = 0; i < BATCH; i++) {
            prepare(i);
        }
    }

    /** Makes one command of the batch ready. */
    public void prepare(int index) {
        batch[index] = FreshCopy.of(round[next]);
        next = next + 1 == round.length ? 0 : next + 1;
    }

    /** Decides and applies one command of the batch; returns how many events it had. */
    public int runPrepared(int index) {
        return run(batch[index]);
    }

    /** Decides and applies the whole batch; returns how many events it had. */
    public int runBatch() {
        int made = 0;
        for (DeskCommand command : batch) {
            made += run(command);
        }
        return made;
    }

    /** Commands in one round. */
    public int roundLength() {
        return round.length;
    }

    /** Events applied so far. */
    public long events() {
        return events;
    }

    public OrderDesk desk() {
        return desk;
    }

    private int run(DeskCommand command) {
        market.onCommand();
        Decision decision = desk.decide(command, new DeskContext(now(), market, "session-1", Duration.ZERO));
        List<DeskEvent> made = decision.events();
        for (DeskEvent event : made) {
            desk.apply(event);
        }
        events += made.size();
        return made.size();
    }

    private Instant now() {
        long nanos = step++ * STEP_NANOS;
        return Instant.ofEpochSecond(FIRST_SECOND + nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }

    private static DeskRules rules(Market market) {
        RiskLimits limits = new RiskLimits(Money.of("5000000"), Quantity.of("100000000"),
            Money.of("90000000"), new BigDecimal("5"), 1_000, Duration.ofSeconds(1), 2_000);
        Map<InstrumentId, Instrument> instruments = new HashMap<>();
        market.instruments().forEach(instrument -> instruments.put(instrument.id(), instrument));
        Map<AccountId, AccountRules> accounts = new HashMap<>();
        for (AccountId account : CommandMix.accounts()) {
            accounts.put(account, new AccountRules(account, Money.of("50000000"), "USDT", Set.of("bench"),
                new SizingRule.FixedQuantity(Quantity.of("1")), EntryStyle.AGGRESSIVE_LIMIT, limits));
        }
        return new DeskRules(instruments, accounts, Duration.ofSeconds(1), Duration.ofSeconds(30),
            Duration.ofSeconds(5));
    }
}
