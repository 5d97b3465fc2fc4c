package dev.holdfast.venuesim.stream;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.engine.VenueClock;
import dev.holdfast.venuesim.fault.FaultName;
import dev.holdfast.venuesim.fault.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Events of an account to its owner, in both forms. The legacy form gives out a listen key whose stream
 * carries bare events; the present form subscribes inside the WebSocket API and wraps each event with its
 * subscription id.
 */
public final class UserStreams {

    private static final long KEY_LIFETIME = 3_600_000L;
    /** How long a report waits for the one that overtakes it. */
    private static final long REORDER_MILLIS = 200L;

    private record ListenKey(String text, long validUntil) {
    }

    private record Subscription(StreamConnection connection, Account account, int id) {
    }

    private final Vertx vertx;
    private final StreamHub hub;
    private final VenueClock clock;
    private final Faults faults;
    private final Map<Account, ListenKey> keys = new HashMap<>();
    private final Map<StreamConnection, List<Subscription>> subscriptions = new LinkedHashMap<>();
    private final Map<Account, JsonObject> heldBack = new HashMap<>();
    private int nextSubscription;

    /** Sends through {@code hub}. */
    public UserStreams(Vertx vertx, StreamHub hub, VenueClock clock, Faults faults) {
        this.vertx = vertx;
        this.hub = hub;
        this.clock = clock;
        this.faults = faults;
    }

    /** The account's key, valid for an hour from now; a new one only when there is none. */
    public String listenKeyOf(Account account) {
        var old = keys.get(account);
        var text = old != null && old.validUntil() > clock.millis() ? old.text()
            : (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        keys.put(account, new ListenKey(text, clock.millis() + KEY_LIFETIME));
        return text;
    }

    /** Another hour; false for a key that is not this account's. */
    public boolean keepAlive(String text, Account account) {
        return owner(text).filter(account::equals).map(this::listenKeyOf).isPresent();
    }

    /** Ends a key; false for a key that is not this account's. */
    public boolean closeListenKey(String text, Account account) {
        return owner(text).filter(account::equals).map(keys::remove).isPresent();
    }

    /** Subscribes inside a WebSocket API connection; the id that will mark the events. */
    public int subscribe(StreamConnection connection, Account account) {
        var subscription = new Subscription(connection, account, nextSubscription++);
        subscriptions.computeIfAbsent(connection, each -> new ArrayList<>()).add(subscription);
        return subscription.id();
    }

    /** Ends one subscription, or all of the connection when {@code id} is null. */
    public void unsubscribe(StreamConnection connection, Integer id) {
        var list = subscriptions.getOrDefault(connection, List.of());
        if (id == null || list.size() <= 1) {
            subscriptions.remove(connection);
        } else {
            list.removeIf(subscription -> subscription.id() == id);
        }
    }

    /** Open subscriptions of the present form and listeners of the legacy one. */
    public int count() {
        var legacy = keys.values().stream().filter(key -> hub.streams().contains(key.text())).count();
        return subscriptions.values().stream().mapToInt(List::size).sum() + (int) legacy;
    }

    /** An execution report, subject to the faults that repeat or swap them. */
    void report(Account account, JsonObject event) {
        var symbol = event.getString("s");
        if (faults.use(FaultName.REORDER_REPORTS, symbol).isPresent()) {
            reorder(account, event);
            return;
        }
        send(account, event);
        if (faults.use(FaultName.DUPLICATE_REPORTS, symbol).isPresent()) {
            send(account, event);
        }
    }

    void send(Account account, JsonObject event) {
        if (hub.isSilent()) {
            return;
        }
        var key = keys.get(account);
        if (key != null && key.validUntil() > clock.millis()) {
            hub.publish(key.text(), () -> event);
        }
        for (var list : List.copyOf(subscriptions.values())) {
            for (var each : list) {
                if (each.account() == account) {
                    each.connection().send(new JsonObject().put("subscriptionId", each.id()).put("event",
                        event));
                }
            }
        }
    }

    private void reorder(Account account, JsonObject event) {
        var earlier = heldBack.remove(account);
        if (earlier != null) {
            send(account, event);
            send(account, earlier);
            return;
        }
        heldBack.put(account, event);
        vertx.setTimer(REORDER_MILLIS, timer -> {
            if (heldBack.remove(account, event)) {
                send(account, event);
            }
        });
    }

    private Optional<Account> owner(String text) {
        return keys.entrySet().stream()
            .filter(entry -> entry.getValue().text().equals(text)
                && entry.getValue().validUntil() > clock.millis())
            .map(Map.Entry::getKey).findFirst();
    }
}
