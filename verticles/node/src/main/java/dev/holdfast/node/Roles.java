package dev.holdfast.node;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.BinanceConfig.UserDataForm;
import dev.holdfast.binance.feed.BinanceFeed;
import dev.holdfast.binance.order.BinanceSession;
import dev.holdfast.execution.ExecutionVerticle;
import dev.holdfast.failsafe.FailsafeVerticle;
import dev.holdfast.marketdata.MarketDataVerticle;
import dev.holdfast.persistence.PersistenceVerticle;
import dev.holdfast.portfolio.PortfolioManagerVerticle;
import dev.holdfast.risk.RiskVerticle;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.signal.SignalVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Which verticle is which role, and what each is given: the only place that knows every service. */
final class Roles {
    private final Vertx vertx;
    private final NodeKit kit;
    private final BinanceConfig venue;

    Roles(Vertx vertx, NodeKit kit) {
        this.vertx = vertx;
        this.kit = kit;
        this.venue = venue(kit.config().venue());
    }

    /** Makes a fresh verticle of a role at each call. */
    Supplier<Deployable> maker(String role) {
        return switch (role) {
            case "market-data" -> () -> new MarketDataVerticle(kit,
                new BinanceFeed(vertx, venue, kit.identity().clock()));
            case "signal" -> () -> new SignalVerticle(kit);
            case "execution" -> () -> new ExecutionVerticle(kit,
                new BinanceSession(vertx, venue, kit.identity().clock()));
            case "risk" -> () -> new RiskVerticle(kit);
            case "persistence" -> () -> new PersistenceVerticle(kit);
            case "portfolio-manager" -> () -> new PortfolioManagerVerticle(kit);
            case "failsafe" -> () -> new FailsafeVerticle(kit);
            default -> throw new IllegalArgumentException("no such role: " + role);
        };
    }

    private static BinanceConfig venue(NodeConfig.Venue configured) {
        return BinanceConfig.of(configured.restUrl(), configured.streamUrl(), configured.wsApiUrl(),
            configured.apiKey(), configured.secret())
            .withUserData(UserDataForm.valueOf(configured.userData()));
    }
}
