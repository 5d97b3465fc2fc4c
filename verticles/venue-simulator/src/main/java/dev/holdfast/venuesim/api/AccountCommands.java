package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.account.Fees;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.engine.VenueError;
import dev.holdfast.venuesim.stream.UserStreams;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Commands about an account as a whole: balances, limits, listen keys. */
final class AccountCommands {

    private final Gate gate;
    private final Fees fees;
    private final UserStreams userStreams;

    AccountCommands(Gate gate, Fees fees, UserStreams userStreams) {
        this.gate = gate;
        this.fees = fees;
        this.userStreams = userStreams;
    }

    Object account(Call call) {
        var omitZero = call.params().text("omitZeroBalances").map(Boolean::parseBoolean).orElse(false);
        var balances = new JsonArray();
        call.account().balances().forEach((asset, balance) -> {
            if (!omitZero || balance.total().signum() > 0) {
                balances.add(new JsonObject().put("asset", asset)
                    .put("free", Fixed8.text(balance.free())).put("locked", Fixed8.text(balance.locked())));
            }
        });
        return new JsonObject()
            .put("makerCommission", fees.maker().movePointRight(4).intValue())
            .put("takerCommission", fees.taker().movePointRight(4).intValue())
            .put("buyerCommission", 0).put("sellerCommission", 0)
            .put("commissionRates", new JsonObject()
                .put("maker", Fixed8.text(fees.maker())).put("taker", Fixed8.text(fees.taker()))
                .put("buyer", Fixed8.text(0)).put("seller", Fixed8.text(0)))
            .put("canTrade", true).put("canWithdraw", false).put("canDeposit", false)
            .put("brokered", false).put("requireSelfTradePrevention", false).put("preventSor", false)
            .put("updateTime", gate.clock().millis())
            .put("accountType", "SPOT")
            .put("balances", balances)
            .put("permissions", new JsonArray().add("SPOT"))
            .put("uid", Math.abs((long) call.account().name().hashCode()));
    }

    Object commission(Call call) {
        var rates = new JsonObject()
            .put("maker", Fixed8.text(fees.maker())).put("taker", Fixed8.text(fees.taker()))
            .put("buyer", Fixed8.text(0)).put("seller", Fixed8.text(0));
        return new JsonObject().put("symbol", call.params().required("symbol")).put("standardCommission",
            rates);
    }

    Object orderLimits(Call call) {
        return orderLimits(call.account());
    }

    /** Order counters of an account, as rateLimit/order and the WebSocket API print them. */
    JsonArray orderLimits(Account account) {
        var now = gate.clock().millis();
        var limits = gate.limits().limits();
        return new JsonArray()
            .add(Limit.orders("SECOND", 10, limits.ordersPer10Seconds())
                .put("count", gate.limits().ordersInTenSeconds(account.name(), now)))
            .add(Limit.orders("DAY", 1, limits.ordersPerDay())
                .put("count", gate.limits().ordersInDay(account.name(), now)));
    }

    Object openListenKey(Call call) {
        return new JsonObject().put("listenKey", userStreams.listenKeyOf(call.account()));
    }

    Object keepListenKey(Call call) {
        if (!userStreams.keepAlive(call.params().required("listenKey"), call.account())) {
            throw VenueError.NO_LISTEN_KEY.asException();
        }
        return new JsonObject();
    }

    Object closeListenKey(Call call) {
        if (!userStreams.closeListenKey(call.params().required("listenKey"), call.account())) {
            throw VenueError.NO_LISTEN_KEY.asException();
        }
        return new JsonObject();
    }

    /** Rows of a rateLimits list. */
    static final class Limit {

        private Limit() {
        }

        static JsonObject orders(String interval, int number, int limit) {
            return row("ORDERS", interval, number, limit);
        }

        static JsonObject weight(int limit) {
            return row("REQUEST_WEIGHT", "MINUTE", 1, limit);
        }

        private static JsonObject row(String type, String interval, int number, int limit) {
            return new JsonObject().put("rateLimitType", type).put("interval", interval)
                .put("intervalNum", number).put("limit", limit);
        }
    }
}
