package dev.holdfast.venuesim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.venuesim.VenueConfigFile;
import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.account.Balance;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.ledger.Ledger;
import dev.holdfast.venuesim.market.MarketEvent;
import dev.holdfast.venuesim.market.TimedEvents;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private final List<String> told = new ArrayList<>();
    private final VenueClock clock =
        new VenueClock(InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000)), () -> 0);
    private final Account account = new Account("paper", "key", "secret",
        Map.of("USDT", new BigDecimal("10000"), "BTC", new BigDecimal("10")));
    private Exchange exchange;
    private MarketPlayer player;
    private Instrument instrument;
    private int nextId;

    @BeforeEach
    void openWithOneBidAndTwoAsks() throws IOException {
        var config = VenueConfigFile.readDefault();
        instrument = config.instruments().getFirst();
        exchange = new Exchange(config.instruments(), config.fees(), clock, Ledger.open(clock, null),
            new Listening(),
            () -> Long.MAX_VALUE);
        player = new MarketPlayer(exchange);
        play(new MarketEvent.DepthSnapshot(List.of(
            level(Side.BUY, "99", "1"), level(Side.SELL, "100", "1"), level(Side.SELL, "101", "2"))));
    }

    @Test
    void takesWhatIsThereAndRestsTheRemainder() {
        var order = place(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "100", "3");

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(order.executed()).isEqualTo(Fixed8.ONE);
        assertThat(balance("USDT").locked()).isEqualByComparingTo("200");
        assertThat(balance("BTC").free()).isEqualByComparingTo("10.999");
        assertThat(told).containsExactly("NEW NEW", "TRADE PARTIALLY_FILLED", "trade 100.00000000",
            "balances", "best");
    }

    @Test
    void givesBackWhatABetterPriceSaved() {
        place(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "101", "1");

        assertThat(balance("USDT").free()).isEqualByComparingTo("9900");
        assertThat(balance("USDT").locked()).isEqualByComparingTo("0");
    }

    @Test
    void takesCommissionFromWhatIsReceived() {
        var sold = place(Side.SELL, OrderType.MARKET, TimeInForce.GTC, "0", "1");

        assertThat(sold.fills().getFirst().commissionAsset()).isEqualTo("USDT");
        assertThat(sold.fills().getFirst().commission()).isEqualByComparingTo("0.099");
        assertThat(balance("USDT").free()).isEqualByComparingTo("10098.901");
    }

    @Test
    void spendsNoMoreThanTheQuoteQuantity() {
        var request = new OrderRequest(instrument, Side.BUY, OrderType.MARKET, TimeInForce.GTC, 0, 0,
            new BigDecimal("150"), "quote");
        var order = exchange.place(account, request);

        assertThat(order.quoteExecuted()).isLessThanOrEqualTo(new BigDecimal("150"));
        assertThat(order.quoteExecuted()).isGreaterThan(new BigDecimal("149.99"));
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void expiresAMarketOrderThatEmptiesTheBook() {
        var order = place(Side.BUY, OrderType.MARKET, TimeInForce.GTC, "0", "5");

        assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(order.executed()).isEqualTo(3 * Fixed8.ONE);
        assertThat(balance("USDT").locked()).isEqualByComparingTo("0");
    }

    @Test
    void fillsARestingOrderFromThePrintsOfTheMarket() {
        var order = place(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "99", "2");

        play(new MarketEvent.Print(Side.SELL, Fixed8.of("99"), Fixed8.of("2.5")));

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(order.executed()).isEqualTo(Fixed8.of("1.5"));
        assertThat(order.fills().getFirst().maker()).isTrue();
        var prints = exchange.market("BTCUSDT").tape().latest(10, -1);
        assertThat(prints.stream().mapToLong(PublicTrade::quantity).sum()).isEqualTo(Fixed8.of("2.5"));
    }

    @Test
    void cancelsOnceAndOnlyOnce() {
        var order = place(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "90", "1");
        exchange.cancel(order, "c");

        assertThat(balance("USDT").free()).isEqualByComparingTo("10000");
        assertThatThrownBy(() -> exchange.cancel(order, "c")).isInstanceOf(Refused.class)
            .hasMessageContaining("-2011");
    }

    @Test
    void keepsMoneyWholeWhenOurOrdersMatchEachOther() {
        var ask = place(Side.SELL, OrderType.LIMIT, TimeInForce.GTC, "99.5", "1");
        var bid = place(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "99.5", "1");

        assertThat(ask.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(bid.fills().getFirst().tradeId()).isEqualTo(ask.fills().getFirst().tradeId());
        assertThat(balance("BTC").total()).isEqualByComparingTo("9.999");
        assertThat(balance("USDT").total()).isEqualByComparingTo("9999.9005");
    }

    @Test
    void numbersEventsWithoutAGapAndSpansEverySnapshot() {
        var market = exchange.market("BTCUSDT");
        var first = market.drainFast().getLast();
        var snapshot = market.snapshot(10);
        var second = market.drainFast().getFirst();

        assertThat(second.firstId()).isEqualTo(first.lastId() + 1);
        assertThat(snapshot.lastUpdateId()).isBetween(second.firstId(), second.lastId());
        assertThat(market.drainFast()).isEmpty();
    }

    private Order place(Side side, OrderType type, TimeInForce timeInForce, String price, String quantity) {
        told.clear();
        return exchange.place(account, new OrderRequest(instrument, side, type, timeInForce, Fixed8.of(price),
            Fixed8.of(quantity), null, "order-" + nextId++));
    }

    private Balance balance(String asset) {
        return account.balance(asset);
    }

    private void play(MarketEvent event) {
        player.play(new TimedEvents(0, "BTCUSDT", List.of(event)));
    }

    private static LevelView level(Side side, String price, String quantity) {
        return new LevelView(side, Fixed8.of(price), Fixed8.of(quantity));
    }

    private final class Listening implements VenueListener {
        @Override
        public void onReport(Report report) {
            told.add(report.type() + " " + report.order().status());
        }

        @Override
        public void onBalances(Account owner, Set<String> assets, long time) {
            told.add("balances");
        }

        @Override
        public void onTrade(Market market, PublicTrade trade) {
            told.add("trade " + Fixed8.text(trade.price()));
        }

        @Override
        public void onBest(Market market) {
            told.add("best");
        }
    }
}
