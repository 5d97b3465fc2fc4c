package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every order since the venue began, findable by either id, and the open ones by account. Nothing is ever
 * dropped: its growth is bounded by the ledger, which refuses new orders when full.
 */
final class OrderStore {

    private record ClientKey(String account, String symbol, String clientOrderId) {
    }

    /** Where lists of an account are kept apart, so that none has to be looked through for another. */
    private record MarketKey(String account, String symbol) {
    }

    private final Map<Long, Order> byId = new HashMap<>();
    private final Map<ClientKey, Order> latestByClientId = new HashMap<>();
    private final Map<String, Map<Long, Order>> openByAccount = new HashMap<>();
    private final Map<MarketKey, List<Order>> ordersByMarket = new HashMap<>();
    private final Map<MarketKey, List<Fill>> fillsByMarket = new HashMap<>();

    void add(Order order) {
        byId.put(order.orderId(), order);
        ordersByMarket.computeIfAbsent(market(order.account(), order.instrument()), key ->
            new ArrayList<>()).add(order);
        latestByClientId.put(key(order), order);
        open(order.account()).put(order.orderId(), order);
    }

    void ended(Order order) {
        open(order.account()).remove(order.orderId());
    }

    void filled(Fill fill) {
        fillsByMarket.computeIfAbsent(market(fill.order().account(), fill.order().instrument()), key ->
            new ArrayList<>()).add(fill);
    }

    Order byId(long orderId) {
        return byId.get(orderId);
    }

    /** The account's newest order of this client id: an id may be used again once its order has ended. */
    Optional<Order> byClientId(Account account, Instrument instrument, String clientOrderId) {
        var key = new ClientKey(account.name(), instrument.symbol(), clientOrderId);
        return Optional.ofNullable(latestByClientId.get(key));
    }

    Optional<Order> ofAccount(Account account, Instrument instrument, long orderId) {
        return Optional.ofNullable(byId.get(orderId))
            .filter(order -> order.account() == account && order.instrument() == instrument);
    }

    /** Open orders, oldest first; {@code instrument} null for all. */
    List<Order> open(Account account, Instrument instrument) {
        return open(account).values().stream()
            .filter(order -> instrument == null || order.instrument() == instrument).toList();
    }

    /** Oldest first; a view that grows. */
    List<Order> all(Account account, Instrument instrument) {
        return Collections.unmodifiableList(ordersByMarket.getOrDefault(market(account, instrument),
            List.of()));
    }

    /** Oldest first; a view that grows. */
    List<Fill> fills(Account account, Instrument instrument) {
        return Collections.unmodifiableList(fillsByMarket.getOrDefault(market(account, instrument),
            List.of()));
    }

    int size() {
        return byId.size();
    }

    int openCount() {
        return openByAccount.values().stream().mapToInt(Map::size).sum();
    }

    private Map<Long, Order> open(Account account) {
        return openByAccount.computeIfAbsent(account.name(), name -> new LinkedHashMap<>());
    }

    private static MarketKey market(Account account, Instrument instrument) {
        return new MarketKey(account.name(), instrument.symbol());
    }

    private static ClientKey key(Order order) {
        return new ClientKey(order.account().name(), order.instrument().symbol(),
            order.request().clientOrderId());
    }
}
