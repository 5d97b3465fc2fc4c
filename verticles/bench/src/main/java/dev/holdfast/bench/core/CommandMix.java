package dev.holdfast.bench.core;

import dev.holdfast.bench.core.OrderStory.Ask;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A round of commands that can be played again and again: it has more orders than a book keeps ended ones,
 * so an id is long forgotten when its turn comes again. Each buy is followed by a sell with the same
 * executions, so a round leaves every position where it was. About one submit in fifty is denied.
 */
final class CommandMix {
    static final int ACCOUNTS = 50;
    static final int ORDERS = 30_000;
    private static final int BASE_LOTS = 1_000;
    /** How many submits later a resting order sees its next report, at most; this makes the open orders. */
    private static final int RESTS_FOR_ORDERS = 2_000;
    private static final int REPORT_DELAY_ORDERS = 20;

    private final Random random;
    private final Market market;
    private final List<AccountId> accounts = accounts();

    CommandMix(Random random, Market market) {
        this.random = random;
        this.market = market;
    }

    /** Accounts of shard 0. */
    static List<AccountId> accounts() {
        List<AccountId> found = new ArrayList<>(ACCOUNTS);
        for (int i = 0; found.size() < ACCOUNTS; i++) {
            AccountId account = new AccountId("bench-" + i);
            if (ShardId.of(account).number() == 0) {
                found.add(account);
            }
        }
        return found;
    }

    /** Orders that give every account something to sell of everything; played once, before the rounds. */
    List<DeskCommand> endowment() {
        List<DeskCommand> commands = new ArrayList<>();
        int number = ORDERS;
        for (AccountId account : accounts) {
            for (Instrument instrument : market.instruments()) {
                Ask ask = new Ask(account, instrument, Side.BUY, market.somePrice(instrument.id(), random),
                    BASE_LOTS * 1_000);
                commands.addAll(new OrderStory(number++, ask, OrderType.MARKET, TimeInForce.GTC)
                    .accepted().traded(10).commands());
            }
        }
        return commands;
    }

    /** One round, in the order in which a desk hears it. */
    DeskCommand[] round() {
        List<List<DeskCommand>> slots = new ArrayList<>(ORDERS);
        for (int i = 0; i < ORDERS; i++) {
            slots.add(new ArrayList<>());
        }
        for (int number = 0; number < ORDERS; number += 2) {
            AccountId account = accounts.get(random.nextInt(ACCOUNTS));
            Instrument instrument = market.instruments().get(random.nextInt(market.instruments().size()));
            int lots = BASE_LOTS * (1 + random.nextInt(5));
            int kind = random.nextInt(100);
            for (Side side : Side.values()) {
                Ask ask = new Ask(account, instrument, side, market.somePrice(instrument.id(), random),
                    lots);
                place(slots, number + side.ordinal(), story(number + side.ordinal(), ask, kind),
                    kind < 40 ? RESTS_FOR_ORDERS : REPORT_DELAY_ORDERS);
            }
        }
        return slots.stream().flatMap(List::stream).toArray(DeskCommand[]::new);
    }

    /** 40 % LIMIT orders that rest, 33 % MARKET, 25 % IOC, 2 % too large to be sent. */
    private OrderStory story(int number, Ask ask, int kind) {
        if (kind < 12) {
            return new OrderStory(number, ask, OrderType.LIMIT, TimeInForce.GTC).accepted().canceled();
        }
        if (kind < 26) {
            return new OrderStory(number, ask, OrderType.LIMIT, TimeInForce.GTC).accepted().traded(3)
                .traded(2).traded(5);
        }
        if (kind < 40) {
            return new OrderStory(number, ask, OrderType.LIMIT, TimeInForce.DAY).accepted().traded(10);
        }
        if (kind < 56) {
            return new OrderStory(number, ask, OrderType.MARKET, TimeInForce.GTC).accepted().traded(10);
        }
        if (kind < 73) {
            return new OrderStory(number, ask, OrderType.MARKET, TimeInForce.GTC).accepted().traded(4)
                .traded(6);
        }
        if (kind < 86) {
            return new OrderStory(number, ask, OrderType.LIMIT, TimeInForce.IOC).accepted().traded(7)
                .expired();
        }
        if (kind < 98) {
            return new OrderStory(number, ask, OrderType.LIMIT, TimeInForce.IOC).accepted().traded(10);
        }
        Ask tooLarge = new Ask(ask.account(), ask.instrument(), ask.side(), ask.price(),
            BASE_LOTS * 2_000_000);
        return new OrderStory(number, tooLarge, OrderType.LIMIT, TimeInForce.GTC);
    }

    /** Later commands fall into later slots; those past the end are heard in the next round. */
    private void place(List<List<DeskCommand>> slots, int number, OrderStory story, int spread) {
        int slot = number;
        for (DeskCommand command : story.commands()) {
            slots.get(slot % ORDERS).add(command);
            slot += 1 + random.nextInt(spread);
        }
    }
}
