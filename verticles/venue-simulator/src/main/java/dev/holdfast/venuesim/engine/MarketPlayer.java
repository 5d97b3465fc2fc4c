package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Match;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.market.MarketEvent;
import dev.holdfast.venuesim.market.TimedEvents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Lets the replayed market act on the exchange: prints reach our resting orders, depth moves the
 * background.
 */
public final class MarketPlayer {

    /** How far through the ask the crossing fault puts its bid. */
    private static final int CROSSING_TICKS = 10;

    private final Exchange exchange;
    private final Map<Market, Long> crossings = new HashMap<>();

    /** For this exchange. */
    public MarketPlayer(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Plays one moment of the recording. */
    public void play(TimedEvents moment) {
        var market = exchange.markets().get(moment.symbol());
        for (var event : moment.events()) {
            switch (event) {
                case MarketEvent.Print print -> print(market, print);
                case MarketEvent.DepthChange change -> change(market, change.levels());
                case MarketEvent.DepthSnapshot snapshot -> replace(market, snapshot.levels());
            }
        }
        exchange.publish(market);
    }

    /**
     * Fault: a bid of the background above the ask, in every form the book is published. Null: every
     * instrument.
     */
    public void crossBooks(String symbol) {
        for (var market : exchange.markets().values()) {
            var ask = market.best().ask();
            if (ask == null || symbol != null && !symbol.equals(market.instrument().symbol())) {
                continue;
            }
            var price = ask.price() + CROSSING_TICKS * market.instrument().tickSize();
            var level = new LevelView(Side.BUY, price, market.instrument().stepSize());
            change(market, List.of(level));
            crossings.put(market, price);
            exchange.publish(market);
        }
    }

    /** Takes the crossing bids out again. */
    public void uncrossBooks() {
        crossings.forEach((market, price) -> {
            change(market, List.of(new LevelView(Side.BUY, price, 0)));
            exchange.publish(market);
        });
        crossings.clear();
    }

    /** What our orders take of a print appears as trades of their own, the rest as the recorded trade. */
    private void print(Market market, MarketEvent.Print print) {
        var matches = market.book().print(print.aggressor(), print.price(), print.quantity(),
            exchange.mostPerFill());
        exchange.execute(market, matches);
        var rest = print.quantity() - matches.stream().mapToLong(Match::quantity).sum();
        if (rest > 0) {
            exchange.printBackground(market, print.aggressor(), print.price(), rest);
        }
    }

    private void change(Market market, List<LevelView> levels) {
        for (var level : levels) {
            exchange.execute(market, market.book().setBackground(level.side(), level.price(),
                level.quantity()));
        }
    }

    private void replace(Market market, List<LevelView> levels) {
        for (var side : Side.values()) {
            var kept = new HashSet<Long>();
            levels.stream().filter(level -> level.side() == side).forEach(level -> kept.add(level.price()));
            for (var price : market.book().backgroundPrices(side)) {
                if (!kept.contains(price)) {
                    market.book().setBackground(side, price, 0);
                }
            }
        }
        change(market, levels);
    }
}
