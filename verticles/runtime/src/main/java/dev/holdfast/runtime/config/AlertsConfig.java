package dev.holdfast.runtime.config;

import dev.holdfast.resilience.alert.AlertRules;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.alert.Silence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code alerts.yaml} says: who is told of what, how, and when.
 *
 * @param silences   silences and maintenance windows that stand in the file
 * @param runbooks   what an incident's page is put behind to make a link of it
 * @param lagRecords the database is behind when it lacks more than so many records
 */
public record AlertsConfig(AlertRules rules, List<Route> routes, List<Silence> silences, String runbooks,
                           Objective objective, long lagRecords) {
    /** Where the pages stand in the repository. */
    static final String RUNBOOKS = "docs/runbooks/";
    static final long LAG_RECORDS = 5_000;
    static final Objective OBJECTIVE = new Objective(new BigDecimal("99.9"), Duration.ofMillis(100));

    /** A way to tell people. */
    public sealed interface Route {
        String name();
    }

    /** A line in the node's log. */
    public record LogRoute(String name) implements Route {
    }

    /** What the receiver of a webhook understands. */
    public enum Format { JSON, SLACK, TELEGRAM, PAGERDUTY }

    /**
     * An HTTP POST.
     *
     * @param url    with the secret in it where it said {@code {secret}}
     * @param secret JSON: the bearer token; PAGERDUTY: the routing key; null if there is none
     * @param chat   TELEGRAM: whom to tell; null else
     */
    public record Webhook(String name, Format format, String url, String secret, String chat)
        implements Route {
        @Override
        public String toString() {
            return "Webhook[" + name + ", " + format + "]";
        }
    }

    /** How an SMTP connection is protected. */
    public enum Tls { NONE, STARTTLS, TLS }

    /**
     * An e-mail.
     *
     * @param user null if the server asks for none
     */
    public record Mail(String name, String host, int port, Tls tls, String from, List<String> to, String user,
                       String password) implements Route {
        @Override
        public String toString() {
            return "Mail[" + name + ", " + host + ":" + port + "]";
        }
    }

    /**
     * What the gateway's answers to orders are measured against.
     *
     * @param percent   so many of them
     * @param fasterThan come in less than this
     */
    public record Objective(BigDecimal percent, Duration fasterThan) {
    }

    /** Without a file: everything is written into the log. */
    public static AlertsConfig byDefault() {
        AlertRules.Step log = new AlertRules.Step(Duration.ZERO, List.of("log"));
        return new AlertsConfig(AlertRules.usual(Map.of(Severity.PAGE, List.of(log),
            Severity.TICKET, List.of(log))), List.of(new LogRoute("log")), List.of(), RUNBOOKS, OBJECTIVE,
            LAG_RECORDS);
    }
}
