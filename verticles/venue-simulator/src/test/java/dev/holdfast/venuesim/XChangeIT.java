package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import info.bitrich.xchangestream.binance.BinanceStreamingExchange;
import info.bitrich.xchangestream.core.ProductSubscription;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.binance.dto.trade.BinanceCancelOrderParams;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.Trade;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.UserTrade;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.trade.params.orders.DefaultQueryOrderParamInstrument;

/** XChange, changed in nothing but its addresses, trades here as it would at the real exchange. */
class XChangeIT {

    private static final CurrencyPair BTC_USDT = CurrencyPair.BTC_USDT;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestVenue venue;
    private BinanceStreamingExchange exchange;

    @BeforeEach
    void connectTheClient() {
        venue = TestVenue.start();
        exchange = new RedirectedExchange(venue.socketBase() + "/");
        var specification = exchange.getDefaultExchangeSpecification();
        specification.setSslUri(venue.base());
        specification.setApiKey(TestVenue.KEY);
        specification.setSecretKey(TestVenue.SECRET);
        specification.setShouldLoadRemoteMetaData(true);
        exchange.applySpecification(specification);
    }

    @AfterEach
    void disconnectTheClient() {
        exchange.disconnect().blockingAwait();
        venue.close();
    }

    @Test
    void keepsABookWithOneSnapshotAndSeesTrades() {
        var books = new CopyOnWriteArrayList<OrderBook>();
        var trades = new CopyOnWriteArrayList<Trade>();
        connect(ProductSubscription.create().addOrderbook(BTC_USDT).addTrades(BTC_USDT).build());

        exchange.getStreamingMarketDataService().getOrderBook(BTC_USDT).forEach(books::add);
        exchange.getStreamingMarketDataService().getTrades(BTC_USDT).forEach(trades::add);

        await().atMost(PATIENCE).until(() -> books.size() > 5 && trades.size() > 20);
        var last = books.getLast();
        assertThat(last.getBids().getFirst().getLimitPrice()).isLessThan(last.getAsks().getFirst()
            .getLimitPrice());
        assertThat(venue.status().getJsonObject("snapshotRequests").getInteger("BTCUSDT")).isEqualTo(1);
    }

    @Test
    void tradesAndSeesItsOwnFills() throws Exception {
        var fills = new CopyOnWriteArrayList<UserTrade>();
        var changes = new CopyOnWriteArrayList<Order>();
        connect(ProductSubscription.create().addUserTrades(BTC_USDT).addOrders(BTC_USDT).build());
        exchange.getStreamingTradeService().getUserTrades(BTC_USDT).forEach(fills::add);
        exchange.getStreamingTradeService().getOrderChanges(BTC_USDT).forEach(changes::add);
        await().atMost(PATIENCE).until(() -> venue.status().getInteger("userStreams") > 0);
        var trading = exchange.getTradeService();

        var bought = trading.placeMarketOrder(
            new MarketOrder(Order.OrderType.BID, new BigDecimal("0.5"), BTC_USDT));
        var resting = trading.placeLimitOrder(new LimitOrder(
            Order.OrderType.BID, new BigDecimal("0.5"), BTC_USDT, null, null, new BigDecimal("500.00")));

        await().atMost(PATIENCE).until(() -> fills.stream().map(UserTrade::getOrderId)
            .anyMatch(bought::equals));
        assertThat(query(bought).getStatus()).isEqualTo(Order.OrderStatus.FILLED);
        assertThat(query(resting).getStatus()).isEqualTo(Order.OrderStatus.NEW);
        assertThat(trading.getOpenOrders().getOpenOrders()).hasSize(1);
        assertThat(trading.cancelOrder(new BinanceCancelOrderParams(BTC_USDT, resting, null))).isTrue();
        await().atMost(PATIENCE).until(() -> changes.stream()
            .anyMatch(order -> order.getStatus() == Order.OrderStatus.CANCELED));
        assertThat(query(resting).getStatus()).isEqualTo(Order.OrderStatus.CANCELED);
        var balance = exchange.getAccountService().getAccountInfo().getWallet().getBalance(Currency.BTC);
        assertThat(balance.getTotal()).isEqualByComparingTo("0.4995");
    }

    @Test
    void readsTheMarketsAndTheirRules() throws Exception {
        var rules = exchange.getExchangeMetaData().getInstruments().get(BTC_USDT);

        assertThat(rules.getPriceScale()).isEqualTo(2);
        assertThat(exchange.getMarketDataService().getTicker((Instrument) BTC_USDT).getLast()).isPositive();
        assertThat(exchange.getMarketDataService().getOrderBook((Instrument) BTC_USDT).getBids())
            .isNotEmpty();
    }

    private void connect(ProductSubscription subscription) {
        exchange.connect(subscription).blockingAwait();
    }

    private Order query(String orderId) throws Exception {
        return List.copyOf(exchange.getTradeService()
            .getOrder(new DefaultQueryOrderParamInstrument(BTC_USDT, orderId))).getFirst();
    }
}
