package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.auth.Authenticator;
import dev.holdfast.portfolio.auth.Principal;
import dev.holdfast.portfolio.auth.Sessions;
import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** Logging in and out by a cookie that scripts cannot read. */
final class SessionRoutes {
    /** Names are kept for a while by the limiter and for good in the trail. */
    private static final int MAX_USER = 64;

    private final Authenticator authenticator;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final Clock clock;

    /** Who is logged in. */
    record SessionView(String user, String role) {
    }

    SessionRoutes(Authenticator authenticator, Sessions sessions, AuditTrail audit, Clock clock) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    void onLogin(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        String user = fields.requiredText("user", null);
        String password = fields.requiredText("password", null);
        if (user != null && user.length() > MAX_USER) {
            fields.wrong("user", "has " + user.length() + " characters", "1 to " + MAX_USER + " characters");
        }
        fields.done("invalid-login", "The login is not valid");
        authenticator.check(user, password, Access.address(context)).onComplete(principal -> {
            String token = sessions.open(principal.name(), clock.instant());
            audit.done(principal.name(), "session.open", principal.name(), Access.address(context));
            context.response().addCookie(cookie(token).setMaxAge(Sessions.LIFE.toSeconds()))
                .setStatusCode(204).end();
        }, failure -> {
            // What the limiter turned away is not written down: guessing must not fill the trail.
            if (failure instanceof Problem problem && problem.status() == 401) {
                audit.failure("anonymous", "session.open", user, failure);
            }
            context.fail(failure);
        });
    }

    void onWho(RoutingContext context) {
        Principal principal = Access.principal(context);
        Answers.json(context, 200, new SessionView(principal.name(), principal.role().text()));
    }

    void onLogout(RoutingContext context) {
        Principal principal = Access.principal(context);
        if (principal.session() != null) {
            sessions.close(principal.session(), clock.instant());
            audit.done(principal.name(), "session.close", principal.name(), null);
        }
        context.response().addCookie(cookie("").setMaxAge(0)).setStatusCode(204).end();
    }

    /** Not marked Secure: the gateway itself speaks plain HTTP on loopback; TLS ends in front of it. */
    private static Cookie cookie(String token) {
        return Cookie.cookie(Access.COOKIE, token).setPath("/").setHttpOnly(true)
            .setSameSite(CookieSameSite.STRICT);
    }
}
