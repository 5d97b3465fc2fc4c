package dev.holdfast.runtime.config;

import dev.holdfast.runtime.config.AlertsConfig.Format;
import dev.holdfast.runtime.config.AlertsConfig.LogRoute;
import dev.holdfast.runtime.config.AlertsConfig.Mail;
import dev.holdfast.runtime.config.AlertsConfig.Route;
import dev.holdfast.runtime.config.AlertsConfig.Tls;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads the routes of {@code alerts.yaml}. A secret never stands in it: it is in a file of its own, as
 * container platforms mount them, or in the environment.
 */
final class AlertRoutes {
    static final String PLACE = "{secret}";
    private static final String FILE = "file:";
    private static final String ENV = "env:";
    private static final Kind<String> NAME =
        Kind.matching("[a-z0-9][a-z0-9-]{0,31}", "1 to 32 of a-z, 0-9 and '-'");
    private static final Kind<String> SECRET =
        Kind.matching("(file:.+|env:[A-Za-z_][A-Za-z0-9_]*)",
            "file:PATH or env:NAME, never the secret itself");
    private static final Kind<String> ADDRESS =
        Kind.matching("[^@\\s,<>]+@[^@\\s,<>]+", "an e-mail address");
    private static final Kind<String> HOST = Kind.matching("[A-Za-z0-9._:-]+", "a host name or address");
    private static final int MAX_PORT = 65_535;

    private final Map<String, String> environment;

    private enum RouteKind { LOG, WEBHOOK, MAIL }

    AlertRoutes(Map<String, String> environment) {
        this.environment = environment;
    }

    Route route(Section in) {
        String name = in.required("name", NAME);
        RouteKind kind = in.required("kind", Kind.oneOf(RouteKind.class));
        if (name == null || kind == null) {
            return null;
        }
        return switch (kind) {
            case LOG -> new LogRoute(name);
            case WEBHOOK -> webhook(name, in);
            case MAIL -> mail(name, in);
        };
    }

    private Route webhook(String name, Section in) {
        Format format = in.required("format", Kind.oneOf(Format.class));
        String url = in.required("url", Kind.text("an address beginning with http:// or https://"));
        boolean secretGiven = in.has("secret");
        String secret = secretGiven ? secret(in, "secret") : null;
        String chat = in.optional("chat", Kind.text("a chat's id"), null);
        if (format == null || url == null || secretGiven && secret == null) {
            return null;
        }
        String full = secret == null ? url : url.replace(PLACE, secret);
        if (full.contains(PLACE) || !isHttp(full)) {
            in.problem("url", "found '" + url + "'", "an address beginning with http:// or https://; "
                + PLACE + " in it is the route's secret", full.contains(PLACE) ? "add 'secret: file:PATH'"
                : "change it");
            return null;
        }
        if (format == Format.PAGERDUTY && secret == null) {
            in.problem("secret", "is missing", SECRET.allowed(), "give the routing key of the integration");
            return null;
        }
        if (format == Format.TELEGRAM && chat == null) {
            in.problem("chat", "is missing", "a chat's id", "give the chat that the bot writes to");
            return null;
        }
        return new Webhook(name, format, full, secret, chat);
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Route mail(String name, Section in) {
        String host = in.required("host", HOST);
        Integer port = in.required("port", Kind.integer(1, MAX_PORT));
        Tls tls = in.required("tls", Kind.oneOf(Tls.class));
        String from = in.required("from", ADDRESS);
        List<String> to = in.texts("to");
        String user = in.optional("user", Kind.text("a name"), null);
        String password = user == null ? null : secret(in, "secret");
        if (to.isEmpty()) {
            in.problem("to", "is empty", "e-mail addresses", "write to: [you@example.com]");
            return null;
        }
        if (user != null && password == null
            || Stream.of(host, port, tls, from).anyMatch(Objects::isNull)) {
            return null;
        }
        return new Mail(name, host, port, tls, from, to, user, password);
    }

    /** Null, with the problem noted, if there is none to be found. */
    private String secret(Section in, String key) {
        String where = in.required(key, SECRET);
        if (where == null) {
            return null;
        }
        String found = where.startsWith(FILE) ? firstLine(Path.of(where.substring(FILE.length())))
            : environment.get(where.substring(ENV.length()));
        if (found == null || found.isBlank()) {
            in.problem(key, "nothing is to be read at " + where, SECRET.allowed(),
                where.startsWith(FILE) ? "create the file, readable for this user only" : "set the variable");
            return null;
        }
        return found.strip();
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
