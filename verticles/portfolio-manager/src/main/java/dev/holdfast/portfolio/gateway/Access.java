package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.auth.Authenticator;
import dev.holdfast.portfolio.auth.Principal;
import dev.holdfast.portfolio.auth.Role;
import dev.holdfast.portfolio.auth.Sessions;
import dev.holdfast.portfolio.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;

/**
 * Who may pass: a session cookie or HTTP Basic, then the role a route needs. A write that comes by cookie
 * must also show that it was made by this site's own page, as a browser sends the cookie for everybody.
 */
final class Access {
    static final String COOKIE = "holdfast_session";
    private static final String PRINCIPAL = "principal";
    private static final String BASIC = "Basic ";

    private final Authenticator authenticator;
    private final Sessions sessions;
    private final Clock clock;

    Access(Authenticator authenticator, Sessions sessions, Clock clock) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Finds out who asks; answers 401 if nobody known does. */
    void identify(RoutingContext context) {
        Principal bySession = bySession(context);
        if (bySession != null) {
            pass(context, bySession);
            return;
        }
        String[] credentials = basic(context.request());
        if (credentials == null) {
            refuse(context, Problem.unauthorised("log in, or send HTTP Basic credentials"));
            return;
        }
        authenticator.check(credentials[0], credentials[1], address(context)).onComplete(
            principal -> pass(context, principal), failure -> refuse(context, failure));
    }

    /** A handler that lets a role, and those above it, pass. */
    static Handler<RoutingContext> requires(Role role) {
        return context -> {
            Principal principal = principal(context);
            if (principal.role().mayActAs(role)) {
                context.next();
            } else {
                context.fail(Problem.forbidden("this needs the role " + role.text() + ", " + principal.name()
                    + " is " + principal.role().text()));
            }
        };
    }

    static Principal principal(RoutingContext context) {
        return context.get(PRINCIPAL);
    }

    static String address(RoutingContext context) {
        return context.request().remoteAddress() == null ? "" : context.request().remoteAddress().host();
    }

    private void pass(RoutingContext context, Principal principal) {
        boolean byCookie = principal.session() != null;
        if (byCookie && isWrite(context.request()) && !isOwnPage(context.request())) {
            context.fail(Problem.forbidden("a write by session cookie must come from this site's own page: "
                + "send the header X-Requested-With"));
            return;
        }
        context.put(PRINCIPAL, principal);
        context.next();
    }

    private Principal bySession(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        return cookie == null ? null : sessions.find(cookie.getValue(), clock.instant());
    }

    /** A page's own fetch must not make the browser ask with its password box; a program is told Basic. */
    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem problem && problem.status() == 401) {
            boolean page = context.request().getHeader("Sec-Fetch-Mode") != null;
            context.response().putHeader("WWW-Authenticate",
                (page ? "Session" : "Basic") + " realm=\"holdfast\"");
        }
        context.fail(failure);
    }

    private static boolean isWrite(HttpServerRequest request) {
        return request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
    }

    private static boolean isOwnPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean sameOrigin = origin != null && request.authority() != null
            && origin.equals(request.scheme() + "://" + request.authority());
        return sameOrigin || origin == null && request.getHeader("X-Requested-With") != null;
    }

    /** User and password, or null if the header is absent or not Basic. */
    private static String[] basic(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).trim());
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? parts : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
