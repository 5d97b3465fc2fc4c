package dev.holdfast.bench.core;

import dev.holdfast.trading.desk.MarketView;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Four instruments with the venue's real steps, each on a bounded random walk of quotes that repeats. */
final class Market implements MarketView {
    private static final int QUOTES = 1_024;
    /** One command in sixteen finds a new quote. */
    private static final int COMMANDS_PER_QUOTE_BITS = 4;
    private static final BigDecimal WALK_STEP = new BigDecimal("0.0002");

    private final List<Instrument> instruments = List.of(
        instrument("BTCUSDT", "BTC", "0.01", "0.00001"), instrument("ETHUSDT", "ETH", "0.01", "0.0001"),
        instrument("SOLUSDT", "SOL", "0.01", "0.001"), instrument("BNBUSDT", "BNB", "0.01", "0.001"));
    private final Map<InstrumentId, Quote[]> quotes = new HashMap<>();
    private long commands;

    Market(Random random) {
        List<String> starts = List.of("61837.63", "3391.27", "148.55", "587.31");
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            quotes.put(instrument.id(), walk(instrument, new BigDecimal(starts.get(i)), random));
        }
    }

    List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public Quote quote(InstrumentId instrument) {
        return quotes.get(instrument)[(int) (commands >>> COMMANDS_PER_QUOTE_BITS) & QUOTES - 1];
    }

    /** A price of the walk: the walk is narrow, so it is within any sane collar all the time. */
    Price somePrice(InstrumentId instrument, Random random) {
        return quotes.get(instrument)[random.nextInt(QUOTES)].bid();
    }

    void onCommand() {
        commands++;
    }

    private static Quote[] walk(Instrument instrument, BigDecimal start, Random random) {
        Quote[] made = new Quote[QUOTES];
        BigDecimal step = start.multiply(WALK_STEP).setScale(2, RoundingMode.HALF_UP);
        int stepsAway = 0;
        for (int i = 0; i < QUOTES; i++) {
            BigDecimal bid = start.add(step.multiply(BigDecimal.valueOf(stepsAway)));
            made[i] = new Quote(instrument.id(), new Price(bid), Quantity.of("1"),
                new Price(bid.add(instrument.tickSize().value())), Quantity.of("1"), Instant.EPOCH,
                Instant.EPOCH, i, MarketCondition.LIVE);
            stepsAway += Math.abs(stepsAway) < 50 ? random.nextInt(3) - 1 : -Integer.signum(stepsAway);
        }
        return made;
    }

    private static Instrument instrument(String symbol, String base, String tick, String lot) {
        return new Instrument(new InstrumentId(symbol), base, "USDT", Price.of(tick), Quantity.of(lot),
            Quantity.of(lot), Quantity.of("9000"), Money.of("5"));
    }
}
