package dev.holdfast.portfolio.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The dashboard, if its files are on the class path, and the headers that keep a browser strict. */
final class StaticRoutes {
    private static final String ROOT = "webroot";
    private static final String POLICY =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
    /** The names of these files carry a hash of their content. */
    private static final String HASHED = "/assets/*";
    private static final long YEAR_SECONDS = 31_536_000;

    private StaticRoutes() {
    }

    /** Sets the headers of every answer, whatever it will be. */
    static void headers(RoutingContext context) {
        context.response()
            .putHeader("Content-Security-Policy", POLICY)
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("X-Frame-Options", "DENY")
            .putHeader("Referrer-Policy", "no-referrer");
        context.next();
    }

    static void mount(Router router) {
        if (StaticRoutes.class.getClassLoader().getResource(ROOT + "/index.html") == null) {
            return;
        }
        router.get(HASHED).handler(context -> {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL,
                "public, immutable, max-age=" + YEAR_SECONDS);
            context.next();
        });
        router.get().handler(context -> {
            if (!context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
                context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            }
            context.next();
        });
        router.get().handler(StaticHandler.create(ROOT).setCachingEnabled(false).setFilesReadOnly(true)
            .setDirectoryListing(false).setIncludeHidden(false));
    }
}
