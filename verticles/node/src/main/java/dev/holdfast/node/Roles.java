package dev.holdfast.node;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.BinanceConfig.UserDataForm;
import dev.holdfast.binance.feed.BinanceFeed;
import dev.holdfast.binance.order.BinanceSession;
import dev.holdfast.execution.ExecutionVerticle;
import dev.holdfast.failsafe.FailsafeVerticle;
import dev.holdfast.marketdata.MarketDataVerticle;
import dev.holdfast.persistence.PersistenceVerticle;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.portfolio.PortfolioManagerVerticle;
import dev.holdfast.risk.RiskVerticle;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.guard.GuardedSession;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.signal.SignalVerticle;
import dev.holdfast.trading.market.PriceSource;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which verticle is which role, and what each is given: the only place that knows every service. */
final class Roles {
    private final Vertx vertx;
    private final BinanceConfig venue;

    Roles(Vertx vertx, NodeConfig config) {
        this.vertx = vertx;
        this.venue = venue(config.venue());
    }

    /** What a role keeps on this node and can build anew from the logs; empty for all others. */
    static List<Path> localState(String role, NodeConfig config) {
        return role.equals("persistence") ? DatabaseUrl.of(config).files() : List.of();
    }

    /** Makes a fresh verticle of a role at each call, from the kit that this instance may use. */
    Function<NodeKit, Deployable> maker(String role) {
        return switch (role) {
            case "market-data" -> kit -> new MarketDataVerticle(kit, feeds(kit));
            case "signal" -> SignalVerticle::new;
            case "execution" -> kit -> new ExecutionVerticle(kit,
                new GuardedSession(new BinanceSession(vertx, venue, kit.identity().clock()),
                    kit.breakers()));
            case "risk" -> RiskVerticle::new;
            case "persistence" -> PersistenceVerticle::new;
            case "portfolio-manager" -> PortfolioManagerVerticle::new;
            case "failsafe" -> FailsafeVerticle::new;
            default -> throw new IllegalArgumentException("no such role: " + role);
        };
    }

    private Map<PriceSource, MarketFeed> feeds(NodeKit kit) {
        Map<PriceSource, MarketFeed> feeds = new EnumMap<>(PriceSource.class);
        feeds.put(PriceSource.VENUE, new BinanceFeed(vertx, venue, kit.identity().clock(),
            kit.breakers().guard(BinanceFeed.snapshotTerms())));
        NodeConfig.Backup backup = kit.config().venue().backup();
        if (backup != null) {
            feeds.put(PriceSource.BACKUP, new BinanceFeed(vertx,
                BinanceConfig.pricesOf(backup.restUrl(), backup.streamUrl()), kit.identity().clock(),
                kit.breakers().guard(BinanceFeed.snapshotTerms().named("backup.snapshot"))));
        }
        return feeds;
    }

    private static BinanceConfig venue(NodeConfig.Venue configured) {
        return BinanceConfig.of(configured.restUrl(), configured.streamUrl(), configured.wsApiUrl(),
            configured.apiKey(), configured.secret())
            .withUserData(UserDataForm.valueOf(configured.userData()));
    }
}
